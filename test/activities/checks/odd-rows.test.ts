import { describe, expect, it } from 'vitest';
import { standardFor } from '#domain/standard';
import { check, found, header, row, table } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';
import { cells, columns, workbook } from './workbooks.ts';

/** What is said of a file whose rows are all in order but for this one, which may stand in the middle or at the end. */
const saidOf = async (odd: string) => [
  await found(table(row(1), odd, row(2))),
  await found(table(row(1), row(2), odd)),
];

describe('a row of totals', () => {
  const total = { column: 'provinsi', marker: 'TOTAL', by: [], value: 'nilai' } as const;
  const fields = [column('provinsi', { constraints: { required: true } }), column('nilai', { type: 'number' })];
  const content = 'provinsi,nilai\nJAWA,1\nTOTAL,1\nBALI,1\nTOTAL,2\n';

  it('is data where the standard declares it', async () => {
    const small = 'provinsi,nilai\nJAWA,1\nTOTAL,1\n';
    expect(await found(small, { standard: standardOf(fields, { 'sip:totals': [total] }) })).toEqual([]);
    expect(await found(content, { standard: standardOf(fields) })).toEqual(['3 totals-row', '5 totals-row']);
  });

  it.each([
    '2025,01,84,JAPAN,TOTAL BANGUN PERSADA,9',
    '2025,01,84,JAPAN,PT TOTAL OIL,9',
    '2025,01,84,JAPAN,DERMAGA JUMLAH MAKMUR,9',
    '2025,01,84,JAPAN,TANJUNG TOTAL,9',
    '2025,01,84,JAPAN,SEMUA JADI,9',
    '2025,01,84,,PORT,9',
  ])('is not made of %s: a word within a name or one gap makes no total', async (last) => {
    expect(await found(table(row(1), last))).not.toContain('3 totals-row');
  });

  it.each([
    'TOTAL',
    'JUMLAH',
    'total',
    'T O T A L',
    'TOTAL JAPAN',
    'JAPAN Total',
    'TOTAL TANJUNG PRIOK',
    'JUMLAH SELURUH PELABUHAN',
    'SEMUA PELABUHAN',
    'Keseluruhan',
    'Total 2025',
    'Jumlah Januari 2025',
    'Rata-rata',
  ])('is one that says %s for a port: none is called so', async (port) => {
    expect(await saidOf(`2025,01,84,JAPAN,${port},9`)).toEqual([['3 totals-row'], ['4 totals-row']]);
  });

  it.each([
    ['15.7', 'jenis_uttp', ['Total', 'Jumlah', 'Semua jenis UTTP']],
    ['27.2', 'komoditas', ['Jumlah', 'Total', 'Semua komoditas', 'Jumlah 32.73']],
  ])('of %s names the total in the free text of %s', async (component, name, names) => {
    const all = standardFor(component).schema.fields;
    const lineOf = (word: string) =>
      all
        .map((field) => {
          if (field.name.startsWith('jumlah_')) return field.name === 'jumlah_batal' ? '0' : '12';
          return field.name === name ? word : field.example;
        })
        .join(',');
    const titles = all.map((field) => field.name).join(',');
    for (const word of names)
      expect(await found(`${titles}\n${lineOf('Neraca')}\n${lineOf(word)}\n`, { component })).toEqual(['3 totals-row']);
  });

  it('is none of a column that may say anything, nor where an open list has the name', async () => {
    const named = (list?: string) => [
      column('nama', { constraints: { required: list === undefined }, ...(list && { 'sip:codes': list }) }),
      column('catatan'),
      column('n', { type: 'number' }),
    ];
    expect(await found('nama,catatan,n\na,Jumlah,1\nb,semua,2\n', { standard: standardOf(named()) })).toEqual([]);
    const open = { ...listOf([{ code: 'TOTAL', label: { id: 'a', en: 'a' } }]), open: true };
    const given = { standard: standardOf(named(open.name)), lists: [open] };
    expect(await found('nama,catatan,n\nTOTAL,a,1\nJUMLAH,b,2\n', given)).toEqual(['3 totals-row']);
  });

  it.each(['JUMLAH,,,,,39428.26', 'SUBTOTAL,,,,,19408.94', '2025,,,,TOTAL,4', 'Jumlah Januari 2025,,,,,4', 'TOTAL,4'])(
    '%s is told once, in the middle and at the end, and its cells are judged no further',
    async (odd) => {
      expect(await saidOf(odd)).toEqual([['3 totals-row'], ['4 totals-row']]);
    },
  );

  it.each([
    '2025,01,84,TOTAL,TOTAL,9',
    '2025,01,84,Jumlah JAPAN,,9',
    '2025,01,84,"Jumlah, semua negara",P,9',
    'Total 2025,01,84,JAPAN,P,4',
    '2025,Jumlah,84,JAPAN,P,4',
    '2025,01,TOTAL 84,JAPAN,P,4',
    '2025,01,84,JAPAN,Subtotal,9',
    '2025,01,84,JAPAN,GRAND TOTAL,9',
    '2025,01,84,JAPAN,Jumlah seluruhnya,9',
    'JUMLAH SELURUHNYA,,,,,9',
    ',,,JAPAN Total,,9',
    '2025 Total,,,,,9',
    'JAPAN Total,,,,,9',
    'Rata-rata,,,,,9',
    ',,,,Rerata,9',
  ])('%s is told once though its keys are filled, for no value can be called so', async (odd) => {
    expect(await saidOf(odd)).toEqual([['3 totals-row'], ['4 totals-row']]);
  });

  it('is none where a list has a code of that name', async () => {
    const codes = ['TOTAL', 'JAPAN'].map((code) => ({ code, label: { id: code, en: code } }));
    const standard = standardOf([
      column('a', { 'sip:codes': 'countries' }),
      column('b'),
      column('n', { type: 'number' }),
    ]);
    expect(await found('a,b,n\nTOTAL,x,1\nJAPAN,x,1\n', { standard, lists: [listOf(codes)] })).toEqual([]);
  });

  it('without a name is only known at the end, below other rows: elsewhere it is a row with gaps', async () => {
    expect(await saidOf(',,,,,4.0')).toEqual([
      expect.arrayContaining(['3 tahun required', '3 negara_tujuan required']),
      ['4 totals-row'],
    ]);
    expect(await found(table(',,,,,4.0'))).not.toContain('2 totals-row');
  });

  it('of a workbook is told once, whether the result of its formula is stored or not', async () => {
    for (const label of ['TOTAL', undefined])
      for (const formula of [{ formula: 'SUM(F2:F3)' }, { formula: 'SUM(F2:F3)', result: 4 }]) {
        const blanks = [undefined, undefined, undefined, undefined];
        const last: Parameters<typeof workbook>[0][number] = [label, ...blanks, formula];
        expect(await found(await workbook([columns, cells(1), cells(2), last]))).toEqual(['4 totals-row']);
      }
  });
});

describe('a note', () => {
  it.each([
    'Sumber: BPS,,,,,',
    'Sumber: BPS',
    '"Catatan: angka sementara",,,,,',
    'Catatan: angka sementara, belum final',
    '"Sumber: BPS","diolah PDSI",,,,',
    '*) angka sementara,,,,,',
    'Dicetak pada 3 Maret 2025',
    'Dicetak pada 3 Maret 2025,,,,,',
    'Jakarta, 3 Maret 2025',
    ',,,,"Jakarta, 3 Maret 2025",',
    'Jakarta, 3 Maret 2025,,,,',
    'Kepala Biro',
    ',,,,Kepala Biro Keuangan,',
    'NIP 196501011990031001',
    ',,,,NIP. 19650101 199003 1 001,',
    '1) angka sementara',
    '1) angka sementara,,,,,',
    '*) angka sementara',
    '-----',
    '-----,,,,,',
    '\x1A',
    'Provinsi Jawa Barat,,,,,',
    ',,,Keterangan: tanpa migas,,',
  ])('%s is told once, and its cells are judged no further', async (odd) => {
    expect(await saidOf(odd)).toEqual([['3 footnote'], ['4 footnote']]);
  });

  it('that stands beside the table in a row of its own is told once with its cell, and gives the table no column', async () => {
    const blanks = Array.from({ length: 8 }, () => undefined);
    const beside = [...blanks, undefined, 'Cek lagi "PDSI"'];
    const { report } = await check(await workbook([columns, cells(1), beside, cells(2)]));
    expect(report.findings).toMatchObject([{ code: 'footnote', row: 3, value: 'J3: Cek lagi "PDSI"' }]);
    expect(report).toMatchObject({ rows: 3, errors: 1 });
    expect(await found(await workbook([columns, cells(1), [...blanks, undefined, 7]]))).toEqual(['3 footnote']);
    expect(await found(await workbook([columns, [...cells(1), undefined, 'x']]))).toEqual(['1 8 blank-column']);
  });

  it('at the end is one whatever it says, as long as it does not begin as data', async () => {
    const said = async (...last: string[]) => found(table(row(1), row(2), ...last));
    expect(await said('Biro Perencanaan', 'Lampiran surat, halaman 2')).toEqual(['4 footnote', '5 footnote']);
    expect(await said('39428.26')).toEqual(['4 totals-row']);
    expect(await said('39.428,26', 'Biro Perencanaan')).toEqual(['4 totals-row', '5 footnote']);
    expect(await said('2025,01')).toEqual(['4 too-few-cells']);
    expect(await said('Januari,01,84,JAPAN')).toEqual(['4 too-few-cells']);
    for (const content of [table('Biro Perencanaan', 'Lampiran', row(1)), table('Biro Perencanaan', 'Lampiran')])
      expect((await check(content)).report.totals.map(({ code }) => code)).toEqual(['too-few-cells']);
    const many = await said(...Array.from({ length: 40 }, (_, at) => `JAWA,${at}`));
    expect(many[0]).toBe('4 too-few-cells');
  });

  it('has names of who signs below it', async () => {
    const signed = [
      ',,,,"Jakarta, 3 Maret 2025",',
      ',,,,,',
      ',,,,Kepala Biro,',
      ',,,,Contoh Pejabat,',
      ',,,,NIP 1965,',
    ];
    const at = ['3', '5', '6', '7'].map((line) => `${line} footnote`);
    expect(await found(table(row(1), ...signed))).toEqual(at);
    const above = await found(table(row(1), ',,,,Contoh Pejabat,', ',,,,NIP 1965,'));
    expect(above).toContain('3 tahun required');
  });

  it('and totals above it are told one by one', async () => {
    expect(await found(table(row(1), 'JUMLAH,,,,,39428.26', 'Sumber: BPS,,,,,'))).toEqual([
      '3 totals-row',
      '4 footnote',
    ]);
  });

  it('is the name of who signs at the end, in whichever column, but no code and nothing above data', async () => {
    expect(await found(table(row(1), ',,,,Contoh Pejabat,'))).toEqual(['3 footnote']);
    for (const content of [table(row(1), ',,,,TANJUNG PRIOK,'), table(row(1), ',,,,Contoh Pejabat,', row(2))])
      expect(await found(content)).toContain('3 tahun required');
  });

  it.each(['2025,,,,,', ',,,JAPAN,,', '2025,01,84,,,', 'x,01,84,,,1'])(
    'is not made of %s: what has gaps is data, and each gap is told',
    async (odd) => {
      const said = await saidOf(odd);
      expect(said.flat().some((each) => each.endsWith('footnote'))).toBe(false);
      expect(said[0]).toContain('3 pelabuhan_muat required');
    },
  );
});

describe('a second header', () => {
  it.each(['x,y,z,JAPAN,P,n', 'tahun ini,01,84,JAPAN,P,1', 'Tahun,Bulan,Kode HS,,,'])(
    'is not made of %s',
    async (first) => {
      expect(await found(table(first, row(1)))).not.toContain('2 second-header');
    },
  );

  it.each([header, header.toUpperCase(), 'Tahun,Bulan,Kode HS,Negara tujuan,Pelabuhan,Nilai FOB (US$)'])(
    '%s is told once wherever it stands, as often as it stands there',
    async (odd) => {
      expect(await saidOf(odd)).toEqual([['3 second-header'], ['4 second-header']]);
      expect(await found(table(row(1), odd, row(2), odd))).toEqual(['3 second-header', '5 second-header']);
    },
  );

  it('is known where all columns are free text', async () => {
    const standard = standardOf([column('nama'), column('alamat')]);
    expect(await found('nama,alamat\na,b\nnama,alamat\n', { standard })).toEqual(['3 second-header']);
  });
});

describe('a row of units', () => {
  it.each([',,,,,(USD)', ',,,,,[US$]', ',,,,(nama),(juta USD)'])('%s is told once below the header', async (odd) => {
    expect(await found(table(odd, row(1)))).toEqual(['2 units-row']);
    expect(await found(table(row(1), odd, row(2)))).not.toContain('3 units-row');
  });

  it('is none that has a number, or words that are no unit of one', async () => {
    expect(await found(table(',,,,,(1)', row(1)))).not.toContain('2 units-row');
    expect(await found(table(',,,,(nama),', row(1)))).not.toContain('2 units-row');
  });
});

describe('numbers of the columns', () => {
  it.each([
    '1,2,3,4,5,6',
    '(1),(2),(3),(4),(5),(6)',
    '-1,-2,-3,-4,-5,-6',
    '(-1),(-2),(-3),(-4),(-5),(-6)',
    '1),2),3),4),5),6)',
    '(1),(2),(3),(4),(5),(6)=(5)/(4)',
    '(1),(2),(3),,,',
    '(1),(2),(3)',
    '-1,-2,-3',
  ])('%s below the header are told once', async (odd) => {
    expect(await found(table(odd, row(1)))).toEqual(['2 column-numbers']);
  });

  it('are told below a repeated header as well, where they stand in brackets', async () => {
    expect(await found(table(row(1), header, '(1),(2),(3),(4),(5),(6)'))).toEqual([
      '3 second-header',
      '4 column-numbers',
    ]);
  });

  it('are data where they may be', async () => {
    const standard = standardOf(['a', 'b', 'c'].map((name) => column(name, { type: 'integer' })));
    expect(await found('a,b,c\n1,2,3\n', { standard })).toEqual([]);
    expect(await found('a,b,c\n-1,-2,-3\n-1,-2,-3\n', { standard })).toEqual([]);
    const falling = await found(table('-3,-2,-1,-4,-5,-6'));
    expect(falling).toContain('2 tahun type');
  });
});
