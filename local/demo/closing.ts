import { say } from '#local/say';
import type { Link, Receipt, Round } from './answers.ts';
import { type Cast, look, tell } from './cast.ts';
import { bold, counted, inShort, sayField, sayHeading, sayLink, sayText, shortened, table } from './page.ts';

/** What remains: a receipt of each round, the trail, and how it is proven. */
export async function close(cast: Cast, number: string): Promise<void> {
  const base = `/v1/submissions/${number}`;
  const { body } = await cast.callers.produsen.get<{ items: Round[] }>(`${base}/rounds`);
  for (const { round } of body.items) await sayReceipt(cast, `${base}/rounds/${round}/receipt`);
  await sayTrail(cast, `${base}/events`);
  await sayWhereToLook(cast, number);
}

async function sayReceipt({ callers }: Cast, path: string): Promise<void> {
  sayHeading('    Tanda terima, penerimaan, 28/24 24(2) (receipt)');
  const { body } = await tell<Receipt>(`GET ${path}`, [200], () => callers.produsen.get(path));
  sayField('Nomor / number', bold(body.receipt));
  sayField('Putaran / round', `${body.round}, received ${body.receivedAtText}`);
  sayField('Dari / from', body.unit.name);
  sayField('Berkas / file', `${body.fileName}, ${counted(body.size)} bytes`);
  sayField('SHA-256', body.hash);
  sayField('Keputusan / decision', decisions[body.decision ?? ''] ?? 'belum ada / none yet');
  if (body.storedIn !== null) sayField('Tersimpan di / stored in', `${body.storedIn}, diamankan / secured`);
  sayField('Dasar / stands on', `${body.basis}; event ${shortened(body.eventHash)} of the trail`);
}

const decisions: Readonly<Record<string, string>> = {
  returned: 'ditolak dan dikembalikan / returned',
  accepted: 'disetujui / accepted',
};

async function sayTrail({ callers }: Cast, path: string): Promise<void> {
  sayHeading('    Jejak perkara (the trail: who did what when, on which basis)');
  const { body } = await tell<{ items: Link[] }>(`GET ${path}`, [200], () => callers.produsen.get(path));
  const rows = body.items.map((link) => [
    String(link.seq).padStart(2),
    inShort(link.at),
    link.text.id,
    link.by?.name ?? 'sistem',
    basisOf(link),
    shortened(link.hash),
  ]);
  const columns = { ' #': 2, WIB: 14, 'peristiwa / act': 23, 'oleh / by': 21, 'dasar / basis': 21, hash: 8 };
  say(`\n${table(columns, rows)}\n`);
  sayText('Each hash covers its row and the hash before it, so no row can be changed, dropped or put in between.');
}

/** Nothing that is only a house standard is shown as law. */
const basisOf = ({ basis, basisStatus }: Link): string =>
  basisStatus === 'house-standard' ? basis : `${basis}, ${basisStatus.replaceAll('-', ' ')}`;

async function sayWhereToLook(cast: Cast, number: string): Promise<void> {
  const { links } = await look(cast, 'operator', number);
  sayHeading(`    Perkara ${number} selesai (the case is at rest)`);
  sayField('Buktikan / prove it', 'npm run verify    reads every chain again, row by row');
  if (cast.mails !== undefined) sayField('Surat / mails', `${cast.mails}    what producer and officers were sent`);
  sayField('Sendiri / by hand', `${cast.api}/docs    the same calls, from a page`);
  sayLink('Temporal', links['workflow']);
  say('');
  sayText('Run it again whenever you like: the next case replaces this one. All people of this demo are invented.');
}
