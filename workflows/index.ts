export { submission } from './submission.ts';
