import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let data: string;
beforeAll(async () => {
  office = await openOffice();
  data = await mkdtemp(join(tmpdir(), 'sip-commands-'));
  const { password, host } = new URL(office.ownerUrl);
  const running = { databaseUrl: office.ownerUrl, addresses: { database: host } };
  await writeFile(join(data, 'running.json'), JSON.stringify(running));
  await writeFile(join(data, 'secrets.json'), JSON.stringify({ databaseOwner: password }));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await office.stop();
});

/** A command of this machine, beside a system that runs; its reader may go before it has said anything. */
async function run(script: string, args: string[] = [], { isRead = true } = {}) {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...others } = process.env;
  const child = spawn(process.execPath, [script, ...args], { env: { ...others, SIP_DATA: data } });
  if (!isRead) child.stdout.destroy();
  const [said, complained] = await Promise.all([
    isRead ? text(child.stdout) : '',
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, said, complained };
}

describe('commands beside a running system', () => {
  it('rebuild writes as the owner of the tables, whose login it finds', async () => {
    const { code, said, complained } = await run('local/rebuild.ts');
    expect([code, complained]).toEqual([0, '']);
    expect(said).toMatch(/cases: .* 0 not told/);
  });

  it.each(['rebuild', 'verify', 'pseudonymise'])('%s says how it is used when asked for help', async (name) => {
    const { code, said, complained } = await run(`local/${name}.ts`, ['--help']);
    expect([code, complained]).toEqual([0, '']);
    expect(said).toMatch(new RegExp(`^npm run ${name} -- `));
  });

  it('verify ends without a word when nobody reads on', async () => {
    const { complained } = await run('local/verify.ts', ['--without-exports'], { isRead: false });
    expect(complained).toBe('');
  });
});
