import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Step } from '#activities/checks/channel';
import { check, checkApart } from './check.ts';

const demo = new URL('../../../local/demo-data/realisasi-ekspor-hs84-85-2025.csv', import.meta.url);

describe('checking the exports of 2025 as BPS published them', () => {
  it('finds the one error that is in them, says where it is and how to mend it', async () => {
    const { report } = await checkApart(await readFile(demo));
    expect(report).toMatchObject({
      standard: 'realisasi-ekspor-indonesia',
      version: '0.2.0',
      rows: 8285,
      errors: 1,
      warnings: 0,
      totals: [{ code: 'required', severity: 'error', total: 1 }],
    });
    expect(report.findings).toEqual([
      {
        code: 'required',
        severity: 'error',
        item: 'validated',
        row: 2,
        column: 'negara_tujuan',
        message: {
          id: 'Kolom negara_tujuan kosong; wajib berisi nama negara tujuan.',
          en: 'Column negara_tujuan is empty; it must hold the name of the country of destination.',
        },
        remedy: {
          id: 'Isi dengan nama negara tujuan, contoh JAPAN.',
          en: 'Fill in the name of the country of destination, for example JAPAN.',
        },
      },
    ]);
  });

  it('gives the same report twice', async () => {
    const content = await readFile(demo);
    expect(await checkApart(content)).toEqual(await checkApart(content));
  });

  it('gives the same report in this process as in one of its own', async () => {
    const content = await readFile(demo);
    expect(await check(content)).toEqual(await checkApart(content));
  });

  it('finds nothing once the country is filled in, and then writes no list', async () => {
    const mended = (await readFile(demo, 'utf8')).replace('2025,02,84,,', '2025,02,84,BOUVET ISLAND,');
    const { report, list, listed } = await check(mended);
    expect(report).toMatchObject({ rows: 8285, errors: 0, warnings: 0, totals: [], findings: [] });
    expect(listed).toBe(false);
    expect(list).toBe('');
  });

  it('says how far it is, and never goes back', async () => {
    const steps: Step[] = [];
    await checkApart(await readFile(demo), { step: (step) => steps.push(step) });
    const judged = steps.filter(({ of }) => of > 0);
    expect(judged.length).toBeGreaterThan(5);
    expect(judged.every(({ done, of, rows }) => done < of && rows === 8285)).toBe(true);
    expect(judged.map(({ done }) => done).toSorted((one, other) => one - other)).toEqual(
      judged.map(({ done }) => done),
    );
  });

  it('asks of a component without a standard only that it can be read', async () => {
    const { report } = await check(await readFile(demo), { component: '1.1' });
    expect(report).toMatchObject({ standard: 'tabel-terbaca', rows: 8285, errors: 0 });
  });
});
