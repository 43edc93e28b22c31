import type { Words } from './process.ts';
import { registrationWords } from './registration/words.ts';
import { submissionWords } from './submission/words.ts';

/** Every process that has a table here: one line each. */
const words: Readonly<Record<string, Words>> = {
  registration: registrationWords,
  submission: submissionWords,
};

/** The names of all of them: each has a file of its own in every room. */
export const processNames: readonly string[] = Object.keys(words);

/** The stages of all of them; some processes share a name. */
export const stageNames: readonly string[] = [...new Set(Object.values(words).flatMap(({ stages }) => stages))];

export function wordsOf(process: string): Words {
  const known = Object.hasOwn(words, process) ? words[process] : undefined;
  if (!known) throw new Error(`no process is called ${process}`);
  return known;
}

/** Where those who touched a case act themselves, although its holder is the office that judges. */
export const stagesOfAuthors: readonly { readonly process: string; readonly stage: string }[] = Object.entries(
  words,
).flatMap(([process, { ofAuthors = [] }]) => ofAuthors.map((stage) => ({ process, stage })));
