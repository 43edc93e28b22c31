import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentMark } from '#platform/signer';
import { selfSigned } from '#platform/signer/development';

/** The key and the development certificate with which this machine signs: made at the first start, kept in the folder. */
export function developmentSigner(folder: string, now: Date): { keyFile: string; certificateFile: string } {
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  if (existsSync(keyFile) && existsSync(certificateFile)) return { keyFile, certificateFile };
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + 20);
  // From the day before: clocks differ, and the first anchor may be for an hour that has just passed.
  const made = selfSigned({ name: developmentMark, from: new Date(now.getTime() - 86_400_000), until });
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  writeFileSync(certificateFile, made.certificate);
  return { keyFile, certificateFile };
}
