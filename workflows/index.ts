export { dryRun } from './dry-run.ts';
export { registration } from './registration.ts';
export { submission } from './submission.ts';
