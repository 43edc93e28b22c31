import { expect, it } from 'vitest';
import { wordsOfList } from '#api/case/list-access';

it.each<[title: string, list: string, query: object, words: string]>([
  ['a list without a filter', 'submissions', { limit: 50 }, 'list submissions'],
  [
    'codes',
    'submissions',
    { stage: 'returned', party: 'contoh.ekspor', cursor: 'x' },
    'party=contoh.ekspor stage=returned',
  ],
  ['days and flags', 'registrations', { openedFrom: '2026-01-02', late: 'true' }, 'late openedFrom=2026-01-02'],
  ['a person', 'submissions', { claimant: 'p0123456789abcdef01' }, 'list submissions claimant'],
  ['words of somebody', 'submissions', { party: 'Budi Santoso' }, 'list submissions party'],
])('what Itjen read of a list is kept by its filters, in codes and without a person: %s', (_, list, query, words) => {
  const said = wordsOfList(list, query as Readonly<Record<string, unknown>>);
  expect(said.replace(words.startsWith('list') ? '' : `list ${list} `, '')).toBe(words);
});
