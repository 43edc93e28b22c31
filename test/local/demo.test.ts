import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filled, inventedCountry } from '#local/demo/correction';
import { table, wrapped } from '#local/demo/page';

it('fills the one empty cell of the real file and leaves every other byte as it is', () => {
  const real = readFileSync('local/demo-data/realisasi-ekspor-hs84-85-2025.csv', 'utf8');
  const mended = filled(real, { row: 2, column: 'negara_tujuan' }, inventedCountry);
  expect(mended?.split('\r\n')[1]).toBe('2025,02,84,BOUVET ISLAND,TANJUNG PRIOK,19308.94');
  expect(mended?.replace(inventedCountry, '')).toBe(real);
});

it('mends nothing but an empty cell', () => {
  const data = 'a,b\r\n1,2\r\n';
  expect(filled(data, { row: 2, column: 'a' }, 'x')).toBeUndefined();
  expect(filled(data, { row: 2, column: 'c' }, 'x')).toBeUndefined();
  expect(filled(data, { row: 9, column: 'a' }, 'x')).toBeUndefined();
});

it('breaks lines between words and cuts cells that are too long', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('http://a/very/long/address it is', 8)).toEqual(['http://a/very/long/address', 'it is']);
  expect(
    table({ a: 3, b: 2 }, [['1234', 'x']])
      .split('\n')
      .at(-1),
  ).toBe('12~  x');
});
