import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signer } from '#platform/signer';
import { developmentMark, openSigner } from '#platform/signer';
import { selfSigned } from '#platform/signer/development';
import type { Database } from '#prisma/database';
import { morning, officer } from './cases.ts';

/** Signs as a worker does, with a certificate of its own. */
export function signerOfTest(): { signer: Signer; certificate: string; key: string } {
  const made = selfSigned({
    name: developmentMark,
    from: new Date('2026-01-01T00:00:00Z'),
    until: new Date('2046-01-01T00:00:00Z'),
  });
  const folder = mkdtempSync(join(tmpdir(), 'sip-signer-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  writeFileSync(key, made.key);
  writeFileSync(certificate, made.certificate);
  const signer = openSigner(key, certificate);
  rmSync(folder, { recursive: true });
  return { signer, certificate: made.certificate, key: made.key };
}

/** Rows for the tables that a case alone does not fill: a mail that went out, accesses, numbers. */
export async function somethingOfEach(database: Database, chain: string): Promise<void> {
  const at = new Date(morning);
  for (const what of ['case', 'download of file, round 1', 'events'])
    await database.access.create({ data: { at, person: officer.person, role: 'itjen', caseId: chain, what } });
  await database.outbox.updateMany({ where: { caseId: chain }, data: { sentAt: at } });
  await database.request.updateMany({ where: { caseId: chain, act: 'claim' }, data: { status: 200, answeredAt: at } });
  for (const recipient of ['contoh.ekspor', 'kemendag.pdsi'])
    await database.outbox.create({
      data: { messageId: `<${recipient}@uji>`, caseId: chain, seq: 4, recipient, createdAt: at, sentAt: at },
    });
  await database.counter.create({ data: { name: 'receipt:1999', value: 7 } });
}
