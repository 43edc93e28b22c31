export { anchor } from './anchor.ts';
export { digest } from './digest.ts';
export { dryRun } from './dry-run.ts';
export { proof } from './proof.ts';
export { registration } from './registration.ts';
export { sharing } from './sharing.ts';
export { submission } from './submission.ts';
