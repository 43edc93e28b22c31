import { isFatalPassed } from '#domain/case-clock';
import { type Refusal, refuse } from '#domain/refusal';
import type { Submission, SubmissionCommand } from '#domain/submission';
import { text } from '#domain/text';

/** An extension is asked for before the fatal date, and as often as the period of the stage allows (house standard). */
export function whyNoExtension(submission: Submission): Refusal | undefined {
  const { extensions = 0, stage, terms } = submission;
  const allowed = terms?.periods[stage]?.extension;
  if (allowed === undefined)
    return refuse(
      'no-extension',
      text('jangka waktu tahap ini tidak dapat diperpanjang', 'the period of this stage cannot be extended'),
    );
  if (extensions >= allowed.most)
    return refuse(
      'no-extension',
      text(
        `perpanjangan sudah dimohonkan ${extensions} kali, paling banyak ${allowed.most}`,
        `an extension was asked for ${extensions} of at most ${allowed.most} times`,
      ),
    );
  if (isFatalPassed(submission))
    return refuse(
      'no-extension',
      text('batas akhir sudah lewat: sampaikan kembali datanya', 'the fatal date has passed: resubmit the data'),
    );
  return undefined;
}

/** Why an extension of so many days is not asked for, nor granted. */
export function whyNotSoLong(submission: Submission, { days }: SubmissionCommand): Refusal | undefined {
  const most = mostDays(submission);
  if (isDaysWithin(days, most)) return undefined;
  return refuse(
    'days-out-of-range',
    text(`perpanjangan 1 sampai ${most} hari kerja`, `an extension is 1 to ${most} working days`),
  );
}

/** By how many working days the stage that waits may be extended each time. */
const mostDays = ({ held, stage, terms }: Submission): number =>
  terms?.periods[held?.stage ?? stage]?.extension?.days ?? 0;

export const isDaysWithin = (days: number | undefined, most: number): boolean =>
  days !== undefined && Number.isInteger(days) && days >= 1 && days <= most;
