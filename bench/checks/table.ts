import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { codeLists } from '#domain/code-list';

const header = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd';
const lastMonth = 10;
/** One row in so many has a fault. */
const faultEvery = 50_000;

/** A file of exports, the same at every run: mostly sound, with a wrong month, an unknown country or a repeated row here and there. */
export function writeTable(path: string, megabytes: number): { rows: number; faults: number; hash: string } {
  const words = wordsOf();
  const digest = createHash('sha256');
  const file = openSync(path, 'wx');
  let [rows, faults, size, pending] = [0, 0, 0, `${header}\n`];
  const flush = () => {
    const bytes = Buffer.from(pending);
    digest.update(bytes);
    writeSync(file, bytes);
    size += bytes.length;
    pending = '';
  };
  while (size + pending.length < megabytes * 1_000_000) {
    const hasFault = rows % faultEvery === faultEvery - 1;
    pending += `${hasFault ? faulty(rows, words) : sound(rows, words)}\n`;
    rows += 1;
    if (hasFault) faults += 1;
    if (pending.length > 1 << 20) flush();
  }
  flush();
  closeSync(file);
  return { rows, faults, hash: digest.digest('hex') };
}

type Words = ReturnType<typeof wordsOf>;

const wordsOf = () => ({
  chapters: codeLists['hs-chapters'].codes.map(({ code }) => code).filter((code) => code !== '77'),
  countries: codeLists.countries.codes.filter(({ from, to }) => !from && !to).map(({ code }) => code),
});

/** No two rows have the same key: the port carries the number of the row. */
function sound(row: number, { chapters, countries }: Words): string {
  const month = String((scrambled(row) % lastMonth) + 1).padStart(2, '0');
  const country = countries[scrambled(row + 1) % countries.length] ?? '';
  const written = country.includes(',') ? `"${country}"` : country;
  const value = `${scrambled(row + 2) % 10_000_000}.${String(row % 100).padStart(2, '0')}`;
  const chapter = chapters[scrambled(row + 3) % chapters.length];
  return `2025,${month},${chapter},${written},PELABUHAN ${row},${value}`;
}

/** Of three kinds in turn. */
function faulty(row: number, words: Words): string {
  const kind = Math.floor(row / faultEvery) % 3;
  if (kind === 0) return sound(row, words).replace(/^2025,\d\d/, '2025,99');
  if (kind === 1) return sound(row, words).replace(/,PELABUHAN.*/, ',PELABUHAN,');
  return sound(row - 1, words);
}

/** As if by chance, and always the same. */
function scrambled(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 15), 2_246_822_519);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
