import { submissionWords } from './submission/words.ts';
import type { Text } from './text.ts';

/** How a process calls its happenings and stages, and its plural noun in the API's paths. */
export interface Words {
  readonly path: string;
  happening(act: string): Text;
  stage(stage: string): Text;
}

/** Every process that has a table here: one line each. */
const words: Readonly<Record<string, Words>> = { submission: submissionWords };

export function wordsOf(process: string): Words {
  const known = words[process];
  if (!known) throw new Error(`no process is called ${process}`);
  return known;
}
