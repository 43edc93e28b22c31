import { type Cast, gather, look } from './demo/cast.ts';
import { close } from './demo/closing.ts';
import { watchChecks, watchStorage } from './demo/machine.ts';
import { review } from './demo/office.ts';
import { bold, sayText } from './demo/page.ts';
import { correct, submit } from './demo/producer.ts';
import { Remedy, say, sayEnd } from './say.mjs';

/**
 * Plays one submission against the running system, through the public API alone: from the real file over return and correction
 * to receipt and trail. What comes next follows from the stage, so a case that an earlier run left anywhere is carried to its end.
 */
const chapters: Readonly<Record<string, (cast: Cast, number: string) => Promise<void>>> = {
  received: watchChecks,
  'in-review': review,
  returned: correct,
  accepted: watchStorage,
  stored: watchStorage,
};

const away =
  'The system does not answer: start it with npm start, then run npm run demo again; it goes on where it was.';

try {
  const cast = await gather();
  say(`\n${bold('SIP Back Office: satu penyampaian, dari berkas sampai tanda terima')}`);
  sayText(`One submission (Permendag 28/2024 Pasal 23-25), played at ${cast.api} with real tokens and a real file.`);
  const number = await submit(cast);
  for (;;) {
    const { stage } = await look(cast, 'produsen', number);
    const chapter = chapters[stage];
    if (!chapter) break;
    await chapter(cast, number);
  }
  await close(cast, number);
} catch (error) {
  sayEnd(error instanceof TypeError && error.message === 'fetch failed' ? new Remedy(away) : error);
}
