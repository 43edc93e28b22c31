import { dayOf } from '#domain/calendar';
import { nextValue } from '#prisma/counter';
import type { Transaction } from '#prisma/database';

/**
 * The next number of the year (WIB) for a receipt, `TT-2026-000045`. Taken in the recorder's transaction: a repeat that finds
 * its event recorded takes none, and one that rolls back gives its number back, so there are no gaps.
 */
export async function receiptNumber(transaction: Transaction, at: number): Promise<string> {
  const year = dayOf(at).slice(0, 4);
  const value = await nextValue(transaction, `receipt:${year}`);
  return `TT-${year}-${String(value).padStart(6, '0')}`;
}
