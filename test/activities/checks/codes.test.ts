import { describe, expect, it } from 'vitest';
import type { Code } from '#domain/code-list/shape';
import { check, found, table } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';

const at = (country: string, month = '2025-01') => `${month.replace('-', ',')},84,${country},P,1`;

describe('a code that the list does not have', () => {
  it('is an error that cites reference codes, and the nearest ones are offered', async () => {
    const { report } = await check(table(at('JAPAM')));
    expect(report.findings).toEqual([
      {
        code: 'unknown-code',
        severity: 'error',
        item: 'satu-data-principles',
        row: 2,
        column: 'negara_tujuan',
        value: 'JAPAM',
        message: {
          id: 'Kolom negara_tujuan berisi "JAPAM", yang tidak ada dalam daftar Negara.',
          en: 'Column negara_tujuan holds "JAPAM", which the list Countries does not have.',
        },
        remedy: { id: 'Mungkin maksudnya JAPAN (Jepang).', en: 'Perhaps JAPAN is meant.' },
      },
    ]);
  });

  it.each([
    ['japan', 'JAPAN (Jepang)'],
    ['Jepang', 'JAPAN (Jepang)'],
    ['Korea Selatan', 'KOREA REPUBLIC OF (Korea Selatan)'],
    ['Turkiye', 'TURKEY (Turki)'],
  ])('%j may mean %s, and nothing else', async (written, offered) => {
    const { report } = await check(table(at(written)));
    expect(report.findings[0]?.remedy.id).toBe(`Mungkin maksudnya ${offered}.`);
  });

  it('like no other is told where the codes are', async () => {
    const { report } = await check(table(at('NEGARA YANG TIDAK ADA')));
    expect(report.findings[0]?.remedy.id).toContain('daftar countries (Badan Pusat Statistik), contoh JAPAN');
  });

  it('is 77 among the chapters, and 13 is no month in the first place', async () => {
    expect(await found(table('2025,13,77,JAPAN,P,1'))).toEqual(['2 bulan pattern', '2 kode_hs unknown-code']);
  });

  it('is no finding where the list is open, nor in an empty cell', async () => {
    const standard = standardOf([column('a', { 'sip:codes': 'ports' }), column('b', { 'sip:codes': 'countries' })]);
    const lists = [listOf([], { name: 'ports', open: true }), listOf([])];
    expect(await found('a,b\nANY,\n', { standard, lists })).toEqual([]);
  });

  it.each([
    ['TANJUNG PERAX', 'TANJUNG PERAK'],
    ['tanjung perak', 'TANJUNG PERAK'],
    ['BATUU', 'BATU'],
    ['BATI', 'BATU'],
    ['BALI', undefined],
    ['TANJUNG EMAS', undefined],
    ['PELABUHAN 1', undefined],
    ['LAMA', undefined],
    ['', undefined],
    ["'; drop table rows; --", undefined],
  ])('is perhaps misspelt where the list is open and has one near: %j, %s', async (written, meant) => {
    const standard = standardOf([column('a', { 'sip:codes': 'ports' }), column('value')]);
    const code = (name: string, more = {}) => ({ code: name, label: { id: name, en: name }, ...more });
    const codes = [code('TANJUNG PERAK'), code('BATU'), code('LAMAR', { to: '1999-12' })];
    const lists = [listOf(codes, { name: 'ports', open: true })];
    const { report } = await check(`a,value\n${written},x\nBATU,y\n`, { standard, lists });
    expect(report).toMatchObject({ errors: 0, warnings: 0 });
    expect(report.findings.map((each) => [each.row, each.code, each.severity, each.value])).toEqual(
      meant === undefined ? [] : [[2, 'perhaps-misspelt', 'info', written]],
    );
    expect(report.findings[0]?.message.id.split('daftar Uji: ')[1]).toBe(meant && `${meant}.`);
  });

  it('many times over is looked up once for each value, and counted in full', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `2025,01,84,${index % 2 ? 'JAPAM' : `X${index}`},P${index},1`,
    );
    const { report } = await check(table(...rows));
    expect(report.totals).toEqual([{ code: 'unknown-code', severity: 'error', total: 3000 }]);
    expect(report.findings[1]?.remedy.id).toBe('Mungkin maksudnya JAPAN (Jepang).');
  });
});

describe('a code is judged by the period of the data', () => {
  const period = { from: '1990-01', to: '2025-12' };

  it.each<[string, string, string[]]>([
    ['SOUTH SUDAN', '2011-06', ['code-not-valid']],
    ['SOUTH SUDAN', '2011-07', []],
    ['CZECHOSLOVAKIA', '1992-12', []],
    ['CZECHOSLOVAKIA', '1993-01', ['code-not-valid']],
    ['CZECHIA', '1992-12', ['code-not-valid']],
    ['CZECHIA', '1993-01', ['old-spelling']],
  ])('%s in %s', async (country, month, expected) => {
    const all = await found(table(at(country, month)), { period });
    expect(all).toEqual(expected.map((rule) => `2 negara_tujuan ${rule}`));
  });

  it('and what took its place is named', async () => {
    const { report } = await check(table(at('SERBIA AND MONTENEGRO', '2010-01')), { period });
    expect(report.findings).toMatchObject([{ severity: 'error', item: 'satu-data-principles' }]);
    expect(report.findings[0]?.message.id).toContain('hanya berlaku sejak 2003-02 sampai 2006-05');
    expect(report.findings[0]?.remedy.id).toBe('Kode penggantinya SERBIA.');
  });

  it.each([
    ['95.01', '2021-05', 'sejak 2022-07 (UU 16/2022)', 'Sebelumnya kode itu 91.02.'],
    ['91.02', '2025-05', 'sampai 2022-12 (UU 16/2022; Kepmendagri 100.1.1-6117/2022)', 'Kode penggantinya 95.01.'],
    ['96.71', '2022-11', 'sejak 2022-12 (UU 29/2022)', 'Sebelumnya kode itu 92.71.'],
    ['64.73', '2016-01', 'sampai 2015-12 (UU 20/2012; Permendagri 56/2015)', 'Kode penggantinya 65.71.'],
  ])('and so are regencies whose province was formed: %s in %s', async (regency, month, valid, remedy) => {
    const [year, of] = month.split('-');
    const content = `tahun,bulan,kode_kabupaten_kota,jumlah_tdg,jumlah_gudang,luas_m2\n${year},${of},${regency},1,1,1\n`;
    const { report } = await check(content, { component: '2.4', period: { from: '2012-01', to: '2025-12' } });
    expect(report.findings).toMatchObject([
      { code: 'code-not-valid', severity: 'error', row: 2, column: 'kode_kabupaten_kota', value: regency },
    ]);
    expect(report.findings[0]?.message.id).toContain(valid);
    expect(report.findings[0]?.remedy.id).toBe(remedy);
  });

  it.each([
    ['91.02', '2021-05'],
    ['91.02', '2022-07'],
    ['95.01', '2022-07'],
    ['95.01', '2025-05'],
  ])('which are no finding in their time: %s in %s', async (regency, month) => {
    const content = `tahun,bulan,kode_kabupaten_kota,jumlah_tdg,jumlah_gudang,luas_m2\n${month.replace('-', ',')},${regency},1,1,1\n`;
    expect(await found(content, { component: '2.4', period: { from: month, to: month } })).toEqual([]);
  });

  it('and none is offered that was not valid in the period', async () => {
    const standard = standardOf([column('a', { 'sip:codes': 'countries' }), column('b')]);
    const lists = [
      listOf([
        { code: 'SERBIA', label: { id: 'x', en: 'x' }, from: '2006-06' },
        { code: 'SERBIE', label: { id: 'y', en: 'y' }, to: '2006-05' },
      ]),
    ];
    const { report } = await check('a,b\nSERBIX,x\n', { standard, lists });
    expect(report.findings[0]?.remedy.id).toBe('Mungkin maksudnya SERBIA (x).');
  });

  it.each([
    [{ from: '2021-01', to: '2021-12' }, ['2 a code-not-valid']],
    [{ from: '2022-01', to: '2022-12' }, []],
    [{ from: '2025-01', to: '2025-01' }, []],
  ])('of the submission, %j, where the rows have no month', async (interval, expected) => {
    const standard = standardOf([column('a', { 'sip:codes': 'provinces' })]);
    expect(await found('a\n93\n', { standard, period: interval })).toEqual(expected);
  });
});

describe('an old spelling', () => {
  it('is a warning that names the one in use', async () => {
    const { report } = await check(table(at('VIETNAM')));
    expect(report).toMatchObject({ errors: 0, warnings: 1 });
    expect(report.findings).toMatchObject([
      { code: 'old-spelling', severity: 'warning', value: 'VIETNAM', remedy: { id: 'Ganti menjadi VIET NAM.' } },
    ]);
  });
});

describe('a word that means several things', () => {
  const label = { id: 'x', en: 'x' };
  const early = { code: 'A', label, to: '2010-12' };
  const late = { code: 'A', label, from: '2020-01' };
  const spelt = { code: 'B', label, spellings: ['A'] };
  const speltLate = { ...spelt, from: '2015-01' };
  const speltEarly = { code: 'C', label, spellings: ['A'], to: '2012-12' };

  it.each<[string, Code[], string, string[]]>([
    ['one code in two periods', [early, late], '2010-12', []],
    ['one code in two periods', [late, early], '2010-12', []],
    ['one code in two periods', [early, late], '2020-01', []],
    ['one code between two periods', [early, late], '2015-06', ['code-not-valid']],
    ['a code that is also an old spelling', [spelt, early], '2010-12', []],
    ['a code that is also an old spelling', [early, spelt], '2010-12', []],
    ['a former code that is also an old spelling', [spelt, early], '2011-01', ['old-spelling']],
    ['a spelling not yet in use of a former code', [early, speltLate], '2012-01', ['code-not-valid']],
    ['an old spelling of two codes, one after the other', [speltEarly, speltLate], '2016-01', ['old-spelling']],
    ['an old spelling of two codes, between them', [speltEarly, speltLate], '2013-01', ['code-not-valid']],
  ])('%s, %j, in %s', async (_, codes, month, expected) => {
    for (const open of [{}, { open: true }] as const)
      for (const other of ['x', '']) {
        const fields = [
          column('tahun'),
          column('bulan'),
          column('a', { 'sip:codes': 'countries' }),
          column('b', { constraints: { required: true } }),
        ];
        const standard = standardOf(fields, { 'sip:period': { year: 'tahun', month: 'bulan' } });
        const period = { from: '2000-01', to: '2025-12' };
        const lists = [listOf(codes, open)];
        const all = await found(`tahun,bulan,a,b\n${month.replace('-', ',')},A,${other}\n`, {
          standard,
          lists,
          period,
        });
        expect(all.filter((each) => each !== '2 b required')).toEqual(expected.map((rule) => `2 a ${rule}`));
      }
  });

  it('names the code whose old spelling it is in the month of its row', async () => {
    const fields = [column('tahun'), column('bulan'), column('a', { 'sip:codes': 'countries' })];
    const standard = standardOf(fields, { 'sip:period': { year: 'tahun', month: 'bulan' } });
    const given = { standard, period: { from: '2000-01', to: '2025-12' }, lists: [listOf([speltEarly, speltLate])] };
    const { report } = await check('tahun,bulan,a\n2012,01,A\n2016,01,A\n2013,01,A\n', given);
    expect(report.findings.map(({ remedy }) => remedy.en)).toMatchObject([
      'Change it to C.',
      'Change it to B.',
      expect.stringMatching(/^Write a code that is valid/),
    ]);
    expect(report.findings[2]?.message.en).toContain('valid to 2012-12 and from 2015-01 only');
  });

  it('is judged alike whatever else is wrong with its row', async () => {
    const fields = [column('a', { 'sip:codes': 'countries' }), column('b', { constraints: { required: true } })];
    const lists = [listOf([{ code: 'A', label }, spelt, { ...early, spellings: ['D'] }])];
    const { report } = await check('a,b\nA,x\nA,\n', { standard: standardOf(fields), lists });
    expect(report.findings.map(({ row, code }) => `${row} ${code}`)).toEqual(['3 required']);
  });
});

describe('a list', () => {
  const nasty = `x'; drop table rows; --"`;

  it('may hold anything as a code: it is data and is never run', async () => {
    const label = { id: nasty, en: nasty };
    const lists = [listOf([{ code: nasty, label, spellings: [`${nasty}2`], from: "'", to: '9' }])];
    const standard = standardOf([column(nasty, { 'sip:codes': 'countries' }), column('b')]);
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const rows = [nasty, `${nasty}2`, 'other'].map((value) => `${cell(value)},x`);
    const content = [`${cell(nasty)},b`, ...rows].join('\n');
    const { report } = await check(content, { standard, lists });
    expect(report.findings.map(({ row, code }) => `${row} ${code}`)).toEqual(['3 old-spelling', '4 unknown-code']);
  });

  it('that the standard names and nobody gives stops the check: it is no fault of the file', async () => {
    const standard = standardOf([column('a', { 'sip:codes': 'countries' })]);
    await expect(check('a\nx\n', { standard, lists: [] })).rejects.toThrow('the code list countries is not there');
  });
});

describe('a country by another name', () => {
  it.each([
    ['HOLLAND', 'NETHERLANDS'],
    ['USA', 'UNITED STATES'],
    ['UK', 'UNITED KINGDOM'],
    ['ENGLAND', 'UNITED KINGDOM'],
    ['UAE', 'UNITED ARAB EMIRATES'],
    ['KOREA', 'KOREA REPUBLIC OF'],
    ['RRC', 'CHINA'],
  ])('%s is no code, and %s is offered', async (written, code) => {
    const { report } = await check(table(at(written)));
    expect(report.findings).toMatchObject([{ code: 'unknown-code', value: written }]);
    expect(report.findings[0]?.remedy.id).toMatch(new RegExp(`^Mungkin maksudnya ${code}\\b[^,]*$`));
  });

  it.each([
    ['JAPAN ', ''],
    [' JAPAN', ''],
    ['\u200bJAPAN', ' (U+200B at character 1)'],
    ['JA\u0007PAN', ' (U+0007 at character 3)'],
    ['\u00a0JAPAN\u202e', ' (U+00A0 at character 1, U+202E at character 7)'],
  ])('%j that looks right is told what cannot be seen, and where', async (written, named) => {
    const { report } = await check(table(at(written)));
    expect(report.findings).toMatchObject([{ code: 'unknown-code', value: written }]);
    const [{ remedy } = { remedy: undefined }] = report.findings;
    expect(remedy?.en).toBe(`Write JAPAN without the blank or invisible character in this cell${named}.`);
  });
});
