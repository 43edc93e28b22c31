import { ApplicationFailure } from '@temporalio/common';
import type { Refusal } from '#domain/refusal';

/** A refusal as Temporal carries it: the code as type, the facts as details, what it says in both languages. Never retried, and never fails the case. */
export function failureOf({ code, detail, facts }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message: detail.en,
    nonRetryable: true,
    details: [facts ?? {}, detail],
  });
}
