import { once } from 'node:events';
import { pino } from 'pino';
import { createApp, type Needs } from '#api/app';
import { type Caller, callerOf } from '#local/demo/caller';
import { demoGrant, newSigningKey, startSignIn } from '#local/parts/sign-in';
import { freePort } from '#local/ports';
import { type Config, readConfig } from '#platform/config';
import type { Office } from './office.ts';

export interface Door {
  readonly url: string;
  readonly issuer: string;
  readonly config: Config;
  /** A demo person with a real token of the sign-in service. */
  as(person: string): Promise<Caller>;
  token(person: string): Promise<string>;
  stop(): Promise<void>;
}

/** What a door stands on, where a test puts something else in its place. */
type Parts = Partial<Pick<Needs, 'database' | 'storage' | 'connection' | 'temporal' | 'log' | 'metrics'>>;

/**
 * The real API of an office on a free port, with a real sign-in service. A second door that is given the `OIDC_ISSUERS` of the
 * first is another process of the same API: tokens of the first are good there.
 */
export async function openDoor(
  office: Office,
  variables: Readonly<Record<string, string>> = {},
  parts: Parts = {},
): Promise<Door> {
  const [port, apiPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${apiPort}`;
  const options = { port, audience: 'sip-back-office', key: await newSigningKey(), cookies: 'c', tokenClient: 't' };
  const signIn = await startSignIn({ ...options, apiUrl: url });
  const config = readConfig({
    DATABASE_URL: office.ownerUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: office.namespace,
    TASK_QUEUE: office.taskQueue,
    OIDC_ISSUERS: `internal=${signIn.issuer}`,
    OIDC_PAGE_CLIENT: 'sip-api-page',
    PUBLIC_URL: url,
    SMTP_URL: office.smtpUrl,
    STORAGE_URL: office.storageUrl,
    RATE_LIMIT_PER_MINUTE: '100000',
    UPLOADS_PER_HOUR: '100000',
    EXPORTS_PER_HOUR: '100000',
    ...variables,
  });
  const { database, storage, connection, client } = office;
  const log = pino({ level: 'silent' });
  const app = createApp({ config, log, database, storage, connection, temporal: client, ...parts });
  const server = app.listen(apiPort, '127.0.0.1');
  await once(server, 'listening');
  const token = (person: string) => tokenOf(signIn.issuer, person);
  return {
    url,
    issuer: signIn.issuer,
    config,
    token,
    as: async (person) => callerOf(url, await token(person)),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await signIn.stop();
    },
  };
}

async function tokenOf(issuer: string, person: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from('sip-token:t').toString('base64')}` },
    body: new URLSearchParams({ grant_type: demoGrant, person }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
