import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Act, acts, stages, steps } from '#domain/submission';

/** Without the spaces that align its tables. */
const page = readFileSync(new URL('../docs/processes/submission.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

const who: Record<(typeof acts)[Act]['relation'], string> = {
  'submitting-unit': 'of the unit that submits',
  'independent-reviewer': 'independent',
  claimant: 'independent, has claimed',
  'claimant-or-after-storage': 'independent, has claimed (no claim once secured)',
};

interface Rule {
  readonly from: readonly string[];
  readonly roles: readonly string[];
  readonly relation: keyof typeof who;
  readonly to: string;
  readonly basis: string;
  readonly needs: readonly string[];
  readonly notify?: string;
  readonly text: { readonly id: string };
}

const listed = (words: readonly string[]) => words.join(', ') || '-';

const actRows = Object.entries<Rule>(acts).map(
  ([act, { text, from, roles, relation, needs, to, basis, notify = '-' }]) =>
    `| \`${act}\` | ${text.id} | ${listed(from)} | ${roles.join(' or ')} ${who[relation]} | ${listed(needs)} | ${to} | ${basis} | ${notify} |`,
);

const stepRows = Object.entries(steps).map(
  ([step, { text, to, basis, notify }]) => `| \`${step}\` | ${text.id} | ${to} | ${basis} | ${notify ?? '-'} |`,
);

const stageRows = Object.entries(stages).map(
  ([stage, { text, holder }]) => `| \`${stage}\` | ${text.id} | ${holder} |`,
);

describe('the page of submission', () => {
  it.each([...stageRows, ...actRows, ...stepRows])('says what the table says: %s', (row) => {
    expect(page).toContain(row);
  });

  it('names no act, step or stage that the table does not have', () => {
    const named = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    const known = [...Object.keys(stages), ...Object.keys(acts), ...Object.keys(steps)];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(named).toHaveLength(known.length);
  });
});
