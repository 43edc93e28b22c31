import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { openLog } from '#platform/log';
import { toldInOneLine, toldOf, unquoted } from '#platform/told';

const planted = 'Tertanam Nama';
const quoting = (more: object = {}) => Object.assign(new TypeError(`cannot read ${planted}\n    ${planted}`), more);

describe('what is told of an error', () => {
  it('is its kind, its codes and where it arose, and none of its words', () => {
    const told = toldOf(quoting({ code: 'P2002', responseCode: 450, detail: planted, meta: { value: planted } }));
    expect(told).toMatchObject({ type: 'TypeError', codes: ['P2002', '450'] });
    expect(told).toMatchObject({ at: expect.arrayContaining([expect.stringMatching(/told\.test\.ts:\d+:\d+/)]) });
    expect(JSON.stringify(told)).not.toContain('Tertanam');
  });

  it('leaves out a code that is a sentence', () => {
    expect(toldOf(quoting({ code: `wrong: ${planted}` }))).not.toHaveProperty('codes');
  });

  it('is the same of what caused it', () => {
    const caused = new Error(planted, { cause: quoting({ code: 'ECONNREFUSED' }) });
    expect(toldOf(caused)).toMatchObject({ cause: { type: 'TypeError', codes: ['ECONNREFUSED'] } });
    expect(toldInOneLine(caused)).toBe('Error, caused by TypeError ECONNREFUSED');
    expect(JSON.stringify(toldOf(caused))).not.toContain('Tertanam');
  });

  it('holds the words that are ours', () => {
    expect(toldOf(ApplicationFailure.create({ message: 'gap in the record of submission:2026-000001' }))).toMatchObject(
      {
        message: 'gap in the record of submission:2026-000001',
      },
    );
  });

  it('is something also where no error was thrown', () => {
    expect([toldOf(undefined), toldOf({ name: planted })]).toEqual([{ type: 'undefined' }, { type: 'object' }]);
  });

  it.each(['err', 'error'])('is what the log writes under %s', (name) => {
    const lines: string[] = [];
    openLog('info', 'api', { write: (line) => void lines.push(line) }).warn({ [name]: quoting() }, 'it failed');
    expect(JSON.parse(lines.join())).toMatchObject({ [name]: { type: 'TypeError' }, process: 'api', msg: 'it failed' });
    expect(lines.join()).not.toContain('Tertanam');
  });
});

it.each([
  [
    "Conversion Error: Could not convert string 'Budi' to INT64",
    'Conversion Error: Could not convert string … to INT64',
  ],
  ["Invalid Input: 'Cote d'Ivoire' is none", 'Invalid Input: … is none'],
  ['Binder Error: column "nama" is not there', 'Binder Error: column … is not there'],
  ['Out of Memory Error: failed to allocate 256 KiB', 'Out of Memory Error: failed to allocate 256 KiB'],
])('what an engine says is told without what it quotes: %s', (said, told) => {
  expect(unquoted(said)).toBe(told);
});
