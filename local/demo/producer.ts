import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#local/place';
import { Remedy } from '#local/say';
import type { CaseSeen, Findings, Round } from './answers.ts';
import { type Cast, look, nameOf, tell } from './cast.ts';
import { filled, inventedCountry } from './correction.ts';
import { declaration } from './declaration.ts';
import { bold, counted, sayField, sayText, shortened } from './page.ts';
import { begin, placeOf, sayCase } from './scene.ts';

const fileName = 'realisasi-ekspor-hs84-85-2025.csv';
const file = readFileSync(join(root, 'local', 'demo-data', fileName));

/** What a case of the demo is about. */
export interface Story {
  readonly component: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly source: string;
  readonly fileName: string;
  readonly file: Uint8Array | string;
  /** Where the file comes from, for whoever watches. */
  readonly saying: string;
}

/** The real file: exports as BPS published them. */
export const exportsOf2025: Story = {
  component: '20.1',
  period: { from: '2025-01', to: '2025-10' },
  source: 'Badan Pusat Statistik (BPS)',
  fileName,
  file,
  saying: 'as BPS published it (local/demo-data/README.md)',
};

const official = { name: 'Pejabat Contoh', position: 'Kepala Unit Kerja Contoh Ekspor' };

async function upload(
  { callers }: Cast,
  content: Uint8Array | string,
  name: string,
): Promise<{ id: string; hash: string }> {
  const path = `/v1/files?name=${name}`;
  const { body } = await tell<{ id: string; hash: string; size: number }>(`POST ${path}`, [201], () =>
    callers.produsen.upload(content, name),
  );
  sayField(
    'Isi / content',
    `${counted(body.size)} bytes, SHA-256 ${shortened(body.hash)}...; named by its id from here on`,
  );
  return body;
}

/** Opens a case with the file as it is; or finds the one that an earlier run left open, and goes on with it. */
export async function submit(cast: Cast, story: Story): Promise<string> {
  const { component, period, source } = story;
  begin(nameOf('produsen'), 'Produsen Data mengunggah berkas (the producer uploads the file)');
  sayField('Berkas / file', `${story.fileName}, ${story.saying}`);
  const { id, hash } = await upload(cast, story.file, story.fileName);

  begin(nameOf('produsen'), 'Penyampaian, 28/24 23(1) (submission: opens a case)');
  const statement = { component, nature: 'data', period, source };
  const body = { ...statement, official, accountable: true, accessClass: 'open', declaration, file: { id } };
  const steps = Object.entries({ ...declaration.collection, ...declaration.processing });
  const done = steps.filter(([, step]) => step.done).map(([name]) => name);
  sayField(
    'Pernyataan / declared',
    `28/24 20(1), 22(2): ${done.join(', ')} done; ${steps.length - done.length} not applicable`,
  );
  const send = (key: string, more: object = {}) =>
    cast.callers.produsen.post('/v1/submissions', { ...body, ...more }, { key });
  let sent = await tell<CaseSeen>('POST /v1/submissions', [201, 409], send);
  if (sent.problem.code === 'name-what-it-replaces') {
    const replaces = numberIn(sent.problem.stored);
    sayText(`${sent.problem.title}: ${replaces}, of an earlier run. A new case names the one that it replaces:`);
    sent = await tell<CaseSeen>(`POST /v1/submissions, replaces ${replaces}`, [201, 409], (key) =>
      send(key, { replaces }),
    );
  }
  if (sent.status === 409)
    return goOnWith(cast, { code: sent.problem.code, number: numberIn(sent.problem.open), hash, period });
  sayField('Perkara / case', `${bold(sent.body.number)}: ${sent.body.title}`);
  await sayCase(cast, sent.body.number);
  return sent.body.number;
}

const numberIn = (path = ''): string => path.slice(path.lastIndexOf('/') + 1);

interface Standing {
  readonly code: string;
  readonly number: string;
  readonly hash: string;
  readonly period: Story['period'];
}

async function goOnWith(cast: Cast, { code, number, hash, period }: Standing): Promise<string> {
  if (code !== 'already-open' || number === '')
    throw new Remedy(`The submission was refused (${code}): see /problems/${code} at ${cast.api}/docs.`);
  await look(cast, 'produsen', number);
  const { body: open } = await cast.callers.produsen.get<{ period: Story['period'] }>(`/v1/submissions/${number}`);
  const { body } = await cast.callers.produsen.get<{ items: Round[] }>(`/v1/submissions/${number}/rounds`);
  const isOurs = open.period.from === period.from && open.period.to === period.to && body.items[0]?.hash === hash;
  if (!isOurs)
    throw new Remedy(
      `Case ${number} is open for the same component and some of the same months, and is not one of the demo: carry it to its end, or withdraw it (POST /v1/submissions/${number}/withdraw), then run npm run demo again.`,
    );
  sayText(
    `Case ${number} is open for these months (an earlier run that was cut off, or a case of your own), so a second one is refused. The demo goes on with it from where it stands.`,
  );
  await sayCase(cast, number);
  return number;
}

/** The producer mends exactly what was marked, and says what is invented. */
export async function correct(cast: Cast, number: string): Promise<void> {
  const seen = await look(cast, 'produsen', number);
  begin(nameOf('produsen'), 'Produsen Data membaca temuan (the producer reads the findings)');
  const path = seen.links['findings'] ?? '';
  const { body } = await tell<Findings>(`GET ${path}`, [200], () => cast.callers.produsen.get(path));
  const remedies = body.checks?.findings ?? [];
  for (const finding of body.review) {
    sayField('Temuan / finding', `${placeOf(finding)}${finding.text}`);
    sayField('', `${finding.itemText.id}, ${finding.basis}`);
  }
  for (const { remedy } of remedies) sayField('Perbaikan / remedy', remedy.id);

  begin(nameOf('produsen'), 'Perbaikan dan penyampaian kembali, 28/24 25(2) (correction, round 2)');
  const [{ row = 0, column = '' } = {}] = body.review;
  const table = filled(file.toString('utf8'), { row, column }, inventedCountry);
  if (table === undefined)
    throw new Remedy(
      `Case ${number} was returned for something that this demo cannot mend: resubmit it by hand (${cast.api}/docs).`,
    );
  sayText(
    `!! REKAAN / INVENTED: the real file does not name the country of row ${row}. For this demonstration it becomes "${inventedCountry}", where nobody lives: no data of BPS.`,
  );
  const note = `Baris ${row}, ${column}: diisi "${inventedCountry}". REKAAN untuk peragaan, bukan data BPS.`;
  await resubmit(cast, seen, { content: table, name: `contoh-perbaikan-${fileName}`, note });
}

interface Mended {
  readonly content: string;
  readonly name: string;
  readonly note: string;
}

export async function resubmit(
  cast: Cast,
  { number, etag }: CaseSeen & { etag: string },
  { content, name, note }: Mended,
): Promise<void> {
  const { id } = await upload(cast, content, name);
  sayField('Catatan / note', note);
  const door = `/v1/submissions/${number}/resubmit`;
  const body = { file: { id }, official, accountable: true, note };
  await tell(`POST ${door}`, [200], (key) => cast.callers.produsen.post(door, body, { key, match: etag }));
  await sayCase(cast, number);
}
