import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registration from '#domain/registration';
import { isReminder, reminders } from '#domain/reminders';
import * as submission from '#domain/submission';
import { steps } from '#domain/submission/steps';

const who: Readonly<Record<string, string>> = {
  'submitting-unit': ' of the unit that submits',
  'independent-reviewer': ' independent',
  claimant: ' independent, has claimed',
  'claimant-or-after-storage': ' independent, has claimed (no claim once secured)',
  'head-of-pdsi': ' of PDSI, independent',
  office: '',
  'second-officer': ' who did not write it',
};

interface Rule {
  readonly from: readonly string[];
  readonly roles: readonly string[];
  readonly relation: string;
  readonly to: string;
  readonly basis: string;
  readonly needs: readonly string[];
  readonly notify?: string;
  readonly text: { readonly id: string };
}

interface Rules {
  readonly acts: Readonly<Record<string, Rule>>;
  readonly steps: Readonly<
    Record<string, { text: { id: string }; to: string; basis: string; notify?: string | undefined }>
  >;
  readonly stages: Readonly<Record<string, { text: { id: string }; holder: string }>>;
}

/** Without what the clock says: it says the same of every process, and its page tells it. */
const own = (all: Rules['steps']): Rules['steps'] =>
  Object.fromEntries(Object.entries(all).filter(([step]) => !isReminder(step)));

const listed = (words: readonly string[]) => words.join(', ') || '-';

function rowsOf({ acts, steps: taken, stages }: Rules): string[] {
  return [
    ...Object.entries(stages).map(([stage, { text, holder }]) => `| \`${stage}\` | ${text.id} | ${holder} |`),
    ...Object.entries(acts).map(
      ([act, { text, from, roles, relation, needs, to, basis, notify = '-' }]) =>
        `| \`${act}\` | ${text.id} | ${listed(from)} | ${roles.join(' or ')}${who[relation]} | ${listed(needs)} | ${to} | ${basis} | ${notify} |`,
    ),
    ...Object.entries(own(taken)).map(
      ([step, { text, to, basis, notify }]) => `| \`${step}\` | ${text.id} | ${to} | ${basis} | ${notify ?? '-'} |`,
    ),
  ];
}

describe.each<[string, Rules]>([
  ['registration', registration],
  ['submission', { ...submission, steps }],
])('the page of %s', (process, rules) => {
  /** Without the spaces that align its tables. */
  const page = readFileSync(new URL(`../docs/processes/${process}.md`, import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

  it.each(rowsOf(rules))('says what the table says: %s', (row) => {
    expect(page).toContain(row);
  });

  it('names no act, step or stage that the table does not have', () => {
    const named = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    const known = [...Object.keys(rules.stages), ...Object.keys(rules.acts), ...Object.keys(own(rules.steps))];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(named).toHaveLength(known.length);
  });
});

describe('the page of the clock', () => {
  const page = readFileSync(new URL('../docs/processes/clock.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

  it.each(Object.entries(reminders))('tells what it says of every process: %s', (name, { text, basis }) => {
    expect(page).toContain(`| \`${name}\` | ${text.id} | ${basis} |`);
  });
});
