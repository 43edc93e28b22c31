import { beforeAll, describe, expect, it } from 'vitest';
import { type Field, type Standard, standards } from '#domain/standard';
import { anyPeriod } from '#domain/standard/named';
import { check } from './check.ts';
import { frictionless, type Judged, judgedByThem, type Theirs } from './oracle/frictionless.ts';

const oracle = await frictionless();
const python = 'python' in oracle ? oracle.python : '';
if ('missing' in oracle)
  process.stderr.write(`The second opinion is skipped: frictionless can't be installed here (${oracle.missing})\n`);

/** Their kinds of errors by the names of ours. */
const theirKinds: Readonly<Record<string, string>> = {
  'type-error': 'type',
  'constraint-error: required': 'required',
  'constraint-error: pattern': 'pattern',
  'constraint-error: enum': 'enum',
  'constraint-error: minimum': 'range',
  'constraint-error: maximum': 'range',
  'constraint-error: exclusiveMinimum': 'range',
  'constraint-error: exclusiveMaximum': 'range',
  'constraint-error: minLength': 'length',
  'constraint-error: maxLength': 'length',
  'primary-key': 'unique-key',
  'missing-cell': 'too-few-cells',
  'extra-cell': 'too-many-cells',
};

/** What they say and we do not, and why. */
const theirsAlone: Readonly<Record<string, string>> = {
  'blank-row': 'a blank line is a line and no row: it harms nobody',
  'primary-key: empty': 'a key whose cells are all empty is missing: that is said of its cells, and once',
};

/** What we say and they do not, and why. */
const oursAlone: Readonly<Record<string, string>> = {
  'unknown-code': 'Table Schema has no code lists; ours stand under sip:codes',
  'code-not-valid': 'the same, by the period of the data',
  'old-spelling': 'the same',
  'digits-for-name': 'the same: an open list says that names belong there',
  'stray-quote': 'their reader takes such a quotation mark for a part of the cell',
};

/** Ours of a kind that is one with another in Table Schema. */
const sameAs: Readonly<Record<string, string>> = { 'decimal-mark': 'type' };

/** Kinds that belong to a row and to none of its columns. */
const ofRows = ['unique-key', 'too-few-cells', 'too-many-cells'];
const setAside = ['too-few-cells', 'too-many-cells', 'stray-quote', 'lone-return'];

const place = (row: number | null | undefined, column: string | null | undefined, kind: string) =>
  ofRows.includes(kind) ? `${row} ${kind}` : `${row} ${column} ${kind}`;

async function both({ content, standard }: Judged, theirs: readonly Theirs[]) {
  const { report } = await check(content, { standard, period: anyPeriod });
  expect(report.totals.reduce((sum, { total }) => sum + total, 0)).toBeLessThanOrEqual(100);
  const blank = theirs.filter(([, , kind]) => kind === 'blank-row').map(([row]) => row ?? 0);
  const aside = new Set(report.findings.filter(({ code }) => setAside.includes(code)).map(({ row }) => row));
  const named = report.findings.filter(({ code }) => !(code in oursAlone) && !ofRules(standard).includes(code));
  return {
    ours: sorted(named.map(({ row, column, code }) => place(row, column, sameAs[code] ?? code))),
    theirs: sorted(theirs.filter(([row]) => !blank.includes(row ?? 0)).flatMap((each) => judged(each, aside))),
  };
}

const sorted = (places: readonly string[]) => [...new Set(places)].toSorted();
const ofRules = ({ schema }: Standard) => (schema['sip:rules'] ?? []).map(({ code }) => code);

/** Theirs in our words. Of a blank line nothing is said, and of a row that cannot be laid out in columns we say that, and nothing of its cells. */
function judged([row, column, kind]: Theirs, aside: ReadonlySet<number | undefined>): string[] {
  if (kind in theirsAlone) return [];
  const code = theirKinds[kind] ?? kind;
  if (aside.has(row ?? 0) && !setAside.includes(code)) return [];
  return [place(row, column, code)];
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const written = (cells: readonly string[]) => cells.map(quoted).join(',');

/** One row for each cell, with something else than its example in it. */
function broken({ schema: { fields } }: Standard, cell: (field: Field) => string): string {
  const example = fields.map((field) => field.example);
  const rows = fields.map((field, at) => written(example.with(at, cell(field))));
  return `${[written(fields.map(({ name }) => name)), written(example), ...rows].join('\n')}\n`;
}

const faults: readonly [string, string][] = [
  ['an empty cell', ''],
  ['letters', 'xyz'],
  ['a negative number', '-1'],
  ['a decimal comma', '1,5'],
  ['two marks', '1.234,5'],
  ['a number with decimals', '2025.5'],
  ['a month that is none', '13'],
  ['a date that is none', '2025-02-30'],
  ['a huge number', '99999999999999999'],
  ['the example itself, so that the row is repeated', 'EXAMPLE'],
];

/** Rows that are too short or too long, and a blank line. */
function ragged({ schema: { fields } }: Standard): string {
  const example = fields.map((field) => field.example);
  const header = written(fields.map(({ name }) => name));
  const lines = [header, written(example), '', written(example.slice(1)), written([...example, 'x'])];
  return `${lines.join('\r\n')}\r\n`;
}

const cases: readonly (Judged & { readonly what: string })[] = standards.flatMap((standard) => [
  ...faults.map(([what, cell]) => ({
    what: `${standard.name}: ${what} in each column`,
    content: broken(standard, ({ example }) => (cell === 'EXAMPLE' ? example : cell)),
    standard,
  })),
  { what: `${standard.name}: rows too short and too long, a blank line`, content: ragged(standard), standard },
]);

/** One cell of a realisation of exports of which we knowingly say something else, and why. */
const differences: readonly [cell: string, column: string, ours: string, theirs: string, why: string][] = [
  ['1e5', 'nilai_fob_usd', 'type', '', 'Python reads an exponent; people who write data do not mean one'],
  ['1_000', 'nilai_fob_usd', 'type', '', 'Python takes an underscore between digits'],
  ['+5', 'nilai_fob_usd', 'type', '', 'Python takes a plus sign'],
  ['Infinity', 'nilai_fob_usd', 'type', '', 'Table Schema allows INF and NaN; no value of goods is either'],
  ['NaN', 'nilai_fob_usd', 'type', 'range', 'the same'],
  ['   ', 'pelabuhan_muat', 'required', '', 'blanks fill no cell that must be filled'],
];

function differing(cell: string, column: string): Judged {
  const standard = standards.find(({ name }) => name === 'realisasi-ekspor-indonesia') as Standard;
  const { fields } = standard.schema;
  const row = fields.map((field) => (field.name === column ? cell : field.example));
  return { content: `${written(fields.map(({ name }) => name))}\n${written(row)}\n`, standard };
}

describe.skipIf(python === '')('frictionless and the checks agree on', () => {
  let theirs: Theirs[][];
  beforeAll(async () => {
    theirs = await judgedByThem(python, [...cases, ...differences.map(([cell, column]) => differing(cell, column))]);
  });

  it.each(cases.map(({ what }, at) => [what, at] as const))('%s', async (_what, at) => {
    const found = await both(cases[at] as Judged, theirs[at] ?? []);
    expect(found.ours).toEqual(found.theirs);
  });

  it.each(differences.map(([cell, column, ours, said, why], at) => [cell, column, ours, said, why, at] as const))(
    'nothing but what is written down: "%s" in %s is "%s" to us and "%s" to them, because %s',
    async (cell, column, ours, said, _why, at) => {
      const found = await both(differing(cell, column), theirs[cases.length + at] ?? []);
      const expected = (kind: string) => (kind === '' ? [] : [`2 ${column} ${kind}`]);
      expect(found).toEqual({ ours: expected(ours), theirs: expected(said) });
    },
  );
});
