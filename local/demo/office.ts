import { Remedy } from '#local/say';
import type { CaseSeen, Findings } from './answers.ts';
import { type Cast, look, type Name, nameOf, tell } from './cast.ts';
import { bold, sayField, sayText } from './page.ts';
import { begin, findingsOf, sayCase } from './scene.ts';

/** Working days that the officer gives for the correction. */
const term = 5;

/** One officer claims the case, in round 1 a second one comes too late; then the first decides by what is in front of them. */
export async function review(cast: Cast, number: string): Promise<void> {
  const [officer, rival] = await reviewers(cast, number);
  await claim(cast, number, officer);
  const seen = await look(cast, officer, number);
  if (seen.round === 1) await comeTooLate(cast, number, rival);
  const findings = await findingsOf(cast, officer, seen);
  if (findings.checks?.errors === 0) await accept(cast, officer, seen);
  else await sendBack(cast, officer, seen, findings);
}

/** Whoever has the case in hand already, or else the first officer: the API says in each answer who may do what next. */
async function reviewers(cast: Cast, number: string): Promise<[Name, Name]> {
  const may = async (name: Name, act: string) =>
    (await look(cast, name, number)).nextActs.some((next) => next.act === act);
  if (await may('petugas2', 'accept')) return ['petugas2', 'petugas'];
  if ((await may('petugas', 'accept')) || (await may('petugas', 'claim'))) return ['petugas', 'petugas2'];
  const { claimant } = await look(cast, 'operator', number);
  throw new Remedy(
    `Case ${number} is claimed by ${claimant?.name}, who is not of this demo: let them release it, then run npm run demo again.`,
  );
}

async function claim(cast: Cast, number: string, officer: Name): Promise<void> {
  const { etag, claimant, links } = await look(cast, officer, number);
  if (claimant) return;
  begin(nameOf(officer), 'Petugas PDSI mengambil perkara (an officer claims the case)');
  await tell('GET /v1/tasks', [200], () => cast.callers[officer].get('/v1/tasks'));
  sayText(`The case stands in the list of tasks. If-Match: ${etag} says which version the officer has read.`);
  await tell(`POST ${links['self']}/claim`, [200], (key) =>
    cast.callers[officer].post(`${links['self']}/claim`, {}, { key, match: etag }),
  );
  await sayCase(cast, number);
}

async function comeTooLate(cast: Cast, number: string, rival: Name): Promise<void> {
  begin(nameOf(rival), 'Petugas lain datang terlambat (a second officer comes too late)');
  const { etag } = await look(cast, rival, number);
  const path = `/v1/submissions/${number}/claim`;
  const { problem } = await tell(`POST ${path}`, [409], (key) =>
    cast.callers[rival].post(path, {}, { key, match: etag }),
  );
  sayField('Jawaban / answer', `${problem.title} (${problem.code})`);
  sayField('Diambil / claimed', bold(`${problem.by?.name}, ${problem.atText}`));
  sayField('Lalu / and now', problem.remedy);
  sayText('Nothing has changed; the refusal itself is on record.');
}

async function sendBack(
  cast: Cast,
  officer: Name,
  { number, hash, etag }: CaseSeen & { etag: string },
  { checks }: Findings,
): Promise<void> {
  begin(nameOf(officer), 'Penolakan dan pengembalian, 28/24 25(1) (return for correction)');
  const found = (checks?.findings ?? []).filter(({ severity }) => severity === 'error' || severity === 'blocker');
  const cited = found.map(({ item, row, column, message }) => ({ item, row, column, text: message.id }));
  const seen = {
    item: 'validated',
    text: 'Pemeriksaan mesin tidak dapat dijalankan: periksa berkas dan sampaikan kembali.',
  };
  const body = { hash, term, findings: cited.length > 0 ? cited : [seen] };
  for (const { item, itemText, basis } of found) sayField('Butir / ground', `${itemText.id}, ${basis} (${item})`);
  sayField('Tenggat / term', `${term} hari kerja / working days, a house standard`);
  const path = `/v1/submissions/${number}/return`;
  await tell(`POST ${path}`, [200], (key) => cast.callers[officer].post(path, body, { key, match: etag }));
  await sayCase(cast, number);
}

async function accept(cast: Cast, officer: Name, { number, hash, etag }: CaseSeen & { etag: string }): Promise<void> {
  begin(nameOf(officer), 'Persetujuan (the officer accepts the very content that was checked)');
  sayField('Isi / content', `SHA-256 ${hash}`);
  const path = `/v1/submissions/${number}/accept`;
  await tell(`POST ${path}`, [200], (key) => cast.callers[officer].post(path, { hash }, { key, match: etag }));
  await sayCase(cast, number);
}
