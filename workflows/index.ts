export { registration } from './registration.ts';
export { submission } from './submission.ts';
