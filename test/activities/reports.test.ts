import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { checkRecord } from '#activities/reports';
import type { CheckReport, Finding } from '#domain/finding';
import { type Database, openDatabase } from '#prisma/database';
import { databaseOfTest } from '#test/support/database';

const text = { id: 'Kolom "A\0\uD800B".', en: 'Column "A\0\uD800B".' };
const finding: Finding = {
  code: 'enum',
  severity: 'error',
  item: 'validated',
  row: 2,
  column: 'A\0',
  value: '\uDC00',
  message: text,
  remedy: text,
};
const report: CheckReport = {
  standard: 'uji',
  version: '1',
  rows: 1,
  errors: 1,
  warnings: 0,
  totals: [{ code: 'enum', severity: 'error', total: 1 }],
  findings: [finding],
};

describe('a report of the checks', () => {
  it('is kept whatever a file holds: NUL and half characters become what can be seen', async () => {
    const { database } = await databaseOfTest();
    const of = { caseId: 'submission:2026-000001', round: 1 };
    await checkRecord(database).report({ ...of, hash: 'h' }, report);
    const kept = await database.checkReport.findUniqueOrThrow({ where: { caseId_round: of } });
    const shown = { id: 'Kolom "A\u2400\uFFFDB".', en: 'Column "A\u2400\uFFFDB".' };
    expect(kept.report).toEqual({
      ...report,
      findings: [{ ...finding, column: 'A\u2400', value: '\uFFFD', message: shown, remedy: shown }],
    });
  });

  it('of a trial is kept likewise', async () => {
    const { database } = await databaseOfTest();
    const of = { caseId: 'registration:2026-000001', round: 1 };
    await checkRecord(database).keepTrial(of, { sound: false, flaws: [text] });
    const kept = await database.checkReport.findUniqueOrThrow({ where: { caseId_round: of } });
    expect(kept.report).toEqual({
      sound: false,
      flaws: [{ id: 'Kolom "A\u2400\uFFFDB".', en: 'Column "A\u2400\uFFFDB".' }],
    });
  });
});

describe('a report that cannot be kept', () => {
  const failure = (database: Database, caseId: string) =>
    checkRecord(database)
      .report({ caseId, round: 1, hash: 'h' }, report)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  it('because the database refuses what it holds is not tried again: a person must look', async () => {
    const { database } = await databaseOfTest();
    const error = await failure(database, 'submission:\0');
    expect(error).toBeInstanceOf(ApplicationFailure);
    expect(error).toMatchObject({
      nonRetryable: true,
      type: 'CheckFailed',
      message: expect.stringMatching(/^engine:/),
    });
  });

  it('because the database is away is tried again', async () => {
    const away = openDatabase('postgresql://nobody@127.0.0.1:1/none');
    const error = await failure(away, 'submission:2026-000001');
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ApplicationFailure);
    await away.$disconnect();
  });
});
