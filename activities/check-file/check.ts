import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Order } from '#activities/checks/channel';
import { ChildLost, runChild } from '#activities/checks/run-child';
import { dayOf } from '#domain/calendar';
import { listsOf } from '#domain/code-list';
import type { CheckReport } from '#domain/finding';
import type { Asked } from './arguments.ts';
import { cannotRead, engineFailed, engineLost } from './not-checked.ts';
import { sizeOfRegular } from './regular.ts';

/** The checks as a submission gets them, in the same process of their own; the complete list is left in the scratch folder. */
export async function checkHere(
  { file, standard, period, lists = listsOf(standard) }: Asked,
  scratch: string,
  signal: AbortSignal,
): Promise<CheckReport> {
  await sizeOfRegular(file);
  const hash = await hashOf(file, signal);
  const memory = process.env['CHECKS_MEMORY'] ?? '512MB';
  const today = dayOf(Date.now());
  const order: Order = { hash, standard, period, today, memory, scratch, lists };
  const outcome = await runChild({
    order,
    source: createReadStream(file, { highWaterMark: 1 << 20 }),
    signal,
    step: () => undefined,
  }).catch((error: unknown) => {
    throw error instanceof ChildLost ? engineLost() : error;
  });
  if (outcome.kind === 'failed') throw engineFailed[outcome.reason](outcome.detail);
  return outcome.report;
}

async function hashOf(file: string, signal: AbortSignal): Promise<string> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file, { signal })) digest.update(chunk as Buffer);
  } catch (error) {
    throw signal.aborted ? error : cannotRead(file, error);
  }
  return digest.digest('hex');
}
