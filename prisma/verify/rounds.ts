import { hashOf } from '#prisma/chain';
import type { Detail, Event, SubmissionRound } from '#prisma/generated/client';
import { isUnderWay } from './requests.ts';
import type { Whole } from './whole.ts';

type Words = Record<string, unknown>;

/**
 * What is wrong with the first round that does not say what its events say: file, receipt, decision, storage. The rounds are a reading
 * of the chain for people; the chain is the evidence. What was erased from a detail is not compared.
 */
export function faultOfRounds(
  rounds: readonly SubmissionRound[],
  links: readonly Event[],
  details: readonly Detail[],
): { seq: number; what: string } | undefined {
  const wordsOf = ({ seq }: Event) => (details.find((row) => row.seq === seq)?.body ?? undefined) as Words | undefined;
  for (const row of rounds) {
    const its = links.filter(({ round }) => round === row.round);
    const opening = its.find(({ act }) => act === 'submit' || act === 'resubmit');
    if (!opening) return { seq: links.length, what: `round ${row.round} was added` };
    const fault = its.find((link) => !agrees(row, link, its, wordsOf(link)));
    if (fault) return { seq: fault.seq, what: `round ${row.round} does not say what this event says` };
    if (saysMore(row, its)) return { seq: its.at(-1)?.seq ?? 1, what: `round ${row.round} says what no event says` };
  }
  const opened = links.filter(({ act }) => act === 'submit' || act === 'resubmit');
  const missing = opened.find(({ round }) => !rounds.some((row) => row.round === round));
  return missing && { seq: missing.seq, what: `round ${missing.round} is missing` };
}

/** What is wrong with the first report that is not the one of which the case heard, or that is of no round. */
export function faultOfReports({
  row,
  reports,
  requests,
  links,
  details,
}: Whole): { seq: number; what: string } | undefined {
  // A round of which somebody is just asking may be checked a moment before it is on record.
  const last = isUnderWay(requests, links) ? row.round + 1 : row.round;
  const added = reports.find(({ round }) => round < 1 || round > last);
  if (added) return { seq: links.length, what: `a report of round ${added.round} was added` };
  const fault = links.find((link) => {
    if (link.act !== 'checked' && link.act !== 'auto-returned') return false;
    const words = details.find(({ seq }) => seq === link.seq)?.body as Words | null | undefined;
    const report = reports.find(({ round }) => round === link.round)?.report;
    return words?.['report'] !== undefined && (report === undefined || hashOf(report) !== hashOf(words['report']));
  });
  return fault && { seq: fault.seq, what: 'the report of the checks is not the one of which the case heard' };
}

function agrees(row: SubmissionRound, link: Event, its: readonly Event[], words: Words | undefined): boolean {
  switch (link.act) {
    case 'submit':
    case 'resubmit':
      return row.hash === link.content && row.submittedBy === link.person && says(words, row, link);
    case 'stored':
      return isAt(row.storedAt, link) && (words === undefined || row.storedIn === words['place']);
    case 'secured':
      return isAt(row.securedAt, link);
    default:
      return !decisions.includes(link.act) || !isLastDecision(link, its) || decided(row, link, words);
  }
}

const isAt = (instant: Date | null, { at }: Event): boolean => instant?.getTime() === at.getTime();

function says(words: Words | undefined, row: SubmissionRound, { at }: Event): boolean {
  if (row.submittedAt.getTime() !== at.getTime()) return false;
  if (words === undefined) return true;
  const file = { hash: row.hash, size: Number(row.size), name: row.fileName };
  return (
    row.receipt === words['receipt'] &&
    hashOf(row.statement) === hashOf(words['statement']) &&
    hashOf(file) === hashOf(words['file'])
  );
}

const isSet = (...values: readonly unknown[]): boolean => values.some((value) => value !== null);

/** Columns that no event of the round has set: nothing need be told again to know them empty. */
function saysMore(row: SubmissionRound, its: readonly Event[]): boolean {
  const happened = (...acts: string[]) => its.some(({ act }) => acts.includes(act));
  const { decision, decidedAt, decidedBy, term, note, findings, storedAt, storedIn, securedAt } = row;
  return (
    (!happened('accept', 'return', 'auto-returned') && isSet(decision, decidedAt)) ||
    (!happened('accept', 'return') && isSet(decidedBy, note)) ||
    (!happened('return') && (isSet(term) || hashOf(findings) !== hashOf([]))) ||
    (!happened('stored') && isSet(storedAt, storedIn)) ||
    (!happened('secured') && isSet(securedAt))
  );
}

const isLastDecision = ({ seq }: Event, its: readonly Event[]): boolean =>
  its.every((other) => other.seq <= seq || !decisions.includes(other.act));

const decisions: readonly string[] = ['accept', 'return', 'auto-returned', 'overrule'];

function decided(row: SubmissionRound, link: Event, words: Words | undefined): boolean {
  const { act, at, person } = link;
  if (act === 'overrule') return row.decision === null && row.decidedAt === null;
  const decision = act === 'accept' ? 'accepted' : 'returned';
  if (row.decision !== decision || row.decidedAt?.getTime() !== at.getTime() || row.decidedBy !== person) return false;
  return words === undefined || act === 'auto-returned' || saysWhy(row, act, words);
}

function saysWhy(row: SubmissionRound, act: string, words: Words): boolean {
  if ((row.note ?? null) !== (words['note'] ?? null)) return false;
  return act === 'accept' || (row.term === words['term'] && hashOf(row.findings) === hashOf(words['findings']));
}
