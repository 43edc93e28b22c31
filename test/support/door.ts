import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '#api/app';
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

/** The real API of an office on a free port, with a real sign-in service. */
export async function openDoor(office: Office, variables: Readonly<Record<string, string>> = {}): Promise<Door> {
  const port = await freePort();
  const options = { port, audience: 'sip-back-office', key: await newSigningKey(), cookies: 'c', tokenClient: 't' };
  const signIn = await startSignIn({ ...options, apiUrl: 'http://127.0.0.1' });
  const config = readConfig({
    DATABASE_URL: office.ownerUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: office.namespace,
    TASK_QUEUE: office.taskQueue,
    OIDC_ISSUERS: `internal=${signIn.issuer}`,
    SMTP_URL: office.smtpUrl,
    STORAGE_URL: office.storageUrl,
    RATE_LIMIT_PER_MINUTE: '100000',
    ...variables,
  });
  const { database, storage, connection, client } = office;
  const app = createApp({ config, log: pino({ level: 'silent' }), database, storage, connection, temporal: client });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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
