import type { Transaction } from './database.ts';

/** The next value of a counter, from 1. The row stays locked until the transaction ends: rolled back, the value is free again. */
export async function nextValue(transaction: Transaction, name: string): Promise<number> {
  const rows = await transaction.$queryRaw<{ value: number }[]>`
    INSERT INTO counter (name, value) VALUES (${name}, 1)
    ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
    RETURNING value`;
  const row = rows[0];
  if (!row) throw new Error(`the counter ${name} gave no value`);
  return row.value;
}
