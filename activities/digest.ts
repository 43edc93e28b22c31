import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Transporter } from 'nodemailer';
import { isWorkingDay } from '#domain/calendar';
import { morningOf } from '#domain/digest';
import type { Database } from '#prisma/database';
import { calendarInForce } from '#prisma/registers/time';
import { composeDigest, digestId } from './mail/digest.ts';
import { gather, recipientsUpTo, type Waiting } from './mail/gathered.ts';
import { post } from './mail/post.ts';

interface Needs {
  readonly database: Database;
  readonly transport: Transporter;
  readonly from: string;
  readonly publicUrl?: string | undefined;
}

interface Marks {
  readonly sentAt?: Date;
  readonly refused?: string;
  readonly settledAt?: Date;
}

/** How many people were written to. */
export interface Digest {
  readonly mails: number;
}

export type DigestActivities = ReturnType<typeof digestActivities>;

export function digestActivities({ database, transport, from, publicUrl }: Needs) {
  /** In one statement: all that one mail tells has gone out, or none of it. */
  const mark = async (ids: readonly string[], outcome: Marks) => {
    const { sentAt = null, refused = null, settledAt = null } = outcome;
    if (ids.length > 0)
      await database.$executeRaw`UPDATE outbox SET sent_at = ${sentAt}, refused = ${refused}, settled_at = ${settledAt}
        WHERE message_id = ANY(${ids}) AND sent_at IS NULL AND refused IS NULL AND settled_at IS NULL`;
  };

  async function write(waiting: Waiting, day: string): Promise<boolean> {
    const { recipient } = waiting;
    const settled = (ids: readonly string[]) => mark(ids, { settledAt: new Date() });
    const { lines, count, mails } = await gather(database, waiting, day, settled);
    if (count === 0) return false;
    const mail = composeDigest({ day, lines, count, publicUrl });
    const messageId = digestId(day, recipient);
    const deliver = (address: string) => transport.sendMail({ from, to: { name: '', address }, messageId, ...mail });
    await mark(mails, await post(database, recipient, deliver));
    return true;
  }

  return {
    /**
     * Sends what the clock has said up to the morning of a working day, one mail for each person; what somebody has settled by then goes
     * nowhere. On another day nothing. Safe to repeat: what is marked is skipped, and a mail that went out just before a crash goes out
     * again under the same Message-ID. It throws until the post has taken every one; an address that fails holds up no other.
     */
    async sendDigest({ day }: { readonly day: string }): Promise<Digest> {
      if (!isWorkingDay(day, await calendarInForce(database, morningOf(day)))) return { mails: 0 };
      const pulse = setInterval(heartbeat, 5000);
      const failures: unknown[] = [];
      let mails = 0;
      try {
        for await (const waiting of recipientsUpTo(database, day)) {
          cancellationSignal().throwIfAborted();
          const isWritten = await write(waiting, day).catch((error: unknown) => void failures.push(error));
          if (isWritten) mails += 1;
        }
      } finally {
        clearInterval(pulse);
      }
      if (failures.length > 0) throw failures[0];
      return { mails };
    },
  };
}
