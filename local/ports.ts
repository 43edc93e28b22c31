import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { data } from './place.ts';
import { Remedy, say } from './say.mjs';

/** Where each part listens by preference; another port is taken when that one is not free. Loopback only. */
const preferred = { api: 3000, signIn: 3001, mail: 3002, smtp: 2525, temporal: 7233, temporalUi: 8233, database: 5442 };
export type Ports = Record<keyof typeof preferred, number>;

const file = join(data, 'ports.json');

/**
 * The ports of last time where they are free, else new ones. The sign-in service keeps its own for good: a person is
 * (issuer, subject), and its address is the issuer.
 */
export async function choosePorts(): Promise<Ports> {
  const last: Partial<Ports> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : {};
  const asked = process.env['API_PORT'] === undefined ? {} : { api: Number(process.env['API_PORT']) };
  await insist(asked.api, 'named by API_PORT', 'set API_PORT to a free one');
  await insist(
    last.signIn,
    'the address of the sign-in service',
    'begin anew with npm run reset, which removes all data',
  );
  const chosen = { ...preferred };
  for (const part of Object.keys(preferred) as (keyof Ports)[]) {
    const wanted = { ...preferred, ...last, ...asked }[part];
    chosen[part] = (await isFree(wanted)) ? wanted : await freePort();
    if (chosen[part] !== wanted && !isReplaced(part))
      say(`  Port ${wanted} is taken: ${part} listens on ${chosen[part]} instead.`);
  }
  writeFileSync(file, `${JSON.stringify(chosen, undefined, 2)}\n`);
  return chosen;
}

/** Nothing is started for a part whose address is given. */
const replacedBy: Partial<Record<keyof Ports, string>> = {
  database: 'DATABASE_URL',
  temporal: 'TEMPORAL_ADDRESS',
  temporalUi: 'TEMPORAL_ADDRESS',
  signIn: 'OIDC_ISSUERS',
  smtp: 'SMTP_URL',
  mail: 'SMTP_URL',
};

const isReplaced = (part: keyof Ports): boolean => process.env[replacedBy[part] ?? ''] !== undefined;

async function insist(port: number | undefined, what: string, orElse: string): Promise<void> {
  if (port === undefined || (await isFree(port))) return;
  throw new Remedy(`Port ${port}, ${what}, is taken by another program: end that program, or ${orElse}.`);
}

const given = new Set<number>();

/** A free port of 127.0.0.1 below the range from which outgoing connections are given theirs; never the same twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
