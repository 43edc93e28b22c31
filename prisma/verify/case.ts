import { faultOfCase } from './chain.ts';
import { faultOfDocuments } from './documents.ts';
import type { Fault } from './fault.ts';
import { faultOfRequests } from './requests.ts';
import { faultOfReports, faultOfRounds } from './rounds.ts';
import { faultOfSlot } from './slots.ts';
import { faultOfReading } from './told.ts';
import type { Whole } from './whole.ts';

/** The first thing that is wrong with a case: its chain, then what reads the chain for people, then what asked for it. */
export function faultOf(whole: Whole, components: ReadonlyMap<string, string>): Fault | undefined {
  const { row, links, details, rounds, documents, requests } = whole;
  const chain = row.id;
  const inChain = faultOfCase(row, { links, details });
  if (inChain) return inChain;
  const submitted = faultOfSubmission(whole);
  if (submitted !== undefined) return { chain, seq: 1, what: submitted };
  const inRounds = faultOfRounds(rounds, links, details) ?? faultOfReports(whole);
  if (inRounds) return { chain, ...inRounds };
  const inDocuments = faultOfDocuments(documents, rounds, links);
  if (inDocuments) return { chain, ...inDocuments };
  const inRequests = faultOfRequests(requests, links);
  if (inRequests) return { chain, ...inRequests };
  const inReading = faultOfSlot(whole) ?? faultOfReading(whole, components);
  return inReading && { chain, ...inReading };
}

/** Component and period are those of the case's state, which its last event hashes. */
function faultOfSubmission({ row, submission }: Whole): string | undefined {
  if (row.process !== 'submission') return submission && 'it is no submission, and a submission was added to it';
  if (!submission) return 'what is submitted is missing';
  const { component, period } = row.state as { component?: string; period?: { from: string; to: string } };
  const isSame =
    submission.component === component && submission.periodFrom === period?.from && submission.periodTo === period.to;
  return isSame ? undefined : 'what is submitted is not what the case says';
}
