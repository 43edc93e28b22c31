import type { Database } from '#prisma/database';

/** Where a mail went: to an address, or nowhere. */
export type Outcome = { readonly sentAt: Date } | { readonly refused: string };

/** To the person; where their address does not exist, to the mailbox of their unit; where that does not either, nowhere, on record. */
export async function post(
  database: Database,
  recipient: string,
  deliver: (address: string) => Promise<unknown>,
): Promise<Outcome> {
  let refused: string | null = 'no address is known';
  for (const address of await addressesOf(database, recipient)) {
    refused = await deliver(address).then(() => null, refusalOfAddress);
    if (refused === null) break;
  }
  return refused === null ? { sentAt: new Date() } : { refused };
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
