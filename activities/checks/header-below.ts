import type { Standard } from '#domain/standard';
import type { TopRow } from '#platform/table/first-look';
import { Unreadable } from '#platform/table/unreadable';
import { sameName } from './header.ts';

/** The header where it stands further down, below titles or the text of a cover: a row with most columns of the standard, and with more than `known`. */
export function headerBelow(top: readonly TopRow[], { schema }: Standard, known: number): Unreadable | undefined {
  const named = ({ cells }: TopRow) => {
    const names = cells.flatMap((cell) => cell.split(/[;\t|]/)).map((name) => name.replaceAll('"', ''));
    return schema.fields.filter((field) => names.some((name) => sameName(field.name, name))).length;
  };
  const [first, ...below] = top;
  const found = below.find((row) => named(row) > known && named(row) * 2 > schema.fields.length);
  if (!first || !found) return undefined;
  return new Unreadable('header-below', { row: found.row, value: found.cells.join(', ') });
}
