/** Plainly nobody's: the file does not know the country, and the demo does not guess one. Nobody lives there or buys anything. */
export const inventedCountry = 'BOUVET ISLAND';

/** The table with one empty cell filled; `row` counts lines, the header is 1. All other bytes stay as they are. Undefined where there is no such empty cell. */
export function filled(
  table: string,
  { row, column }: { row: number; column: string },
  value: string,
): string | undefined {
  const lines = table.split('\n');
  const index = (lines[0] ?? '').trimEnd().split(',').indexOf(column);
  const cells = (lines[row - 1] ?? '').split(',');
  if (row > lines.length || index < 0 || cells[index] !== '') return undefined;
  cells[index] = value;
  return lines.with(row - 1, cells.join(',')).join('\n');
}
