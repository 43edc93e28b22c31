import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstLook } from '#platform/table/first-look';
import { Unreadable } from '#platform/table/unreadable';

const drop = { rows: () => undefined, faults: () => undefined };

/** What a look says of a content that comes in pieces of this size: the header, or where it ends and why. */
function saidOf(look: FirstLook, content: Buffer, size: number): unknown {
  try {
    for (let at = 0; at < content.length; at += size) look.push(content.subarray(at, at + size));
    look.end();
    return look.header;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { code: error.code, ...error.place };
  }
}

const letters = fc.constantFrom('a', 'é', ',', ';', '"', '\n', '\r\n', '\r', '\0', '\xFF');
const content = fc
  .array(letters, { maxLength: 60 })
  .map((all) => Buffer.concat(all.map((one) => Buffer.from(one, one === '\xFF' ? 'latin1' : 'utf8'))));

describe('a first look whose rows nobody wants', () => {
  it('says of every content what the other one says, however it comes in pieces', () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 20 }), (bytes, size) => {
        expect(saidOf(new FirstLook({}), bytes, size)).toEqual(saidOf(new FirstLook({}, drop), bytes, size));
      }),
      { numRuns: 5000 },
    );
  });

  it('counts the lines that it passes over', () => {
    const lines = Buffer.from(`a,b\n${'1,2\n'.repeat(100_000)}1,\0\n`);
    expect(saidOf(new FirstLook({}), lines, 65_536)).toEqual({
      code: 'nul-byte',
      row: 100_002,
      column: 'b',
      value: '\u2400',
    });
  });
});
