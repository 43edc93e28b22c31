import type { CodeList } from '#domain/code-list/shape';
import { engineCodes } from '#domain/finding-codes';
import { isArticle } from '#domain/legal-basis';
import { type Text, text } from '#domain/text';
import type { Condition, Operand } from './rules.ts';
import { cellRuleCodes, type Field, type Standard } from './shape.ts';
import { keyFlaws } from './soundness-keys.ts';

/** What the standards of other components are called. */
export type Neighbour = Pick<Standard, 'name' | 'sip:component'>;

/**
 * Why a standard can't be meant, whatever file comes: empty of one that can. What only the engine can tell, the trial asks the engine.
 * `lists`: those on register that its columns may name.
 */
export function flawsOf(standard: Standard, lists: readonly CodeList[], neighbours: readonly Neighbour[] = []): Text[] {
  const { fields } = standard.schema;
  return [
    ...nameFlaws(standard, neighbours),
    ...fields.flatMap((field) => [
      ...listFlaws(field, lists),
      ...patternFlaws(field),
      ...boundFlaws(field),
      ...severityFlaws(field),
      ...basisFlaws(field),
    ]),
    ...periodFlaws(standard),
    ...ruleFlaws(standard),
    ...countedFlaws(standard),
    ...keyFlaws(standard),
  ];
}

function nameFlaws({ name, 'sip:component': own = '*' }: Standard, neighbours: readonly Neighbour[]): Text[] {
  const other = neighbours.find((each) => each.name === name && (each['sip:component'] ?? '*') !== own);
  if (!other) return [];
  const component = other['sip:component'] ?? '*';
  return [
    text(
      `Nama ${name} sudah dipakai standar komponen ${component}: pakai nama lain.`,
      `The name ${name} is that of the standard of component ${component}: use another.`,
    ),
  ];
}

function listFlaws({ name, 'sip:codes': list }: Field, lists: readonly CodeList[]): Text[] {
  if (list === undefined || lists.some((known) => known.name === list)) return [];
  return [
    text(
      `Kolom ${name}: tidak ada daftar kode bernama ${list} yang berlaku selama standar ini berlaku.`,
      `Column ${name}: no code list is called ${list} and in force while this standard is.`,
    ),
  ];
}

function patternFlaws({ name, constraints: { pattern } }: Field): Text[] {
  if (pattern === undefined || expressionOf(pattern)) return [];
  return [
    text(
      `Kolom ${name}: pola ${pattern} bukan ekspresi reguler (regular expression).`,
      `Column ${name}: the pattern ${pattern} is no regular expression.`,
    ),
  ];
}

function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** A bound is a day of a date, a number of a number, a whole number of what is whole; of nothing else is there one. */
function boundFlaws({ name, type, constraints }: Field): Text[] {
  return bounds.flatMap((bound) => {
    const value = constraints[bound];
    if (value === undefined || fits(type, value)) return [];
    const wanted = wantedBound[type];
    if (!wanted)
      return [
        text(
          `Kolom ${name}: ${bound} hanya untuk kolom bilangan, tahun, atau tanggal, bukan ${type}.`,
          `Column ${name}: ${bound} is for columns of numbers, years or dates, not of ${type}.`,
        ),
      ];
    return [
      text(
        `Kolom ${name}: ${bound} harus ${wanted.id}, bukan ${value}.`,
        `Column ${name}: ${bound} must be ${wanted.en}, not ${value}.`,
      ),
    ];
  });
}

const whole = text('bilangan bulat', 'a whole number');
const wantedBound: Readonly<Record<Field['type'], Text | undefined>> = {
  integer: whole,
  year: whole,
  number: text('bilangan', 'a number'),
  date: text('tanggal seperti 2025-01-31', 'a day such as 2025-01-31'),
  string: undefined,
  boolean: undefined,
};

function fits(type: Field['type'], bound: number | string): boolean {
  if (type === 'date') return typeof bound === 'string';
  if (type === 'number') return typeof bound === 'number';
  return (type === 'integer' || type === 'year') && Number.isInteger(bound);
}

function severityFlaws({ name, 'sip:severity': severity = {} }: Field): Text[] {
  return Object.keys(severity)
    .filter((rule) => !(cellRuleCodes as readonly string[]).includes(rule))
    .map((rule) =>
      text(
        `Kolom ${name}: sip:severity menyebut ${rule}, yang bukan aturan sel; pilih dari ${cellRuleCodes.join(', ')}.`,
        `Column ${name}: sip:severity names ${rule}, which is no rule of a cell; choose from ${cellRuleCodes.join(', ')}.`,
      ),
    );
}

function basisFlaws({ name, 'sip:status': status, 'sip:basis': basis }: Field): Text[] {
  if (basis !== undefined && !isArticle(basis))
    return [
      text(
        `Kolom ${name}: ${basis} bukan pasal atau lampiran sebuah peraturan.`,
        `Column ${name}: ${basis} is no article and no annex of a regulation.`,
      ),
    ];
  if (status !== 'regulation' || basis !== undefined) return [];
  return [
    text(
      `Kolom ${name}: status regulation perlu sip:basis, pasal yang menetapkannya, contoh 28/24 7.`,
      `Column ${name}: the status regulation needs sip:basis, the article that gives it, such as 28/24 7.`,
    ),
  ];
}

function periodFlaws({ schema: { fields, 'sip:period': period } }: Standard): Text[] {
  if (!period) return [];
  const year = fields.find(({ name }) => name === period.year);
  const month = fields.find(({ name }) => name === period.month);
  return [
    ...(year?.type === 'year'
      ? []
      : [
          text(
            `sip:period: kolom tahun ${period.year} harus bertipe year.`,
            `sip:period: the column of the year, ${period.year}, must be of the type year.`,
          ),
        ]),
    ...(month && holdsMonths(month)
      ? []
      : [
          text(
            `sip:period: kolom bulan ${period.month} harus memakai daftar kode months, atau pola yang hanya cocok dengan 01 sampai 12.`,
            `sip:period: the column of the month, ${period.month}, must use the code list months, or a pattern that matches 01 to 12 alone.`,
          ),
        ]),
  ];
}

const numbered = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0'));
const isMonth = (cell: string) => cell >= '01' && cell <= '12';

function holdsMonths({ type, 'sip:codes': list, constraints: { pattern = '' } }: Field): boolean {
  if (type !== 'string') return false;
  if (list === 'months') return true;
  const expression = expressionOf(pattern);
  return expression !== undefined && numbered.every((cell) => expression.test(cell) === isMonth(cell));
}

function ruleFlaws({ schema: { 'sip:rules': rules = [] } }: Standard): Text[] {
  const codes = rules.map(({ code }) => code);
  return [...new Set(codes)].flatMap((code) => [
    ...(engineCodes.includes(code)
      ? [
          text(
            `Aturan ${code}: kode itu sudah dipakai mesin pemeriksa; pakai kode lain.`,
            `Rule ${code}: that code is one of the checking engine's own; use another.`,
          ),
        ]
      : []),
    ...(codes.indexOf(code) === codes.lastIndexOf(code)
      ? []
      : [text(`Aturan ${code}: dua aturan memakai kode itu.`, `Rule ${code}: two rules have that code.`)]),
  ]);
}

/** What is counted with must be a number: what is compared over time, what is summed, and what is compared with a number. */
function countedFlaws({ schema }: Standard): Text[] {
  const { fields, 'sip:rules': rules = [], 'sip:totals': totals = [], 'sip:compare': compare } = schema;
  const typeOf: TypeOf = (name) => fields.find((field) => field.name === name)?.type ?? 'string';
  return [
    ...rules.flatMap(({ code, when = [], expect }) =>
      [...when, expect].flatMap((condition) => conditionFlaws(code, condition, typeOf)),
    ),
    ...totals.flatMap(({ value }) => uncounted('sip:totals', value, typeOf)),
    ...(compare ? uncounted('sip:compare', compare.value, typeOf) : []),
  ];
}

type TypeOf = (name: string) => Field['type'];

const summed: readonly Field['type'][] = ['number', 'integer'];
const numeric: readonly Field['type'][] = [...summed, 'year'];

function uncounted(where: string, name: string, typeOf: TypeOf, types = summed): Text[] {
  const type = typeOf(name);
  if (types.includes(type)) return [];
  return [
    text(
      `${where}: kolom ${name} harus bertipe number atau integer, bukan ${type}.`,
      `${where}: the column ${name} must be of the type number or integer, not ${type}.`,
    ),
  ];
}

function conditionFlaws(code: string, condition: Condition, typeOf: TypeOf): Text[] {
  if ('date' in condition) return undated(code, condition, typeOf);
  if (!('left' in condition)) return [];
  const { left, right } = condition;
  return [
    ...besideToday(code, left, right, typeOf),
    ...besideToday(code, right, left, typeOf),
    ...operandFlaws(code, left, isCounted(right, typeOf), typeOf),
    ...operandFlaws(code, right, isCounted(left, typeOf), typeOf),
  ];
}

/** What is compared with the day of the check must be a date. */
function besideToday(code: string, operand: Operand, other: Operand, typeOf: TypeOf): Text[] {
  if (!('today' in other)) return [];
  if ('column' in operand && typeOf(operand.column) === 'date') return [];
  return [
    text(
      `${code}: hari pemeriksaan hanya dapat dibandingkan dengan kolom bertipe date.`,
      `${code}: the day of the check can only be compared with a column of the type date.`,
    ),
  ];
}

/** A date is looked for in a month: of a year and a month. */
function undated(code: string, { date, year, month }: Extract<Condition, { date: string }>, typeOf: TypeOf): Text[] {
  const types = [typeOf(date), typeOf(year), typeOf(month)].join(', ');
  if (types === 'date, year, string') return [];
  return [
    text(
      `${code}: kolom ${date}, ${year}, ${month} harus bertipe date, year, string, bukan ${types}.`,
      `${code}: the columns ${date}, ${year}, ${month} must be of the types date, year, string, not ${types}.`,
    ),
  ];
}

function isCounted(operand: Operand, typeOf: TypeOf): boolean {
  if ('column' in operand) return numeric.includes(typeOf(operand.column));
  if ('today' in operand) return false;
  return 'sum' in operand || typeof operand.value === 'number';
}

/** `beside`: what it is compared with is a number. */
function operandFlaws(code: string, operand: Operand, beside: boolean, typeOf: TypeOf): Text[] {
  if ('sum' in operand) return operand.sum.flatMap((name) => uncounted(code, name, typeOf));
  if (!beside || 'today' in operand) return [];
  if ('column' in operand) return uncounted(code, operand.column, typeOf, numeric);
  const { value } = operand;
  if (value !== '' && Number.isFinite(Number(value))) return [];
  return [
    text(
      `${code}: ${value} dibandingkan dengan bilangan, tetapi bukan bilangan.`,
      `${code}: ${value} is compared with a number and is none.`,
    ),
  ];
}
