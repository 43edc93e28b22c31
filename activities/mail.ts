import type { Transporter } from 'nodemailer';
import type { Database } from '#prisma/database';
import { compose } from './mail/compose.ts';

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
     * went out just before a crash goes out again under the same Message-ID. It throws until the post takes it.
     */
    async sendMail({ caseId, seq }: { readonly caseId: string; readonly seq: number }): Promise<void> {
      const waiting = await database.outbox.findMany({
        where: { caseId, seq, sentAt: null },
        orderBy: { recipient: 'asc' },
      });
      if (waiting.length === 0) return;
      const mail = await compose(database, { caseId, seq, publicUrl });
      for (const { messageId, recipient } of waiting) {
        const to = await addressOf(database, recipient);
        if (to !== null) await transport.sendMail({ from, to, messageId, ...mail });
        await database.outbox.update({ where: { messageId }, data: { sentAt: new Date() } });
      }
    },
  };
}

async function addressOf(database: Database, recipient: string): Promise<string | null> {
  const person = await database.person.findUnique({ where: { id: recipient }, select: { email: true } });
  if (person) return person.email;
  const unit = await database.unit.findUnique({ where: { id: recipient }, select: { mailbox: true } });
  return unit?.mailbox ?? null;
}
