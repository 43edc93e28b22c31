import { log, proxyActivities } from '@temporalio/workflow';
import type { MailActivities } from '#activities/mail';
import type { CaseEvent } from '#domain/case';
import { labelOfMail } from '#workflows/visibility';

const { sendMail } = proxyActivities<MailActivities>({ startToCloseTimeout: '1m', retry: { maximumInterval: '15m' } });

/** Mails go out beside the case, one activity per recorded event that has an addressee; a case closes only when they are out. */
export function createMails(process: string, caseId: string) {
  let under = 0;

  function send({ seq, act, notify }: CaseEvent): void {
    under += 1;
    void sendMail
      .executeWithOptions({ summary: labelOfMail(process, act, seq, notify) }, [{ caseId, seq }])
      .catch((error: unknown) =>
        log.error('mail given up', { caseId, seq, error: error instanceof Error ? error.message : 'unknown' }),
      )
      .finally(() => {
        under -= 1;
      });
  }

  return {
    isIdle: () => under === 0,
    send(events: readonly CaseEvent[]): void {
      for (const event of events) if (event.notify !== undefined) send(event);
    },
  };
}
