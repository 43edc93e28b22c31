import { writeFile } from 'node:fs/promises';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Bundles the workflows once, at image build: `node activities/bundle.ts FILE`; the worker finds it by WORKFLOW_BUNDLE. */
const target = process.argv[2];
if (!target) throw new Error('Say where the bundle goes: node activities/bundle.ts FILE');
const { code } = await bundleWorkflowCode({
  workflowsPath: new URL('../workflows/index.ts', import.meta.url).pathname,
});
await writeFile(target, code);
