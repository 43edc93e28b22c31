import { type Text, text } from '#domain/text';
import type { Standard } from './shape.ts';

/** A change of so many times is never found in figures: what asks for more asks for nothing. */
const mostTimes = 1_000_000;

/** What a standard says of rows and files that would judge nothing, or every row: keys, totals, comparison, booleans. */
export function keyFlaws({ 'sip:component': component, schema }: Standard): Text[] {
  const { fields, uniqueKeys, 'sip:period': period, 'sip:totals': totals = [], 'sip:compare': compare } = schema;
  const ofTime = period ? [period.year, period.month] : [];
  return [
    ...(component !== undefined && fields.length === 0
      ? [text('Standar sebuah komponen harus memuat kolom.', 'The standard of a component must have columns.')]
      : []),
    ...[...uniqueKeys, ...(compare ? [compare.key] : [])].flatMap((key) => twiceIn(key)),
    ...uniqueKeys
      .filter((key) => key.every((name) => ofTime.includes(name)))
      .map((key) =>
        text(
          `Kunci ${key.join(', ')} hanya memuat waktu: setiap baris kedua pada waktu itu menjadi ganda.`,
          `The key ${key.join(', ')} holds nothing but time: every second row of that time would be a repeat.`,
        ),
      ),
    ...totals
      .filter(({ column, marker }) => exampleOf(schema, column) === marker)
      .map(({ column, marker }) =>
        text(
          `sip:totals: ${marker} adalah contoh kolom ${column}: baris data akan dianggap jumlah.`,
          `sip:totals: ${marker} is the example of column ${column}: a row of data would be taken for a total.`,
        ),
      ),
    ...(compare && compare.factor > mostTimes
      ? [
          text(
            `sip:compare: perubahan ${compare.factor} kali tidak akan pernah ditemukan; paling banyak ${mostTimes}.`,
            `sip:compare: a change of ${compare.factor} times would never be found; ${mostTimes} at the most.`,
          ),
        ]
      : []),
    ...fields
      .filter(({ trueValues = [], falseValues = [] }) => trueValues.some((word) => falseValues.includes(word)))
      .map(({ name }) =>
        text(
          `Kolom ${name}: satu kata berarti benar dan salah sekaligus (trueValues, falseValues).`,
          `Column ${name}: one word means both true and false (trueValues, falseValues).`,
        ),
      ),
  ];
}

const exampleOf = ({ fields }: Standard['schema'], column: string): string | undefined =>
  fields.find(({ name }) => name === column)?.example;

function twiceIn(key: readonly string[]): Text[] {
  if (new Set(key).size === key.length) return [];
  const names = key.join(', ');
  return [text(`Kunci ${names} memuat satu kolom dua kali.`, `The key ${names} has a column twice.`)];
}
