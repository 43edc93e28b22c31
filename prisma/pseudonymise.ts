import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { type Remains, remainsOf } from './pseudonymise/remains.ts';
import { carryOut, type Plan, planOf } from './pseudonymise/rewrite.ts';
import { type Spelling, spellingsOf } from './pseudonymise/spelling.ts';

/** What is asked cannot be done as it is asked; the message says what to do. */
export class NotPseudonymised extends Error {
  override readonly name = 'NotPseudonymised';
}

export interface Wanted {
  readonly person: string;
  /** On whose decision and why; it goes on record, so it names nobody. */
  readonly reason: string;
  /** Other spellings: with titles, an earlier name, an address that changed. */
  readonly also?: readonly string[] | undefined;
  /** Another person on record has that name: what others wrote of either is replaced. */
  readonly namesakes?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface Pseudonymised {
  readonly pseudonym: string;
  /** The name had been replaced before. */
  readonly isRepeat: boolean;
  readonly plan: Plan;
  readonly remains: readonly Remains[];
}

interface Person {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
}

/**
 * Takes the name, the address and the subject of a person out of the read model, and what others wrote of them out of the details. Every
 * chain, anchor and proof stands as before: they hold hashes and opaque ids. Whoever signs in with the same account afterwards is another
 * person. As the owner of the tables, in one transaction; safe to repeat.
 */
export async function pseudonymise(ownerUrl: string, wanted: Wanted): Promise<Pseudonymised> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '20s'`);
    const { spellings, ...done } = await replace(client, wanted);
    await client.query(wanted.dryRun ? 'ROLLBACK' : 'COMMIT');
    return { ...done, remains: await remainsOf(client, wanted.dryRun ? [] : spellings) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw remedies[code] === undefined ? error : new NotPseudonymised(remedies[code]);
  } finally {
    // A transaction that is open here ends with its connection, and nothing of it stays.
    await client.end();
  }
}

const busy = 'The office was at work on the same rows: nothing was changed, run it again.';

/** What PostgreSQL refuses, by its code: no lock in time, a deadlock, no right. */
const remedies: Readonly<Record<string, string>> = {
  '55P03': busy,
  '40P01': busy,
  '42501': 'Only the login that owns the tables may do this: name it by DATABASE_OWNER_URL.',
};

async function replace(client: Client, wanted: Wanted) {
  const { person: id, reason, also = [], dryRun = false } = wanted;
  const { rows } = await client.query<Person>('SELECT id, subject, name, email FROM person WHERE id = $1 FOR UPDATE', [
    id,
  ]);
  const [person] = rows;
  if (!person) throw new NotPseudonymised(`Nobody has the id ${id}.`);
  const isRepeat = person.subject === subjectOf(id);
  const called = [...(isRepeat ? [] : [person.name, person.email]), ...also].filter((one) => one !== null);
  const spellings = spellingsOf(called);
  await check(client, wanted, { called, spellings });

  const pseudonym = isRepeat ? person.name : await pseudonymOf(client, id);
  const plan: Plan =
    spellings.length === 0 ? { changes: [], erasures: [] } : await planOf(client, spellings, pseudonym);
  const isIdle = isRepeat && plan.changes.length + plan.erasures.length === 0;
  if (!dryRun && !isIdle) {
    await client.query(`UPDATE person SET name = $2, email = NULL, subject = $3, roles = '{}' WHERE id = $1`, [
      id,
      pseudonym,
      subjectOf(id),
    ]);
    const at = new Date();
    await carryOut(client, plan, at);
    await putOnRecord(client, { id, reason, plan, at });
  }
  return { pseudonym, isRepeat, plan, spellings };
}

/** No sign-in service has it: whoever comes with the old one is seen for the first time. */
const subjectOf = (id: string): string => `pseudonym:${id}`;

interface Called {
  readonly called: readonly string[];
  readonly spellings: readonly Spelling[];
}

async function check(
  client: Client,
  { person, reason, namesakes }: Wanted,
  { called, spellings }: Called,
): Promise<void> {
  if (reason.trim() === '') throw new NotPseudonymised('Say why: --reason "..."');
  if (spellings.some(({ exactly }) => reason.search(exactly) >= 0))
    throw new NotPseudonymised('The reason goes on record for good: say it without the name.');
  const held = await inHandOf(client, person);
  if (held.length > 0)
    throw new NotPseudonymised(
      `They still have a part in ${held.join(', ')}: under another id they could decide there what they may not. Let others end it first.`,
    );
  const { rows: others } = await client.query<{ id: string }>(
    'SELECT id FROM person WHERE id <> $1 AND lower(name) = ANY(SELECT lower(unnest($2::text[]))) ORDER BY id',
    [person, called],
  );
  if (others.length > 0 && !namesakes)
    throw new NotPseudonymised(
      `${others.map(({ id }) => id).join(', ')} have the same name: what others wrote of them can't be told apart. Say --namesakes to replace it too.`,
    );
}

/** Open cases that they review, and for an officer those in which they already had a part: two pairs of eyes are told apart by ids. */
async function inHandOf(client: Client, person: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM "case" c JOIN person p ON p.id = $1 WHERE c.closed_at IS NULL
       AND (c.claimant = p.id OR ('pdsi' = ANY(p.roles) AND c.state->'touched' ? p.id)) ORDER BY c.id LIMIT 5`,
    [person],
  );
  return rows.map(({ id }) => id);
}

/** Four digits of a hash of the opaque id, more where somebody has those already. */
async function pseudonymOf(client: Client, id: string): Promise<string> {
  const digits = createHash('sha256').update(id).digest('hex');
  for (let length = 4; ; length += 1) {
    const name = `Pejabat ${digits.slice(0, length)}`;
    const { rowCount } = await client.query('SELECT FROM person WHERE name = $1 AND id <> $2', [name, id]);
    if (rowCount === 0) return name;
  }
}

interface Done {
  readonly id: string;
  readonly reason: string;
  readonly plan: Plan;
  readonly at: Date;
}

/** In the log of accesses, which is append-only and anchored: once for the whole, and once with each case of which something was erased. */
async function putOnRecord(client: Client, { id, reason, plan, at }: Done): Promise<void> {
  const add = (caseId: string, what: string) =>
    client.query(
      `INSERT INTO access (at, person, role, case_id, what) VALUES ($1, 'login ' || session_user, 'ops', $2, $3)`,
      [at, caseId, what],
    );
  const { changes, erasures } = plan;
  await add('', `pseudonymised ${id}, ${changes.length} rows, ${erasures.length} details erased: ${reason}`);
  for (const caseId of new Set(erasures.map((one) => one.caseId))) {
    const seqs = erasures.filter((one) => one.caseId === caseId).map(({ seq }) => seq);
    await add(caseId, `details erased of events ${seqs.join(', ')}: ${id} pseudonymised`);
  }
}
