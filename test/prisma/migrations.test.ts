import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemaIn, snapshotIn } from '#prisma/author';
import { sqlBetween } from '#prisma/engine';
import { applyMigrations } from '#prisma/migrations';
import { databaseOfTest } from '#test/support/database';

it('applies nothing twice', async () => {
  const { ownerUrl } = await databaseOfTest();
  expect(await applyMigrations(ownerUrl)).toEqual([]);
});
void [readFileSync, schemaIn, snapshotIn, sqlBetween];
