import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where the API asks the database for cases, or for what hangs on one, by something that a caller chose. Everywhere else a case is
 * reached by an id that `caseInScope` or `scopeOf` gave. Each line says why it needs no scope.
 */
const outside: Readonly<Record<string, string>> = {
  'api/scope.ts': 'is the scope',
  'api/identity.ts': 'asks whether the caller has a case: that is part of the scope',
  'api/tasks/page.ts': 'asks what waitingFor gives, which begins with scopeOf',
  'api/tasks/counts.ts': 'asks what waitingFor gives, which begins with scopeOf',
  'api/metrics/standing.ts': 'counts for operators, names no case',
  'api/sweep.ts': 'works for nobody: takes up what a dead process left',
  'api/case/acts.ts': 'works on a request that was taken in scope',
  'api/case/trail.ts': 'shows the events of a case that its caller found in scope',
  'api/checks/intake.ts': 'tries a proposal on a submission: for PDSI alone, which sees every one',
  'api/checks/sweep.ts': 'works for nobody: removes dry runs, which are no cases',
  'api/checks/view.ts': 'shows the report of a dry run that dryRunInScope gave, which is no case',
  'api/evidence/pack.ts': 'packs a case that evidence.ts found in scope',
  'api/evidence/trail.ts': 'writes the trail of that case',
  'api/registration/intake.ts':
    'asks whether a subject of a register is taken, and for the proposal of a case that was found in scope',
  'api/submission/trail.ts': 'shows the rounds of a case that its caller found in scope',
  'api/submission/intake.ts': "looks among the caller's own unit's cases",
};

/** Cases and what hangs on one, by whatever name of a client, in brackets too, and in SQL by FROM or JOIN. */
const tables = 'case|event|detail|submission|submissionRound|document|proposal|checkReport|outbox|slot';
const asked = new RegExp(
  String.raw`(?:\.(?:${tables})|\[['"](?:${tables})['"]\])\.(?:find|count|group|aggregate)|(?:FROM|JOIN) "?(?:case|case_event|case_detail|submission|submission_round|document|proposal|outbox|slot)"?\b(?!\()`,
);
const scoped = /\bcaseInScope\(|\bscopeOf\(/;
const sources = globSync('api/**/*.ts', { cwd: house }).toSorted();
const textOf = (file: string) => readFileSync(new URL(file, `file://${house}`), 'utf8');

describe('unknown and forbidden cases answer alike, by one scoped query path', () => {
  it('cases are asked for in few files, and each of them is in scope or says why not', () => {
    const asking = sources.filter((file) => asked.test(textOf(file)));
    const unexplained = asking.filter((file) => !(file in outside) && !isReachedInScope(file));
    expect(unexplained).toEqual([]);
    expect(Object.keys(outside).filter((file) => !sources.includes(file))).toEqual([]);
  });

  it.each([
    'database.case.findMany({})',
    'database.submission.findMany()',
    'prisma.event.count({})',
    'transaction.submissionRound.findFirst({})',
    "database['case'].findMany()",
    'SELECT 1 FROM "case" c',
    'x JOIN case_event e ON true',
  ])('is looked for by every way to ask: %s', (way) => {
    expect(asked.test(way)).toBe(true);
  });

  it('every filter of tasks begins with the scope', () => {
    expect(textOf('api/tasks/waiting.ts')).toMatch(scoped);
  });

  it('a door on one case goes through the scope before anything else: no other way reads a number from the path', () => {
    const reading = sources.filter((file) => /params\.number\b/.test(textOf(file)));
    const ways = /caseInScope\(|performAct\(|showCase\(|open(?:Case|Round)\(|reader\w*\(|readingOf\(/;
    expect(reading.filter((file) => !ways.test(textOf(file)))).toEqual([]);
  });
});

/** Asks by an id that the caller of the file already had from the scope: the number of the path does not come this far. */
function isReachedInScope(file: string): boolean {
  const text = textOf(file);
  return scoped.test(text) || (!/params\.|query\./.test(text) && /where: \{ id(?:: caseId)? \}/.test(text));
}
