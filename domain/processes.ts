import type { Words } from './process.ts';
import { submissionWords } from './submission/words.ts';

/** Every process that has a table here: one line each. */
const words: Readonly<Record<string, Words>> = { submission: submissionWords };

/** The names of all of them: each has a file of its own in every room. */
export const processNames: readonly string[] = Object.keys(words);

export function wordsOf(process: string): Words {
  const known = Object.hasOwn(words, process) ? words[process] : undefined;
  if (!known) throw new Error(`no process is called ${process}`);
  return known;
}
