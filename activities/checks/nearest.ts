import type { Code, CodeList } from '#domain/code-list/shape';
import { distance } from '#domain/distance';

/** Comparing costs time: so many different unknown values of a column are told what may be meant, more are not. */
export const mostLookedUp = 500;
const mostOffered = 3;
const longest = 80;

/** The codes that an unknown value may stand for, by code, label or spelling; nearest first. */
export function nearestCodes({ codes }: CodeList): (value: string) => readonly Code[] {
  const words = codes.map((code) => ({ code, words: wordsOf(code).map(plain) }));
  const found = new Map<string, readonly Code[]>();
  return (value) => {
    const before = found.get(value);
    if (before) return before;
    if (found.size >= mostLookedUp) return [];
    const nearest = look(plain(value), words);
    found.set(value, nearest);
    return nearest;
  };
}

function look(value: string, codes: readonly { readonly code: Code; readonly words: readonly string[] }[]) {
  if (value === '') return [];
  const most = Math.min(3, Math.floor(value.length / 3));
  const ranked = codes
    .map(({ code, words }) => ({ code, far: Math.min(...words.map((word) => apart(value, word, most))) }))
    .filter(({ far }) => far <= most)
    .toSorted((one, other) => one.far - other.far);
  const [first] = ranked;
  // What is written exactly so, but for case and signs, is all that is offered.
  return ranked
    .filter(({ far }) => first?.far !== 0 || far === 0)
    .slice(0, mostOffered)
    .map(({ code }) => code);
}

const apart = (value: string, word: string, most: number) =>
  Math.abs(value.length - word.length) > most ? Number.POSITIVE_INFINITY : distance(value, word);

const wordsOf = ({ code, label, spellings = [], alsoCalled = [] }: Code) => [
  code,
  label.id,
  label.en,
  ...spellings,
  ...alsoCalled,
];

const plain = (text: string) =>
  text
    .slice(0, longest)
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
