import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly code: string;
  readonly name: string;
}

const seeded = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../prisma/seed/${file}`, import.meta.url), 'utf8'));
const { classifications, categories } = seeded('pasal-13-17.json') as {
  classifications: (Entry & { label: string; meaning: string; basis: string })[];
  categories: (Entry & { classification: string; basis: string })[];
};
const { kinds, headings, shortNames } = seeded('lampiran-i-rows.json') as {
  kinds: { number: number; name: string; label: string; category: string; basis: string }[];
  headings: (Entry & { kind: number; basis: string })[];
  shortNames: Record<string, string>;
};
const components = seeded('lampiran-i.json') as (Entry & { row: string; classification: string })[];

const law = readFileSync(new URL('../../docs/law/permendag-28-2024.txt', import.meta.url), 'utf8');

/** Line breaks of the page and the marks of the conversion (tags, blanks before a sign) are no words of the regulation. */
const plain = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([(]) | (?=[;.,:)])/g, '$1')
    .trim();

const between = (text: string, from: string, to: string): string => {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`the text has no part from "${from}" to "${to}"`);
  return text.slice(start, end);
};

/** The huruf of a list, `- a. ...; - b. ...; dan`, without what joins them. */
const lettered = (text: string): [string, string][] =>
  [...text.matchAll(/- ([a-z])\. (.+?)(?:; dan|;|\.)(?= |$)/g)].map(([, letter = '', words = '']) => [letter, words]);

const article = (number: number): string => plain(between(law, `Pasal ${number}\n`, `Pasal ${number + 1}\n`));

/** A row of the annex as printed: a number, its words, its classification, and the list in its last column. */
interface Row {
  readonly number: number;
  readonly name: string;
  readonly label: string;
  readonly list: Entry[];
}

/** The annex is a table whose cells the conversion parts by tabs; its head comes back on every page. */
function annex(): Row[] {
  const table = between(law, 'No\tData Perdagangan', 'MENTERI PERDAGANGAN REPUBLIK INDONESIA');
  const body = table.replaceAll(/^No\t.*$/gm, '').trim();
  return body.split(/\n(?=\d+\.\t)/).map((text) => {
    const [number = '', name = '', label = '', ...rest] = text.split('\t');
    return {
      number: Number.parseInt(number, 10),
      name,
      label,
      list: listIn(Number.parseInt(number, 10), rest.join(' ')),
    };
  });
}

/** A row with one component prints it without a number: the office gives it the number 1. */
function listIn(row: number, cell: string): Entry[] {
  const pieces = plain(cell).split(/(?:^| )(\d{1,2}|[a-z])\. /);
  if (pieces.length === 1) return [{ code: `${row}.1`, name: withoutJoint(pieces[0]) }];
  const entries: Entry[] = [];
  let place = '';
  for (let at = 1; at < pieces.length; at += 2) {
    const mark = pieces[at] ?? '';
    if (/\d/.test(mark)) place = mark;
    entries.push({
      code: [row, place, ...(mark === place ? [] : [mark])].join('.'),
      name: withoutJoint(pieces[at + 1]),
    });
  }
  return entries;
}

/** What joins the items of a list (`;`, `; dan`, `:` before lettered ones, the last `.`) is no word of the item. */
const withoutJoint = (text = ''): string =>
  text
    .trim()
    .replace(/[;.,:]?( dan)?$/, '')
    .replace(/;$/, '');

const printed = annex();

describe('the catalogue says what 28/24 says, word for word:', () => {
  it('the classifications of Pasal 13', () => {
    const listed = lettered(article(13));
    expect(classifications.map(({ name }) => name)).toEqual(listed.map(([, words]) => words));
    expect(classifications.map(({ basis }) => basis.split(';')[0])).toEqual(
      listed.map(([letter]) => `28/24 13${letter}`),
    );
  });

  it.each(classifications.map((one, index) => ({ ...one, number: 14 + index })))(
    'what $label means and holds, Pasal $number',
    ({ code, meaning, basis, number }) => {
      const [first = '', second = ''] = article(number).split('- (2) ');
      expect(first).toMatch(new RegExp(`merupakan ${meaning}\\. $`));
      expect(basis).toContain(`; ${number}(1)`);
      expect(categories.filter(({ classification }) => classification === code)).toEqual(
        lettered(second).map(([letter, name]) => ({
          code: `${number}${letter}`,
          name,
          classification: code,
          basis: `28/24 ${number}(2)${letter}`,
        })),
      );
    },
  );

  it('the 29 rows of Lampiran I', () => {
    expect(kinds.map(({ number, name, label }) => ({ number, name, label }))).toEqual(
      printed.map(({ number, name, label }) => ({ number, name, label })),
    );
    expect(kinds.map(({ basis }) => basis)).toEqual(printed.map(({ number }) => `28/24 L-I ${number}`));
  });

  it('all 120 components with their 12 lettered parts', () => {
    const all = printed.flatMap(({ list }) => list);
    expect(all.filter(({ code }) => code.split('.').length === 2)).toHaveLength(120);
    expect(all.filter(({ code }) => code.split('.').length === 3)).toHaveLength(12);
    const isHeading = ({ code }: Entry) => headings.some((heading) => heading.code === code);
    expect(headings.map(({ code, name }) => ({ code, name }))).toEqual(all.filter(isHeading));
    expect(components.map(({ code, name }) => ({ code, name }))).toEqual(all.filter((one) => !isHeading(one)));
  });
});

describe('the catalogue', () => {
  it('gives each category the one row of Lampiran I that has its name', () => {
    for (const { code, name } of categories) {
      const rows = kinds.filter(({ category }) => category === code);
      expect(rows.map((row) => row.name.toLowerCase())).toEqual([name.toLowerCase()]);
    }
  });

  it('gives each component the words of its row', () => {
    for (const { code, row, classification } of components) {
      const kind = kinds.find(({ number }) => number === Number.parseInt(code, 10));
      expect([row, classification]).toEqual([kind?.name, kind?.label]);
    }
  });

  it('gives short names only beside official words that are longer', () => {
    for (const [code, short] of Object.entries(shortNames)) {
      const official = components.find((one) => one.code === code)?.name ?? '';
      expect(official.length).toBeGreaterThan(short.length);
    }
  });
});
