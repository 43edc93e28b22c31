import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation } from '#activities/checks/permutation';
import { check, found, header, row, table } from './check.ts';

const rows = Array.from({ length: 5 }, (_, at) => row(at));
const under = (...names: string[]) => `${names.join(',')}\n${rows.join('\n')}\n`;
const [tahun = '', bulan = '', hs = '', negara = '', pelabuhan = '', nilai = ''] = header.split(',');

describe('names of columns that are swapped', () => {
  it.each([
    ['two of one kind', under(bulan, tahun, hs, negara, pelabuhan, nilai)],
    ['a code and a name', under(tahun, bulan, negara, hs, pelabuhan, nilai)],
    ['a name of a list and any text', under(tahun, bulan, hs, pelabuhan, negara, nilai)],
    ['all of them, shifted by one', under(nilai, tahun, bulan, hs, negara, pelabuhan)],
  ])('are told once, and not by every cell below them: %s', async (_what, content) => {
    const { report } = await check(content);
    expect(report.findings).toMatchObject([{ code: 'swapped-columns', severity: 'error', row: 1 }]);
    expect(report.errors).toBe(1);
  });

  it('are told with the name that each column is to have, and other columns are judged', async () => {
    const content = under(bulan, tahun, hs, negara, pelabuhan, nilai).replace('JAPAN', 'NIHON');
    const { findings } = (await check(content)).report;
    expect(findings.map(({ code }) => code)).toEqual(['swapped-columns', 'unknown-code']);
    expect(findings[0]?.message.id).toContain('isi bulan ada di bawah judul tahun, isi tahun ada di bawah judul bulan');
    expect(findings[0]?.remedy.en).toBe('Correct the header: rename tahun to bulan, rename bulan to tahun.');
  });

  it('are none where cells are wrong that would fit nowhere else, or where another has to leave its own', async () => {
    const wrong = rows.map((line) => line.replace(',84,', ',8471,'));
    expect(new Set((await check(table(...wrong))).report.findings.map(({ code }) => code))).toEqual(
      new Set(['pattern']),
    );
    const months = rows.map((line) => line.replace('2025,01', '25,2025'));
    expect((await check(table(...months))).report.totals.map(({ code }) => code)).not.toContain('swapped-columns');
  });

  it('are none by two rows alone', async () => {
    expect(await found(under(bulan, tahun, hs, negara, pelabuhan, nilai).split('\n').slice(0, 3).join('\n'))).toContain(
      '2 tahun type',
    );
  });
});

describe('a permutation', () => {
  it('gives every field that moves a column that it fits, and no column twice', () => {
    const square = fc
      .integer({ min: 1, max: 7 })
      .chain((size) =>
        fc.array(fc.array(fc.boolean(), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
      );
    fc.assert(
      fc.property(square, (fits) => {
        const moved = permutation(fits);
        const stays = fits.flatMap((one, at) => (one[at] && !moved.has(at) ? [at] : []));
        const columns = [...moved.values(), ...stays];
        expect(new Set(columns).size).toBe(columns.length);
        for (const [field, column] of moved)
          expect([fits[field]?.[column], field === column, moved.has(column)]).toEqual([true, false, true]);
      }),
    );
  });

  it('finds a way where there is one', () => {
    const shifted = Array.from({ length: 5 }, (_, field) =>
      Array.from({ length: 5 }, (__, column) => column === (field + 1) % 5),
    );
    expect(permutation(shifted)).toEqual(new Map([0, 1, 2, 3, 4].map((at) => [at, (at + 1) % 5])));
  });
});
