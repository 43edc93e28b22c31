import { codeLists } from '#domain/code-list';

/** The case that is tampered with, and one that is not. */
export const chain = 'submission:2026-000001';
export const other = 'submission:2026-000002';

type Ask = (sql: string) => Promise<{ readonly rows: readonly unknown[] }>;

/** Keeps these tables as they are; what comes back puts them there again, but for the columns that PostgreSQL writes by itself. */
export async function keepTables(ask: Ask, tables: readonly string[]): Promise<string> {
  await ask(tables.map((of) => `CREATE TABLE kept_${of} AS TABLE "${of}"`).join(';'));
  const { rows } = await ask(`SELECT table_name AS of, string_agg(quote_ident(column_name), ', ') AS columns
    FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name`);
  return (rows as readonly { readonly of: string; readonly columns: string }[])
    .filter(({ of }) => tables.includes(of))
    .map(({ of, columns }) => `DELETE FROM "${of}"; INSERT INTO "${of}" (${columns}) SELECT ${columns} FROM kept_${of}`)
    .join(';');
}

const { name, version } = codeLists.months;
const months = `register code-list/${name}/${version}/`;

/** Table x way: what a superuser does, and where the proof finds it. */
export const ways: [way: string, sql: string, chain: string, seq: number][] = [
  ['access altered', "UPDATE access SET person = 'p-lain' WHERE id = 2", 'access', 1],
  ['access dropped', 'DELETE FROM access WHERE id = 2', 'access', 1],
  ['access cut off', 'DELETE FROM access WHERE id = 3', 'access', 1],
  [
    'access added',
    "INSERT INTO access (id, at, person, role, case_id, what) SELECT 0, at, 'p-lain', role, case_id, what FROM access LIMIT 1",
    'access',
    1,
  ],
  [
    'access reordered',
    'UPDATE access SET id = 9 WHERE id = 1; UPDATE access SET id = 1 WHERE id = 2; UPDATE access SET id = 2 WHERE id = 9',
    'access',
    1,
  ],
  [
    'outbox altered',
    "UPDATE outbox SET sent_at = sent_at - interval '1 day' WHERE recipient = 'contoh.ekspor'",
    chain,
    4,
  ],
  ['outbox dropped', "DELETE FROM outbox WHERE recipient = 'contoh.ekspor'", chain, 4],
  [
    'outbox added',
    `INSERT INTO outbox SELECT '<lain@uji>', case_id, seq, 'lain', created_at, sent_at FROM outbox WHERE recipient = 'contoh.ekspor'`,
    chain,
    4,
  ],
  [
    'register_entry altered',
    "UPDATE register_entry SET authority = 'Lain' WHERE kind = 'code-list' AND subject = 'months'",
    months,
    1,
  ],
  ['register_entry dropped', "DELETE FROM register_entry WHERE kind = 'code-list' AND subject = 'months'", months, 1],
  [
    'register_entry added as if it had been shipped',
    `INSERT INTO register_entry (kind, subject, version, valid_from, authority, content, recorded_at)
    VALUES ('claims-mapping', '*', '9', '0000-00', 'SIP Back Office', '{}', now())`,
    'register claims-mapping/*/9/',
    1,
  ],
  ['counter rewound', "UPDATE counter SET value = 6 WHERE name = 'receipt:1999'", 'counter receipt:1999', 7],
  ['counter dropped', "DELETE FROM counter WHERE name = 'receipt:1999'", 'counter receipt:1999', 7],
  ['document altered', `UPDATE document SET hash = repeat('b', 64) WHERE case_id = '${chain}'`, chain, 1],
  ['document dropped', `DELETE FROM document WHERE case_id = '${chain}'`, chain, 1],
  [
    'document added',
    `INSERT INTO document SELECT case_id, 2, kind, hash, name, size FROM document WHERE case_id = '${chain}'`,
    chain,
    4,
  ],
  [
    'document of another kind added',
    `INSERT INTO document SELECT case_id, round, 'lain', hash, name, size FROM document WHERE case_id = '${chain}'`,
    chain,
    1,
  ],
  ['request altered', `UPDATE request SET principal = 'p-lain' WHERE case_id = '${chain}' AND act = 'claim'`, chain, 3],
  [
    'request moved to another case',
    `UPDATE request SET case_id = '${other}' WHERE case_id = '${chain}' AND act = 'claim'`,
    chain,
    3,
  ],
  ['request dropped', `DELETE FROM request WHERE case_id = '${chain}' AND act = 'claim'`, chain, 3],
  [
    'request added',
    `INSERT INTO request (id, principal, key, fingerprint, process, act, case_id, actor, body, command, leased_until, status)
    SELECT 'lain', principal, 'lain', '', process, act, case_id, actor, body, command, leased_until, 200 FROM request WHERE case_id = '${chain}' AND act = 'claim'`,
    chain,
    4,
  ],
  [
    'answer that names another case',
    `UPDATE request SET status = 201, answer = '{"number":"2026-000077"}' WHERE case_id = '${chain}' AND act = 'submit'`,
    chain,
    1,
  ],
  [
    'submission_round altered',
    `UPDATE submission_round SET submitted_by = 'p-lain' WHERE case_id = '${chain}'`,
    chain,
    1,
  ],
  [
    'submission_round added',
    `INSERT INTO submission_round SELECT case_id, 2, hash, size, file_name, submitted_at, submitted_by, statement, 'TT-X' FROM submission_round WHERE case_id = '${chain}'`,
    chain,
    4,
  ],
  ['check_report altered', `UPDATE check_report SET report = jsonb_set(report, '{errors}', '7')`, chain, 2],
  ...[
    ['stored_at', 'now()'],
    ['stored_in', "'lain'"],
    ['secured_at', 'now()'],
  ].map(([column, value]): [string, string, string, number] => [
    `${column} of a round that was not stored`,
    `UPDATE submission_round SET ${column} = ${value} WHERE case_id = '${chain}'`,
    chain,
    4,
  ]),
  [
    'submission that replaces another',
    `UPDATE submission SET replaces = '2025-000001' WHERE case_id = '${chain}'`,
    chain,
    4,
  ],
  [
    'report of a round that there is not',
    `INSERT INTO check_report (case_id, round, hash, report) VALUES ('${other}', 2, '', '{}')`,
    other,
    4,
  ],
  [
    'report of a case that there is not',
    `INSERT INTO check_report (case_id, round, hash, report) VALUES ('submission:2026-000099', 1, '', '{}')`,
    'submission:2026-000099',
    1,
  ],
  [
    'slot about something else',
    `UPDATE slot SET subject = 'contoh.ekspor 20.1 2020-01..2020-10' WHERE case_id = '${chain}'`,
    chain,
    4,
  ],
  ['slot of another process', `UPDATE slot SET process = 'registration' WHERE case_id = '${chain}'`, chain, 4],
  [
    'slot of an open case that was released',
    `UPDATE slot SET released_at = now() WHERE case_id = '${chain}'`,
    chain,
    4,
  ],
  ['slot dropped', `DELETE FROM slot WHERE case_id = '${chain}'`, chain, 1],
  [
    'slot added',
    `INSERT INTO slot (case_id, process, subject) VALUES ('submission:2026-000099', 'submission', 'contoh.ekspor 1.1 2026-01..2026-10')`,
    'submission:2026-000099',
    1,
  ],
  ['counter added', "INSERT INTO counter VALUES ('lain', 1)", 'counter lain', 1],
  ['check_report dropped', 'DELETE FROM check_report', chain, 2],
  ['submission altered', `UPDATE submission SET component = '1.1' WHERE case_id = '${chain}'`, chain, 1],
  [
    'submission moved to another period',
    `UPDATE submission SET period_to = '2025-11' WHERE case_id = '${chain}'`,
    chain,
    1,
  ],
  ['submission dropped', `DELETE FROM submission WHERE case_id = '${chain}'`, chain, 1],
  ['anchor altered', "UPDATE anchor SET at = at - interval '1 day' WHERE seq = 2", 'anchor', 2],
  ['anchor dropped from the middle', 'DELETE FROM anchor WHERE seq = 1', 'anchor', 1],
  ['anchor cut off', 'DELETE FROM anchor WHERE seq = 2', 'anchor', 2],
  [
    'anchor cut off with its leaves',
    'DELETE FROM anchor WHERE seq = 2; DELETE FROM anchor_leaf WHERE anchor = 2',
    'anchor',
    2,
  ],
  [
    'anchor added',
    "INSERT INTO anchor SELECT 3, at + interval '1 hour', tree, leaves, counts, root, repeat('c', 64), algorithm, signature, certificate FROM anchor WHERE seq = 2",
    'anchor',
    3,
  ],
  [
    'anchors reordered',
    'UPDATE anchor SET seq = 9 WHERE seq = 1; UPDATE anchor SET seq = 1 WHERE seq = 2; UPDATE anchor SET seq = 2 WHERE seq = 9',
    'anchor',
    1,
  ],
  [
    'signature exchanged',
    'UPDATE anchor SET signature = (SELECT signature FROM anchor WHERE seq = 1) WHERE seq = 2',
    'anchor',
    2,
  ],
  ['anchor_leaf altered', `UPDATE anchor_leaf SET seq = 3 WHERE kind = 'case' AND chain = '${other}'`, 'anchor', 1],
  ['anchor_leaf dropped', `DELETE FROM anchor_leaf WHERE kind = 'case' AND chain = '${other}'`, 'anchor', 1],
  [
    'anchor_leaf added',
    "INSERT INTO anchor_leaf SELECT anchor, 99, kind, chain, 1, hash FROM anchor_leaf WHERE kind = 'refusal'",
    'anchor',
    1,
  ],
  ['anchor_leaf reordered', 'UPDATE anchor_leaf SET position = 99 WHERE anchor = 1 AND position = 0', 'anchor', 1],
  ['everything dropped', '', 'anchor', 1],
];
