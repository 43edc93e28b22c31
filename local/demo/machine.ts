import { setTimeout as pause } from 'node:timers/promises';
import { Remedy } from '#local/say';
import type { CaseSeen } from './answers.ts';
import { type Cast, look } from './cast.ts';
import { bold, counted, sayField, sayText } from './page.ts';
import { begin, findingsOf, placeOf, sayCase } from './scene.ts';

/** The machine checks what came in; whoever waits sees how far it is. */
export async function watchChecks(cast: Cast, number: string): Promise<void> {
  begin('sistem / the system', 'Pemeriksaan mesin (machine checks, in a process of their own)');
  sayText(`GET /v1/submissions/${number}  again and again, until the stage changes:`);
  let shown = '';
  const over = await waitWhile(cast, number, 'received', ({ checks }) => {
    const now =
      checks &&
      `${checks.of === 0 ? 'reading' : `${checks.done} of ${checks.of} rules`}, ${checks.rows} rows: ${checks.rule}`;
    if (now && now !== shown) sayField('', now);
    shown = now ?? shown;
  });
  const { checks } = await findingsOf(cast, 'petugas', over);
  if (!checks) sayField('Hasil / result', 'The checks could not run; a person looks at the file all the same.');
  else
    sayField(
      'Hasil / result',
      `${counted(checks.rows)} rows, errors: ${bold(String(checks.errors))}, warnings: ${checks.warnings}; standard ${checks.standard} ${checks.version}`,
    );
  for (const finding of checks?.findings ?? []) {
    sayField('Temuan / finding', `${placeOf(finding)}${finding.message.id}`);
    sayField('', `(${finding.message.en})`);
  }
  await sayCase(cast, number);
}

async function waitWhile(cast: Cast, number: string, stage: string, see: (seen: CaseSeen) => void): Promise<CaseSeen> {
  const until = Date.now() + 120_000;
  for (;;) {
    const seen = await look(cast, 'produsen', number);
    if (seen.stage !== stage) return seen;
    if (Date.now() > until)
      throw new Remedy(
        `Case ${number} has been ${stage} for two minutes: see .data/logs and the case in Temporal's UI.`,
      );
    see(seen);
    await pause(250);
  }
}

/** Storage and securing are the system's duties; each is a stage of its own. */
export async function watchStorage(cast: Cast, number: string): Promise<void> {
  begin('sistem / the system', 'Penyimpanan dan pengamanan, 28/24 24(2) (storage and securing)');
  sayText(`GET /v1/submissions/${number}  again and again, until the case is at rest:`);
  for (const stage of ['accepted', 'stored']) await waitWhile(cast, number, stage, () => undefined);
  await sayCase(cast, number);
}
