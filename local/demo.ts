import { correctAtOnce, decide, importsOfJanuary } from './demo/automatic.ts';
import { type Cast, gather, look } from './demo/cast.ts';
import { close } from './demo/closing.ts';
import { watchChecks, watchStorage } from './demo/machine.ts';
import { review } from './demo/office.ts';
import { bold, sayText } from './demo/page.ts';
import { correct, exportsOf2025, type Story, submit } from './demo/producer.ts';
import { Remedy, say, sayEnd } from './say.mjs';

type Chapters = Readonly<Record<string, (cast: Cast, number: string) => Promise<void>>>;

/**
 * Plays two submissions against the running system, through the public API alone: a real file that an officer returns, and an invented
 * one that the machine returns under a decision. What comes next follows from the stage, so a case that an earlier run left anywhere is
 * carried to its end.
 */
const chapters: Chapters = {
  received: watchChecks,
  'in-review': review,
  returned: correct,
  accepted: watchStorage,
  stored: watchStorage,
};

const away =
  'The system does not answer: start it with npm start, then run npm run demo again; it goes on where it was.';

async function play(cast: Cast, story: Story, told: Chapters): Promise<string> {
  const number = await submit(cast, story);
  for (;;) {
    const { stage } = await look(cast, 'produsen', number);
    const chapter = told[stage];
    if (!chapter) return number;
    await chapter(cast, number);
  }
}

try {
  const cast = await gather();
  say(`\n${bold('SIP Back Office: dua penyampaian, dari berkas sampai tanda terima')}`);
  sayText(`Two submissions (Permendag 28/2024 Pasal 23-25), played at ${cast.api} with real tokens.`);
  say(`\n${bold('Pertama: berkas nyata, dikembalikan petugas (a real file, returned by an officer)')}`);
  const number = await play(cast, exportsOf2025, chapters);
  say(`\n${bold('Kedua: dikembalikan otomatis menurut keputusan PDSI (returned by the machine, under a decision)')}`);
  await decide(cast);
  await play(cast, importsOfJanuary, { ...chapters, returned: correctAtOnce });
  await close(cast, number);
} catch (error) {
  sayEnd(error instanceof TypeError && error.message === 'fetch failed' ? new Remedy(away) : error);
}
