import type { Transporter } from 'nodemailer';
import type { Database } from '#prisma/database';
import { compose } from './mail/compose.ts';
import { post } from './mail/post.ts';

interface Needs {
  readonly database: Database;
  readonly transport: Transporter;
  readonly from: string;
  /** Where people open a case; absent: the mail names the case and no address. */
  readonly publicUrl?: string | undefined;
}

export type MailActivities = ReturnType<typeof mailActivities>;

export function mailActivities({ database, transport, from, publicUrl }: Needs) {
  return {
    /**
     * Sends the mails of one event that have not gone out yet. Safe to repeat: what is marked as sent is skipped, and one that
     * went out just before a crash goes out again under the same Message-ID. It throws until the post has taken every one; an
     * address that fails holds up no other.
     */
    async sendMail({ caseId, seq }: { readonly caseId: string; readonly seq: number }): Promise<void> {
      const waiting = await database.outbox.findMany({
        where: { caseId, seq, day: null, sentAt: null, refused: null },
        orderBy: { recipient: 'asc' },
      });
      if (waiting.length === 0) return;
      const mail = await compose(database, { caseId, seq, publicUrl });
      const failures: unknown[] = [];
      for (const { messageId, recipient } of waiting) {
        const deliver = (address: string) =>
          transport.sendMail({ from, to: { name: '', address }, messageId, ...mail });
        const sent = post(database, recipient, deliver).then((data) =>
          database.outbox.update({ where: { messageId }, data }),
        );
        await sent.catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
