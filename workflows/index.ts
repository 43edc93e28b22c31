export { dryRun } from './dry-run.ts';
export { submission } from './submission.ts';
