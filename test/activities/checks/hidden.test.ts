import { describe, expect, it } from 'vitest';
import { check, row, table } from './check.ts';
import { column, standardOf } from './planted.ts';

const withPort = async (port: string) => (await check(table(row(1).replace('PELABUHAN 1', port)))).report;

describe('what cannot be seen in a value', () => {
  it.each([
    ['TANJUNG\u00A0PRIOK', 'U+00A0 at character 8', 'TANJUNG PRIOK'],
    ['TANJUNG  PRIOK', '2 blanks in a row at character 8', 'TANJUNG PRIOK'],
    ['😀\u200BPRIOK', 'U+200B at character 2', '😀PRIOK'],
    ['PRI\u0007OK', 'U+0007 at character 4', 'PRIOK'],
    ['PRIOK\u202E', 'U+202E at character 6', 'PRIOK'],
  ])('%j is named with its place, once', async (port, named, meant) => {
    const { findings } = await withPort(port);
    expect(findings).toMatchObject([
      { code: 'hidden-character', severity: 'warning', row: 2, column: 'pelabuhan_muat', value: port },
    ]);
    expect(findings[0]?.message.en).toContain(`, with what cannot be seen: ${named}.`);
    expect(findings[0]?.remedy.en).toBe(`Type that cell anew: ${meant}.`);
  });

  it.each([' DERMAGA X', 'DERMAGA X ', 'TANJUNG PRIOK '])('is the blank around %j', async (port) => {
    const { findings } = await withPort(port);
    expect(findings).toMatchObject([{ code: 'hidden-character', severity: 'warning', row: 2, value: port }]);
    expect(findings[0]?.message.en).toContain(', with what cannot be seen: a blank before or behind it.');
    expect(findings[0]?.message.id).toContain(': spasi di depan atau di belakangnya.');
    expect(findings[0]?.remedy.en).toBe(`Type that cell anew: ${port.trim()}.`);
  });

  it('is not what is seen: single blanks, ends of lines in quotation marks, letters of all kinds', async () => {
    for (const port of ['TANJUNG PRIOK', '"TANJUNG\nPRIOK"', 'ÇEŞME', 'A - B'])
      expect((await withPort(port)).findings.filter(({ code }) => code === 'hidden-character')).toEqual([]);
  });

  it('is named as well where a pattern or a choice is broken by it, and the column weighs it', async () => {
    const standard = standardOf([
      column('a', { constraints: { pattern: '[A-Z]+' } }),
      column('b', { constraints: { enum: ['X'] } }),
      column('c', { 'sip:severity': { 'hidden-character': 'error' } }),
    ]);
    const { report } = await check('a,b,c\nA\u00A0B,X\u200B,\u2066Y\n', { standard });
    expect(report.findings.map(({ code, severity, message }) => [code, severity, message.en.split(': ')[1]])).toEqual([
      ['pattern', 'error', 'U+00A0 at character 2.'],
      ['enum', 'error', 'U+200B at character 2.'],
      ['hidden-character', 'error', 'U+2066 at character 1.'],
    ]);
  });

  it('never stands raw in a message, wherever the text comes from', async () => {
    const said = async (content: string) =>
      (await check(content)).report.findings.map(({ message, remedy }) => JSON.stringify([message, remedy])).join('');
    for (const content of [
      table(row(1).replace('JAPAN', 'JA\u0007\u202EPAN')),
      table(row(1).replace('84', '8\u202E4')),
      `${table(row(1)).replace('\n', ',x\u202E\u0007y\n').trimEnd()},1\n`,
    ]) {
      const words = await said(content);
      expect(words).toContain('[U+202E]');
      for (const raw of [String.raw`\u0007`, '\u0007', '\u202E']) expect(words).not.toContain(raw);
    }
  });

  it('is named in a message also where it is a blank, but not the plain one', async () => {
    const { report } = await check(table(row(1).replace('JAPAN', 'JA\u00A0PAN')));
    expect(report.findings[0]?.message.en).toContain('holds "JA[U+00A0]PAN"');
    const named = await check(table(row(1)).replace('negara_tujuan', 'negara\u00A0tujuan'));
    expect(named.report.findings.map(({ message, remedy }) => [message.en, remedy.en])).toEqual([
      [
        'Column "negara[U+00A0]tujuan" is not in the standard; "negara_tujuan" may be meant.',
        'Rename the column to negara_tujuan.',
      ],
    ]);
  });

  it('in many names of columns is told once, and the columns are known', async () => {
    const faulty = table(row(1).replace('01', '13'));
    const content = faulty.replace(',kode_hs', '\u00A0, kode_hs').replace('tahun', '\u200Btahun');
    const { report } = await check(content);
    expect(report.findings).toMatchObject([
      { code: 'misspelt-column', severity: 'error', row: 1 },
      { code: 'pattern', row: 2, column: 'bulan' },
    ]);
    expect(report.findings[0]?.message.id).toBe(
      '3 nama kolom memuat spasi atau karakter yang tidak tampak: "[U+200B]tahun", "bulan[U+00A0]", " kode_hs".',
    );
    expect(report.findings[0]?.remedy.en).toBe('Type these names anew: tahun, bulan, kode_hs.');
  });
});
