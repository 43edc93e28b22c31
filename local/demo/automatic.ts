import { setTimeout as pause } from 'node:timers/promises';
import { Remedy } from '#local/say';
import type { Findings } from './answers.ts';
import { type Cast, look, nameOf, tell } from './cast.ts';
import { bold, both, sayField, sayHeading, sayLink } from './page.ts';
import { resubmit, type Story } from './producer.ts';
import { begin, placeOf } from './scene.ts';

const header = 'tahun,bulan,kode_hs,negara_asal,pelabuhan_bongkar,berat_bersih_kg,nilai_cif_usd';

/** Three rows that nobody ever imported; in the second the weight is a word. */
const tableWith = (weight: string) =>
  [
    header,
    '2025,01,84,JAPAN,TANJUNG PRIOK,1250.5,20500.75',
    `2025,01,85,JAPAN,TANJUNG PRIOK,${weight},48000.00`,
    '2025,01,87,THAILAND,TANJUNG PRIOK,990.0,15750.00',
    '',
  ].join('\r\n');

/** Imports of one month, invented: for the return that the machine makes under a decision. */
export const importsOfJanuary: Story = {
  component: '20.2',
  period: { from: '2025-01', to: '2025-01' },
  source: 'REKAAN untuk peragaan / invented for the demonstration',
  fileName: 'contoh-impor-rekaan-2025-01.csv',
  file: tableWith('seribu'),
  saying: 'three rows that are invented, one of them wrong',
};

const decision = { authority: 'Pejabat Contoh PDSI', number: 'KEP-CONTOH-1/2026', date: '2026-11-02' };
const codes = ['type', 'required', 'missing-column'];

interface Registered {
  readonly number: string;
  readonly stage: string;
  readonly stageText: { id: string; en: string };
  readonly hash: string;
  readonly version: number;
  readonly links: Readonly<Record<string, string>>;
}

/** PDSI lets the machine use its power of 25(1) for three kinds of errors: proposed by one officer, recorded by the other. */
export async function decide(cast: Cast): Promise<void> {
  const { petugas, petugas2 } = cast.callers;
  const path = `/v1/register-entries?kind=automatic-return&subject=${importsOfJanuary.component}`;
  const { items } = (await petugas.get<{ items: unknown[] }>(path)).body;
  if (items.length > 0) {
    sayHeading('    Keputusan pengembalian otomatis (the decision is on register, from an earlier run)');
    return;
  }
  begin(nameOf('petugas'), 'Pencatatan keputusan PDSI (an officer proposes what PDSI has decided)');
  sayField('Keputusan / decision', `${decision.number}, ${decision.authority}: INVENTED for this demonstration`);
  sayField('Temuan / findings', codes.join(', '));
  const proposal = {
    kind: 'automatic-return',
    subject: importsOfJanuary.component,
    version: '1.0.0',
    validFrom: '2026-01-01',
    decision,
    content: { codes },
  };
  const sent = await tell<Registered & { open?: string }>('POST /v1/registrations', [201, 409], (key) =>
    petugas.post('/v1/registrations', proposal, { key }),
  );
  const number = sent.status === 201 ? sent.body.number : (sent.problem.open ?? '').split('/').at(-1);
  const tried = await untilTried(cast, number ?? '');
  sayField('Tahap / stage', both(tried.stageText));
  sayLink('Temporal', tried.links['workflow']);

  begin(nameOf('petugas2'), 'Petugas kedua mencatatnya sebagai berlaku (a second officer records it: four eyes)');
  const door = `/v1/registrations/${tried.number}/record`;
  const { hash, version } = tried;
  const { body } = await tell<Registered>(`POST ${door}`, [200], (key) =>
    petugas2.post(door, { hash }, { key, match: `"v${version}"` }),
  );
  sayField('Tahap / stage', both(body.stageText));
}

async function untilTried({ callers }: Cast, number: string): Promise<Registered> {
  for (const end = Date.now() + 60_000; ; await pause(250)) {
    const { body } = await callers.petugas.get<Registered>(`/v1/registrations/${number}`);
    if (body.stage === 'proposed') return body;
    if (body.stage !== 'received' || Date.now() > end)
      throw new Remedy(`Registration ${number} stays ${body.stage}: see the case in Temporal's UI and .data/logs.`);
  }
}

/** What the machine sent back, the producer corrects within the minute; nobody of PDSI had to read it. */
export async function correctAtOnce(cast: Cast, number: string): Promise<void> {
  const seen = await look(cast, 'produsen', number);
  begin(nameOf('produsen'), 'Dikembalikan otomatis, 28/24 25(1) (returned under the decision; the producer reads why)');
  const path = seen.links['findings'] ?? '';
  const { body } = await tell<Findings>(`GET ${path}`, [200], () => cast.callers.produsen.get(path));
  const { checks } = body;
  if (!checks?.returnedUnder)
    throw new Remedy(`Case ${number} was returned by a person: resubmit it by hand (${cast.api}/docs).`);
  const { number: decided, found } = checks.returnedUnder;
  sayField('Menurut / under', `${decided}, which names ${bold(found.join(', '))}; an officer may overrule it`);
  for (const { message, remedy, ...place } of checks.findings) {
    sayField('Temuan / finding', `${placeOf(place)}${message.id}`);
    sayField('Perbaikan / remedy', remedy.id);
  }
  begin(nameOf('produsen'), 'Perbaikan dan penyampaian kembali, 28/24 25(2) (correction, round 2)');
  const note = 'Baris 3: berat ditulis dengan angka. REKAAN untuk peragaan.';
  await resubmit(cast, seen, {
    content: tableWith(`1${seen.round}75.0`),
    name: 'contoh-impor-rekaan-perbaikan.csv',
    note,
  });
}
