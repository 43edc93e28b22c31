import { nextRecord, splitCells } from './record.ts';

const comma = 0x2c;

/** The records of a CSV of our own making, cell by cell, as it streams in. */
export async function* records(content: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    let at = 0;
    for (let scan = nextRecord(bytes, at, comma, false); typeof scan !== 'string'; ) {
      yield splitCells(bytes.toString('utf8', scan.start, scan.end), ',');
      at = scan.next;
      scan = nextRecord(bytes, at, comma, false);
    }
    carry = bytes.subarray(at);
  }
  const rest = nextRecord(carry, 0, comma, true);
  if (carry.length > 0 && typeof rest !== 'string') yield splitCells(carry.toString('utf8', rest.start, rest.end), ',');
}
