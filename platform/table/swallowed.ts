/**
 * How many lines of rows a quotation mark swallowed that was left open in the first line of a record, and was only closed by one of a
 * later line; 0 of a record whose cells are meant to run over several lines. Within cells stand then as many delimiters as a row has,
 * and a line that begins as the record does.
 */
export function swallowedLines(record: string, delimiter: string, columns: number, isFaulty: boolean): number {
  const [first = '', ...below] = record.split('\n');
  const delimiters = (line: string) => line.split(delimiter).length - 1;
  const ofRow = columns - 1;
  if (ofRow < 1 || below.length === 0 || delimiters(record) < 2 * ofRow) return 0;
  const shape = shapeOf(first, delimiter);
  const isRow = (line: string) => delimiters(line) >= ofRow && (isFaulty || shapeOf(line, delimiter) === shape);
  return below.some(isRow) ? below.length : 0;
}

/** What the first cell of a line is made of: `2025` and `1999` are alike, as are two words. */
function shapeOf(line: string, delimiter: string): string {
  const [cell = ''] = line.slice(0, 1000).split(delimiter);
  return cell
    .replaceAll('"', '')
    .trim()
    .replaceAll(/\p{N}/gu, '0')
    .replaceAll(/\p{L}+/gu, 'a');
}
