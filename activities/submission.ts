import { ApplicationFailure } from '@temporalio/common';
import type { Submission } from '#domain/submission';
import { submissionTitle } from '#domain/submission/words';
import type { Storage } from '#platform/storage';
import type { Chronicle, Entry } from './chronicle.ts';
import { receiptNumber } from './submission/receipt.ts';
import { acceptRound, openRound, returnRound } from './submission/rounds.ts';

export type SubmissionActivities = ReturnType<typeof submissionActivities>;

export function submissionActivities({ storage }: { readonly storage: Storage }) {
  return {
    /** Penyimpanan (28/24 24(2)). Safe to repeat: content is kept under its own hash. */
    async storeFile({ hash }: { readonly hash: string }): Promise<void> {
      await keepingContent(() => storage.keep(hash));
    },

    /** Pengamanan (28/24 24(2)): read back, compared, made read-only. Safe to repeat. */
    async secureFile({ hash }: { readonly hash: string }): Promise<void> {
      await keepingContent(() => storage.secure(hash));
    },
  };
}

/** Content that is gone or differs never comes back by trying again: a person must see it. All else is retried. */
async function keepingContent(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Error && ['ContentMissing', 'ContentDiffers'].includes(error.name))
      throw ApplicationFailure.create({ type: error.name, message: error.message, nonRetryable: true, cause: error });
    throw error;
  }
}

/** What a submission adds to the record: its rounds, each with file, findings, decision and receipt. */
export function submissionChronicle(place: string): Chronicle {
  return {
    async title(transaction, state) {
      const { component } = state as Submission;
      const { name } = await transaction.component.findUniqueOrThrow({ where: { code: component } });
      return submissionTitle(state as Submission, name);
    },
    write: (entry) => writeRound(entry, place),
  };
}

/** What the machine found, as the case heard of it. */
async function reportIn({ transaction, state, event }: Entry): Promise<object | undefined> {
  const where = { caseId_round: { caseId: state.id, round: event.round } };
  const report = await transaction.checkReport.findUnique({ where });
  return report ? { report: report.report } : undefined;
}

async function writeRound(entry: Entry, place: string): Promise<object | undefined> {
  const { transaction, state, event } = entry;
  const at = new Date(event.at);
  const where = { caseId_round: { caseId: state.id, round: event.round } };
  switch (event.act) {
    case 'submit':
    case 'resubmit':
      return openRound(entry, await receiptNumber(transaction, event.at));
    case 'return':
      return returnRound(entry);
    case 'accept':
      return acceptRound(entry);
    case 'checked':
      return reportIn(entry);
    case 'auto-returned':
      await transaction.submissionRound.update({ where, data: { decision: 'returned', decidedAt: at } });
      return reportIn(entry);
    case 'overrule':
      await transaction.submissionRound.update({ where, data: { decision: null, decidedAt: null } });
      return undefined;
    case 'stored':
      await transaction.submissionRound.update({ where, data: { storedAt: at, storedIn: place } });
      return { place };
    case 'secured':
      await transaction.submissionRound.update({ where, data: { securedAt: at } });
      return undefined;
    default:
      return undefined;
  }
}
