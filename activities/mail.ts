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
          transport.sendMail({ from, to: { name: '', address }, messageId, ...mail }).then(() => undefined);
        await post(database, { messageId, recipient }, deliver).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}

type Letter = { readonly messageId: string; readonly recipient: string };

/** To the person; where their address does not exist, to the mailbox of their unit; where that does not either, nowhere, on record. */
async function post(
  database: Database,
  { messageId, recipient }: Letter,
  deliver: (address: string) => Promise<void>,
): Promise<void> {
  let refused: string | null = 'no address is known';
  for (const address of await addressesOf(database, recipient)) {
    refused = await deliver(address).then(() => null, refusalOfAddress);
    if (refused === null) break;
  }
  const outcome = refused === null ? { sentAt: new Date() } : { refused };
  await database.outbox.update({ where: { messageId }, data: outcome });
}

/** What the post answers about an address that does not exist and never will, without the address; anything else is thrown and tried again. */
function refusalOfAddress(error: unknown): string {
  const { responseCode = 0, response = '' } = error as { responseCode?: number; response?: string };
  if (responseCode >= 500 && /^\d{3}[ -]5\.(1\.[01236]|1\.10|2\.1)\b/.test(response))
    return response.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<...>').slice(0, 300);
  throw error;
}

async function addressesOf(database: Database, recipient: string): Promise<string[]> {
  const person = await database.person.findUnique({ where: { id: recipient }, include: { unit: true } });
  const unit = person?.unit ?? (await database.unit.findUnique({ where: { id: recipient } }));
  return [person?.email, unit?.mailbox].filter((address) => typeof address === 'string');
}
