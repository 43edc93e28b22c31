import { log, proxyActivities } from '@temporalio/workflow';
import type { MailActivities } from '#activities/mail';
import type { CaseEvent } from '#domain/case';

const { sendMail } = proxyActivities<MailActivities>({ startToCloseTimeout: '1m', retry: { maximumInterval: '15m' } });

/** Mails go out beside the case, one activity per recorded event that has an addressee; a case closes only when they are out. */
export function createMails(caseId: string) {
  let under = 0;

  function send(seq: number): void {
    under += 1;
    void sendMail
      .executeWithOptions({ summary: `mail of event ${seq}` }, [{ caseId, seq }])
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
      for (const { seq, notify } of events) if (notify !== undefined) send(seq);
    },
  };
}
