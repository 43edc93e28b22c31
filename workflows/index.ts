export { anchor } from './anchor.ts';
export { proof } from './proof.ts';
export { registration } from './registration.ts';
export { submission } from './submission.ts';
