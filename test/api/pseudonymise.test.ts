import { spawn } from 'node:child_process';
import { once } from 'node:events';
import jszip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { demoPeople } from '#local/sign-in/people';
import { verifyRecord } from '#prisma/verify';
import { done, resubmit, type Seen, see, submit, until } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { textOfPdf } from '#test/support/pdf-text';
import { automaticReturn, onRegistration, propose, untilTried } from '#test/support/proposals';

const { name, email } = demoPeople['produsen2'] ?? { name: '', email: '' };
const titled = `Dr. ${name}, M.Contoh`;

let office: Office;
let door: Door;
let people: Cast;
let named: Caller;
let inspector: Caller;
let person: string;
let kept: Seen;
let open: Seen;
let untouched: Seen;
let ownerUrl: string;

/** A case in which the official of a unit is named wherever people can name somebody. */
async function namedCase(): Promise<Seen> {
  const official = { name, position: 'Kepala Unit Contoh' };
  const { body: file } = await named.upload(`kolom,nilai\nbaris,${Math.random()}\n`, `laporan ${name}.csv`);
  const first = await submit(named, {
    official,
    file: { id: file.id },
    method: `Dihimpun oleh ${name.toUpperCase()}.`,
  });
  const inReview = await until(named, first.number, ({ stage }) => stage === 'in-review');
  const taken = await done(people.officer, 'claim', inReview);
  const findings = [{ item: 'validated', text: `Tanyakan kepada ${name.replace(' ', '  ')}.` }];
  const sentBack = await done(people.officer, 'return', taken, {
    findings,
    note: `Surat ke <${email}>, u.p. ${titled}`,
  });
  const again = await until(
    named,
    (await done(named, 'resubmit', sentBack, { official, note: `Diperbaiki ${name}`, file: { id: await uploaded() } }))
      .number,
    ({ stage }) => stage === 'in-review',
  );
  return again;
}
const uploaded = async () => (await named.upload(`kolom,nilai\nbaris,${Math.random()}\n`, 'tabel.csv')).body.id;

beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  named = await door.as('produsen2');
  inspector = await door.as('inspektur');
  person = (await named.get<{ id: string }>('/v1/me')).body.id;
  const again = await done(people.officer, 'claim', await namedCase());
  const { number } = await done(people.officer, 'accept', again, { note: `Disetujui setelah ${name} hadir.` });
  kept = await until(people.officer, number, ({ stage }) => stage === 'secured');
  open = await done(people.officer, 'return', await done(people.officer, 'claim', await namedCase()));
  untouched = await done(people.officer, 'return', await claimed(people));
  await office.evidence.anchorRecord({ at: Date.now() });
  ownerUrl = await loginOf('owner');
}, 120_000);
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const query = <R extends object>(sql: string, values: unknown[] = []) =>
  asOwner(office.ownerUrl, async (client) => (await client.query<R>(sql, values)).rows);

/** Every row of every table, as text: which of them say the name or the address, without any of what the command knows. */
async function rowsNaming(): Promise<string[]> {
  const tables = await query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const said = await Promise.all(
    tables.map(async ({ name: table }) => {
      const rows = await query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM "${table}" t`);
      const plain = rows.map(({ row }) => row.toLowerCase().replace(/\s+/g, ' '));
      return plain.filter((row) => row.includes(name.toLowerCase()) || row.includes(email)).map(() => table);
    }),
  );
  return said.flat().toSorted();
}

async function shown(number: string): Promise<string> {
  const paths = ['', '/rounds', '/rounds/1', '/rounds/1/findings', '/rounds/1/receipt', '/events'];
  const answers = await Promise.all(paths.map((path) => inspector.get(`/v1/submissions/${number}${path}`)));
  const list = await inspector.get('/v1/submissions');
  return JSON.stringify([...answers, list].map(({ body }) => body));
}

async function packOf(number: string): Promise<string> {
  const headers = { Authorization: `Bearer ${await door.token('inspektur')}` };
  const response = await fetch(`${door.url}/v1/submissions/${number}/evidence.zip`, { headers });
  const zip = await jszip.loadAsync(Buffer.from(await response.arrayBuffer()));
  const texts = await Promise.all(
    Object.values(zip.files).map(async (file) => {
      const content = await file.async('nodebuffer');
      return file.name.endsWith('.pdf') ? textOfPdf(content) : content.toString();
    }),
  );
  return texts.join('\n');
}

async function run(script: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** A login of this test's own: `sip_app` alone, or the owner of the tables and no superuser, as in production. */
async function loginOf(kind: 'app' | 'owner'): Promise<string> {
  const url = new URL(office.ownerUrl);
  const login = `${kind}_${url.pathname.slice(1)}`;
  await query(`CREATE ROLE ${login} LOGIN PASSWORD 'uji'`);
  if (kind === 'app') await query(`GRANT sip_app TO ${login}`);
  const tables = await query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  if (kind === 'owner') for (const { name: table } of tables) await query(`ALTER TABLE "${table}" OWNER TO ${login}`);
  [url.username, url.password] = [login, 'uji'];
  return url.href;
}

/** The commands as production runs them. */
const pseudonymise = (...args: string[]) =>
  run('prisma/pseudonymise/command.ts', args, { DATABASE_OWNER_URL: ownerUrl });
const verify = () => run('activities/verify.ts', [], { DATABASE_URL: office.ownerUrl });
const asked = () => ['--person', person, '--reason', 'Permintaan subjek data, ND-1/2026', '--also', titled];
const accesses = () => query<{ case_id: string; what: string }>('SELECT * FROM access ORDER BY id');

describe('before an official is pseudonymised', () => {
  it('their name stands in views, events, lists and the evidence, and in many tables', async () => {
    expect(await shown(kept.number)).toContain(name);
    expect(await packOf(kept.number)).toContain(name);
    expect(new Set(await rowsNaming())).toEqual(
      new Set(['case_detail', 'document', 'file', 'person', 'request', 'submission_round']),
    );
  });

  it.each([
    ['nobody has the id', () => ['--person', 'p-tidak-ada', '--reason', 'Uji'], /Nobody has the id p-tidak-ada/],
    ['the reason names them', () => ['--person', person, '--reason', `Untuk ${name}`], /without the name/],
    ['no reason is given', () => ['--person', person, '--reason', ' '], /Say why/],
    ['something is left out', () => ['--person', person], /npm run pseudonymise -- --person ID/],
  ])('nothing is done when %s', async (_, args, expected) => {
    const before = await rowsNaming();
    const { code, said } = await pseudonymise(...args());
    expect([code, said]).toEqual([1, expect.stringMatching(expected)]);
    expect(await rowsNaming()).toEqual(before);
  });

  it('nothing is done while they have an open case in hand', async () => {
    const inHand = await claimed(people);
    const officer = inHand.claimant?.id ?? '';
    const { code, said } = await pseudonymise('--person', officer, '--reason', 'Uji');
    expect([code, said]).toEqual([
      1,
      expect.stringContaining(`They still have a part in submission:${inHand.number}: under another id`),
    ]);
    await done(people.officer, 'return', inHand);
  });

  it('nothing is done while a proposal of theirs waits for a second officer, whom they could else be themselves', async () => {
    const proposed = await untilTried(people.colleague, (await propose(people.colleague, automaticReturn([]))).number);
    const { body } = await people.colleague.get<{ id: string }>('/v1/me');
    const { code, said } = await pseudonymise('--person', body.id, '--reason', 'Uji');
    expect([code, said]).toEqual([1, expect.stringContaining(`registration:${proposed.number}`)]);
    await onRegistration(people.colleague, 'withdraw', proposed);
  });

  it('nothing is done while another has the same name, unless that is said', async () => {
    await query(
      `INSERT INTO person (id, issuer, subject, name, roles, unit_id) SELECT 'p-senama', issuer, 'senama', upper(name), roles, unit_id FROM person WHERE id = $1`,
      [person],
    );
    const { code, said } = await pseudonymise(...asked());
    expect([code, said]).toEqual([1, expect.stringMatching(/^p-senama have the same name/)]);
    expect(await pseudonymise(...asked(), '--namesakes', '--dry-run')).toMatchObject({ code: 0 });
    await query(`DELETE FROM person WHERE id = 'p-senama'`);
  });

  it('nothing is done by a login that does not own the tables', async () => {
    const args = ['prisma/pseudonymise/command.ts', asked(), { DATABASE_OWNER_URL: await loginOf('app') }] as const;
    expect(await run(...args)).toEqual({
      code: 1,
      said: expect.stringMatching(/^Only the login that owns the tables/),
    });
  });

  it('a dry run says what would be done, without the name, and does nothing', async () => {
    const [before, log] = [await rowsNaming(), await accesses()];
    const { code, said } = await pseudonymise(...asked(), '--dry-run');
    expect(code).toBe(0);
    expect(said).toMatch(new RegExp(`^${person} would be replaced by "Pejabat [0-9a-f]{4}"`));
    expect(said).toContain(`submission:${kept.number}, event 1: its detail would be erased`);
    expect(said.toLowerCase()).not.toContain(name.toLowerCase());
    expect([await rowsNaming(), await accesses()]).toEqual([before, log]);
  });
});

describe('an official who is pseudonymised', () => {
  let pseudonym: string;
  let outcome: { code: number; said: string };
  beforeAll(async () => {
    // While the office is at work.
    [outcome] = await Promise.all([pseudonymise(...asked()), ...[1, 2, 3].map(() => submit(people.producer))]);
    pseudonym = /replaced by "(Pejabat [0-9a-f]{4})"/.exec(outcome.said)?.[1] ?? 'none';
  });

  it('is nowhere in any table any more', async () => {
    expect(outcome).toEqual({ code: 0, said: expect.not.stringContaining('REMAINS') });
    expect(await rowsNaming()).toEqual([]);
  });

  it('appears under the pseudonym in views, lists and the evidence', async () => {
    const [seen, pack] = [await shown(kept.number), await packOf(kept.number)];
    for (const text of [seen, pack]) {
      expect(text).toContain(pseudonym);
      expect(text.toLowerCase().replace(/\s+/g, ' ')).not.toContain(name.toLowerCase());
      expect(text).not.toContain(email);
    }
    expect(seen).toContain('Kepala Unit Contoh');
    expect(pack).toMatch(/"erasedAt": "2\d{3}-/);
  });

  it('breaks no chain, anchor or proof: what was erased is said to be erased', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
    const { code, said } = await verify();
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^Proven: .*\nThe exports were not compared.*\n\d+ details were erased, and say so/),
    ]);
    await office.evidence.anchorRecord({ at: Date.now() + 120_000 });
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });

  it('is said in the evidence to have been erased, event by event and when: never that nothing was', async () => {
    const pack = await packOf(kept.number);
    expect(pack).toContain('RANTAI UTUH, SEBAGIAN KETERANGAN DIHAPUS');
    expect(pack).not.toMatch(/tidak ada yang diubah, dihapus/);
    const said =
      /DIHAPUS: keterangan tertulis pada (\d+) peristiwa telah dihapus: peristiwa 1 \(\d+ \S+ 2\d{3}, .* WIB\)/g;
    const counts = [...pack.replace(/\s+/g, ' ').matchAll(said)].map(([, count]) => Number(count));
    const { body } = await inspector.get<{ whole: boolean; erased: { event: number; at: string }[] }>(
      `/v1/proofs/submission/${kept.number}`,
    );
    const rows = await query<{ event: number; at: Date }>(
      'SELECT seq AS event, erased_at AS at FROM case_detail WHERE case_id = $1 AND erased_at IS NOT NULL ORDER BY seq',
      [`submission:${kept.number}`],
    );
    expect(body).toMatchObject({ whole: true, erased: rows.map(({ event, at }) => ({ event, at: at.toISOString() })) });
    expect(rows.length).toBeGreaterThan(1);
    expect(counts.length).toBeGreaterThan(0);
    expect(new Set(counts)).toEqual(new Set([rows.length]));
    const untold = await packOf(untouched.number);
    expect(untold).toContain('tidak ada yang diubah, dihapus, disisipkan atau ditukar');
    expect(untold).not.toContain('DIHAPUS');
  });

  it('leaves what says nothing of them as it was', async () => {
    const details = await query<{ erased: number }>(
      'SELECT count(erased_at)::int AS erased FROM case_detail WHERE case_id = $1',
      [`submission:${untouched.number}`],
    );
    expect(details).toEqual([{ erased: 0 }]);
    expect(await shown(untouched.number)).toContain('Pejabat Contoh');
  });

  it('is on record, with the reason, and with each case of which something was erased', async () => {
    const rows = (await accesses()).filter(({ what }) => what.includes(person));
    expect(rows.map(({ case_id }) => case_id).toSorted()).toEqual(
      ['', `submission:${kept.number}`, `submission:${open.number}`].toSorted(),
    );
    expect(rows[0]?.what).toMatch(
      /^pseudonymised p\w+, \d+ rows, \d+ details erased: Permintaan subjek data, ND-1\/2026$/,
    );
  });

  it('is not changed by a repeat, which adds nothing to the record', async () => {
    const dump = async () => query('SELECT * FROM person ORDER BY id');
    const [before, log] = [await dump(), await accesses()];
    const { code, said } = await pseudonymise(...asked());
    expect([code, said]).toEqual([0, expect.stringContaining(`${person} is "${pseudonym}" already.`)]);
    expect([await dump(), await accesses()]).toEqual([before, log]);
  });

  it('loses a spelling that is found later, too', async () => {
    const note = `Kepada Bpk. Contoh, di tempat.`;
    const taken = await claimed(people);
    await done(people.officer, 'return', taken, { note });
    const { code, said } = await pseudonymise(...asked(), '--also', 'Bpk. Contoh');
    expect([code, said]).toEqual([0, expect.stringMatching(/submission_round submission:\S+ 1: note was rewritten/)]);
    expect(await shown(taken.number)).toContain(`Kepada ${pseudonym}, di tempat.`);
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });

  it('is another person when they sign in again, who has nothing of the old one', async () => {
    const { body } = await (await door.as('produsen2')).get<{ id: string; name: string }>('/v1/me');
    expect(body.name).toBe(name);
    expect(body.id).not.toBe(person);
    const rows = await query<{ name: string; email: null; subject: string; roles: string[] }>(
      'SELECT name, email, subject, roles FROM person WHERE id = $1',
      [person],
    );
    expect(rows).toEqual([{ name: pseudonym, email: null, subject: `pseudonym:${person}`, roles: [] }]);
  });

  it('holds up no case: their unit goes on with it', async () => {
    const going = await resubmit(named, await see(named, open.number));
    const inReview = await until(named, going.number, ({ stage }) => stage === 'in-review');
    expect(inReview.round).toBe(3);
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });

  it('leaves the guards of the record in place', async () => {
    for (const sql of [
      `UPDATE document SET name = 'lain'`,
      `UPDATE submission_round SET file_name = 'lain'`,
      `UPDATE request SET answer = '{}'`,
    ])
      await expect(query(sql)).rejects.toThrow('append-only');
  });
});

describe('a name that must stay', () => {
  it('is said with its place and the reason', async () => {
    const { body } = await people.colleague.get<{ id: string; name: string }>('/v1/me');
    await query(
      `INSERT INTO check_report (case_id, round, hash, report) VALUES ('submission:${kept.number}', 9, '', jsonb_build_object('x', $1::text))`,
      [`Kutipan: ${body.name}`],
    );
    const { code, said } = await pseudonymise('--person', body.id, '--reason', 'Uji');
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('REMAINS  check_report.report, 1 rows: findings quote the submitted file'),
    ]);
  });
});
