import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { answers } from './security/answers.ts';
import { operation } from './security/operation.ts';
import { people } from './security/people.ts';
import { requests } from './security/requests.ts';
import { notKept, untouched } from './security/rest.ts';
import type { Kept, Proof } from './security/shape.ts';

const house = new URL('..', import.meta.url);

/** Every rule that is kept, in the order of its number. */
export const kept: readonly Kept[] = [...requests, ...answers, ...people, ...operation].toSorted((one, other) =>
  one.id.localeCompare(other.id, 'en', { numeric: true }),
);

/** What is named and is not there: tests by their file and name, papers by their path. */
export function missing(rules: readonly Kept[]): string[] {
  const sources = new Map<string, string>();
  const sourceOf = (file: string) => {
    const path = new URL(`test/${file}`, house);
    sources.set(file, sources.get(file) ?? (existsSync(path) ? readFileSync(path, 'utf8') : ''));
    return sources.get(file) ?? '';
  };
  return rules.flatMap(({ id, tests, paper }) => [
    ...tests.filter(([file, name]) => !isNamed(sourceOf(file), name)).map((proof) => `${id}: ${named(proof)}`),
    ...(paper === undefined || existsSync(new URL(paper, house)) ? [] : [`${id}: ${paper}`]),
  ]);
}

/** Whether the source gives a test or a group of tests this very name. */
function isNamed(source: string, name: string): boolean {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("'", String.raw`\\?'`);
  return new RegExp(String.raw`(?:\b(?:it|test|describe)|\)|>)\(\s*(['"\x60])${literal}\1,`).test(source);
}

const named = ([file, name]: Proof): string => `test/${file} has no test "${name}"`;
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const proofsOf = ({ tests, paper }: Kept): string =>
  [
    ...tests.map(([file, name]) => `\`${file}\`: ${name}`),
    ...(paper === undefined ? [] : [`(written in ${paper})`]),
  ].join('<br>');

/** Rule, control, test: by OWASP ASVS 5.0, levels 1 and 2, as far as it touches this API. */
export function securityPage(): string {
  const gone = missing(kept);
  if (gone.length > 0) throw new Error(`What the sheet names is not there:\n${gone.join('\n')}`);
  return [
    '# Security',
    '',
    'Generated from `docs/security/` (`npm run docs:security`), which names for each rule the tests that prove its control: the page can’t be',
    'made when one of them is not there, and a test compares it with what is made. The rules are those of the OWASP Application Security Verification Standard',
    '5.0 (CC BY-SA 4.0), levels 1 and 2, in short and in our words; its numbers lead to its text. `%s` in the name of a test stands for its cases.',
    '',
    '## Kept',
    '',
    table(
      ['ASVS', 'rule', 'control', 'test'],
      kept.map((one) => [one.id, one.rule, one.control, proofsOf(one)]),
    ),
    '',
    '## Not met',
    '',
    'Not at all, or not whole; the reason says what is there.',
    '',
    table(
      ['ASVS', 'rule', 'reason'],
      notKept.map(({ id, rule, reason }) => [id, rule, reason]),
    ),
    '',
    '## Does not touch',
    '',
    table(
      ['ASVS', 'why'],
      untouched.map(({ ids, reason }) => [ids, reason]),
    ),
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('security.md', import.meta.url), securityPage());
