import { describe, expect, it } from 'vitest';
import { codeLists } from '#domain/code-list';
import { standardFor } from '#domain/standard';
import { check, inShort, row, table } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';

/** What is said of one port, of a list that is open, with its weight. */
async function saidOf(port: string) {
  const { report } = await check(table(row(1), row(2).replace('PELABUHAN 2', `"${port.replaceAll('"', '""')}"`)));
  return report.findings.map((finding) => `${finding.severity} ${inShort(finding)}`);
}

describe('a cell of free text', () => {
  it.each(['-', '--', ' - ', '–', '.', '???', '***', '#', '####', 'n/a', 'N/A', 'n.a.', 'NULL', 'Nihil', 'tidak ada'])(
    'that holds %j says nothing, and is an error where something must be said',
    async (port) => {
      expect(await saidOf(port)).toEqual(['error 3 pelabuhan_muat says-nothing']);
    },
  );

  it.each(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#SPILL!'])(
    'that holds %s is told as the error of a spreadsheet',
    async (port) => {
      const { report } = await check(table(row(1).replace('PELABUHAN 1', port)));
      expect(report.findings).toMatchObject([
        { code: 'says-nothing', severity: 'error', value: port, remedy: { id: expect.stringMatching(/^Tulis nama/) } },
      ]);
      expect(report.findings[0]?.message.en).toContain('of a spreadsheet');
    },
  );

  it.each(['=A1', '=VLOOKUP(A2;B:C;2;0)', '=+B3'])('that holds %s is a formula as text', async (port) => {
    expect(await saidOf(port)).toEqual(['error 3 pelabuhan_muat formula-text']);
  });

  it.each(['12345', '0', '8471.30', '1,5'])(
    'that holds %s is warned of where the open list shows names',
    async (port) => {
      expect(await saidOf(port)).toEqual(['warning 3 pelabuhan_muat digits-for-name']);
    },
  );

  it.each(['P', 'PELABUHAN 3', '3 PUTRA', '#1 DERMAGA', 'A-1', 'NAN', 'NA', '-X-', 'JETTY =A'])(
    'that holds %s says something',
    async (port) => {
      expect(await saidOf(port)).toEqual([]);
    },
  );

  it('that may be blank is only warned of where it says nothing, and told to be left blank', async () => {
    const standard = standardOf([column('a'), column('b', { constraints: { required: true } })]);
    const { report } = await check('a,b\n-,x\nx,-\n', { standard });
    expect(report.findings.map((finding) => `${finding.severity} ${inShort(finding)}`)).toEqual([
      'warning 2 a says-nothing',
      'error 3 b says-nothing',
    ]);
    expect(report.findings[0]?.remedy.id).toContain('kosongkan sel');
    expect(report.findings[1]?.remedy.id).not.toContain('kosongkan sel');
  });

  it('of digits is right where an open list has codes of digits, and where no list says what belongs there', async () => {
    const codes = [{ code: '8471', label: { id: 'x', en: 'x' } }];
    const listed = standardOf([column('a', { 'sip:codes': 'countries' })]);
    const lists = [listOf(codes, { open: true })];
    expect((await check('a\n12345\n', { standard: listed, lists })).report.findings).toEqual([]);
    expect((await check('a\n12345\n', { standard: standardOf([column('a')]) })).report.findings).toEqual([]);
  });

  it('is told once where a list holds every value: as a code that it does not have', async () => {
    const { report } = await check(table(row(1).replace('JAPAN', '-'), row(2).replace('JAPAN', '=A1')));
    expect(report.findings.map(inShort)).toEqual(['2 negara_tujuan unknown-code', '3 negara_tujuan unknown-code']);
  });

  it.each([
    ['nilai_fob_usd', '#REF!', 'type', 'galat lembar kerja #REF!'],
    ['nilai_fob_usd', '=SUM(A1:A2)', 'type', 'rumus sebagai teks'],
    ['kode_hs', '#N/A', 'pattern', 'galat lembar kerja #N/A'],
    ['bulan', '=TEXT(A1;0)', 'pattern', 'rumus sebagai teks'],
  ])('of %s that is %s breaks %s, and is told as what it is', async (name, cell, code, said) => {
    const at = ['tahun', 'bulan', 'kode_hs', 'negara_tujuan', 'pelabuhan_muat', 'nilai_fob_usd'].indexOf(name);
    const { report } = await check(table(row(1).split(',').with(at, cell).join(',')));
    expect(report.findings).toMatchObject([{ code, column: name, message: { id: expect.stringContaining(said) } }]);
  });

  it('is what every code of the open lists of the house is', async () => {
    const given = { standard: standardFor('20.1') };
    const ports = codeLists.ports.codes.map(({ code }) => `2025,01,84,JAPAN,"${code}",1`);
    const { report } = await check(table(...ports), given);
    expect(report.findings.filter(({ code }) => /says-nothing|formula|digits/.test(code))).toEqual([]);
  });
});
