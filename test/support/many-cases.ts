import type { Principal } from '#api/identity';
import { asOwner } from '#local/parts/postgres';

/** Who looks at them: one of every role, and one of two. */
export const onlookers = {
  officer: { roles: ['pdsi'], unit: 'kemendag.pdsi' },
  substitute: {
    roles: ['pdsi'],
    unit: 'kemendag.pdsi',
    standsFor: [
      { person: 'p000000000000000002', kind: 'pengganti' },
      { person: 'p000000000000000003', kind: 'pengganti' },
    ],
  },
  producer: { roles: ['producer'], unit: 'ukur.u001' },
  both: { roles: ['pdsi', 'producer'], unit: 'ukur.u002' },
  head: { roles: ['head'], unit: 'kemendag.pdsi' },
  headOfUnit: { roles: ['head'], unit: 'ukur.u001' },
  machine: { roles: ['machine'], unit: 'ukur.u001' },
  inspector: { roles: ['itjen'], unit: 'kemendag.itjen', grant: { processes: ['*'], content: true } },
  secretariat: { roles: ['setjen'], unit: 'kemendag.setjen' },
  operator: { roles: ['ops'], unit: 'kemendag.pdsi' },
} as const satisfies Record<string, Pick<Principal, 'roles' | 'unit' | 'grant' | 'standsFor'>>;

export const principalOf = (name: keyof typeof onlookers): Principal => ({
  ...onlookers[name],
  person: personNumbered(1),
  name: 'Orang Contoh',
  unitName: 'Unit Contoh',
  unitKind: 'unit kerja',
  interoperability: false,
});

/** The first forty have claims, and the first two hundred have submitted. */
export const personNumbered = (number: number): string => `p${String(number).padStart(18, '0')}`;

/**
 * Rows as an office of some years has them: most at rest, one in ten with PDSI and half of those claimed, one in twenty with
 * producers of two hundred units, a few registrations, dates from long ago to far ahead. Chains are not written: lists read none.
 */
export async function fillWithCases(ownerUrl: string, count: number): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    await client.query(`SELECT setseed(0.5); ${units} ${cases(count)} ${submissions}`);
    await client.query('VACUUM ANALYZE');
  });
}

const units = `
  INSERT INTO unit (id, name, organisation, kind)
    SELECT 'ukur.u' || lpad(i::text, 3, '0'), 'Unit ' || i, 'Organisasi ukur', 'unit kerja' FROM generate_series(1, 200) i;
  INSERT INTO unit (id, name, organisation, kind) VALUES ('kemendag.pdsi', 'PDSI', 'Kementerian', 'unit kerja') ON CONFLICT DO NOTHING;
  INSERT INTO person (id, issuer, subject, name, roles, unit_id)
    SELECT 'p' || lpad(i::text, 18, '0'), 'ukur', i::text, 'Orang ' || i, '{}', 'kemendag.pdsi' FROM generate_series(1, 200) i;`;

const cases = (count: number) => `
  CREATE TEMP TABLE drawn AS
    SELECT i, random() AS fate, random() AS claim, random() AS unit, random() AS who, random() AS due,
      now() - (${count} - i) * interval '3 years' / ${count} AS opened
    FROM generate_series(1, ${count}) i;
  CREATE TEMP TABLE stood AS
    SELECT *,
      CASE WHEN i % 1000 = 7 THEN 'registration' ELSE 'submission' END AS process,
      CASE WHEN i % 1000 = 7 THEN CASE WHEN fate < 0.3 THEN 'unsound' WHEN fate < 0.6 THEN 'proposed' ELSE 'recorded' END
        WHEN fate < 0.10 THEN 'in-review' WHEN fate < 0.15 THEN 'returned' WHEN fate < 0.16 THEN 'received'
        WHEN fate < 0.20 THEN 'withdrawn' ELSE 'secured' END AS stage,
      'p' || lpad((1 + floor(who * 200))::text, 18, '0') AS author,
      to_char(opened AT TIME ZONE 'Asia/Jakarta', 'YYYY') || '-' || lpad(i::text, 6, '0') AS number
    FROM drawn;
  CREATE TEMP TABLE held AS
    SELECT *, CASE WHEN stage IN ('in-review', 'unsound', 'proposed') THEN 'pdsi' WHEN stage = 'returned' THEN 'producer'
      WHEN stage = 'received' THEN 'system' ELSE 'nobody' END AS holder,
      CASE WHEN stage IN ('in-review', 'returned', 'proposed') AND due < 0.99
        THEN date_trunc('day', now()) + floor(due * 60 - 25) * interval '1 day' + interval '17 hours' - interval '1 ms' END AS target
    FROM stood;
  INSERT INTO "case" (id, process, number, party, stage, holder, claimant, round, version, seq, since, target, fatal, due, provisional,
      opened_at, closed_at, next_at, title, state)
    SELECT process || ':' || number, process, number,
      CASE process WHEN 'registration' THEN 'kemendag.pdsi' ELSE 'ukur.u' || lpad((1 + floor(unit * 200))::text, 3, '0') END,
      stage, holder,
      CASE WHEN stage = 'in-review' AND claim < 0.5 THEN 'p' || lpad((1 + floor(claim * 80))::text, 18, '0') END,
      1, 2, 2, opened, target, target + interval '5 days', target, false,
      opened, CASE WHEN holder = 'nobody' THEN opened + claim * interval '20 days' END,
      CASE WHEN holder <> 'nobody' THEN target END,
      'Realisasi ekspor Indonesia (20.1), 2025-01..2025-10',
      jsonb_build_object('id', process || ':' || number, 'touched', jsonb_build_array(author), 'stage', stage,
        'terms', jsonb_build_object(
          'periods', (SELECT content -> 'stages' FROM register_entry WHERE kind = 'periods' AND subject = 'submission'),
          'calendar', (SELECT jsonb_build_object('holidays', jsonb_agg(one -> 'day'))
            FROM register_entry, jsonb_array_elements(content -> 'holidays') one WHERE kind = 'calendar')))
    FROM held;`;

const submissions = `
  INSERT INTO submission (case_id, component, period_from, period_to)
    SELECT c.id, k.code, '2025-01', '2025-10' FROM "case" c
    JOIN component k ON k.position = 1 + abs(hashtext(c.id)) % (SELECT max(position) FROM component)
    WHERE c.process = 'submission';`;
