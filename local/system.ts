import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Connection } from '@temporalio/client';
import type { JWK } from 'jose';
import { prepareNamespace } from '#platform/temporal';
import { applyMigrations } from '#prisma/migrations';
import { seed, seedDemoGrant, seedDemoUnits } from '#prisma/seed';
import type { Engine } from './engine.mjs';
import type { Part } from './lifetime.ts';
import { startMailCatcher } from './parts/mail.ts';
import { ensureDatabase, ensureLogin, startPostgres } from './parts/postgres.ts';
import { answers, runToEnd, says, startProgram } from './parts/program.ts';
import { newSigningKey, startSignIn } from './parts/sign-in.ts';
import { developmentSigner } from './parts/signer.ts';
import { startTemporal } from './parts/temporal.ts';
import { data, kept, type Running, readSecrets, root, type Secrets } from './place.ts';
import { choosePorts, type Ports } from './ports.ts';
import { Remedy, say, step } from './say.mjs';
import { demoUnits } from './sign-in/people.ts';

/** Starts a part and remembers it for the end. */
export type Begin = <P extends Part>(layer: Layer, start: () => Promise<P>) => Promise<P>;

/** What stands on what: applications end before the servers do. */
export type Layer = 'server' | 'application';

/** What the applications are told of where the parts are; the same variables as in production. */
type Environment = Record<string, string>;

interface Place {
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly apiUrl: string;
  readonly namespace: string;
  readonly begin: Begin;
}

/** A part for which an address is given in the environment is somebody else's: it is used, and nothing is started for it. */
const isOutside = (variable: string): boolean => process.env[variable] !== undefined;

/** Brings everything up, independent parts side by side, and answers what runs where. */
export async function bringUp(begin: Begin): Promise<Pick<Running, 'addresses' | 'databaseUrl'>> {
  say(`SIP Back Office starts; its data is in ${data}.`);
  const ports = await choosePorts();
  const place: Place = {
    ports,
    secrets: await readSecrets(),
    apiUrl: process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${ports.api}`,
    namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'back-office',
    begin,
  };
  const bundle = join(data, 'workflows.js');
  const settled = await Promise.allSettled([
    step('database', '3 seconds at first, then 1', () => database(place)),
    step('Temporal', '2 seconds', () => temporal(place)),
    step('sign-in and mail', '1 second', () => signInAndMail(place)),
    step('workflows, bundled', '5 seconds', () => runToEnd(node('bundle', 'activities/bundle.ts', {}, bundle))),
  ]);
  const environment: Environment = { WORKFLOW_BUNDLE: bundle };
  for (const end of settled) {
    if (end.status === 'rejected') throw end.reason;
    Object.assign(environment, end.value);
  }
  Object.assign(environment, {
    STORAGE_URL: process.env['STORAGE_URL'] ?? pathToFileURL(join(data, 'files')).href,
    PUBLIC_URL: place.apiUrl,
    API_DOCS: process.env['API_DOCS'] ?? 'open',
    API_PORT: String(ports.api),
    ...signer(),
  });
  await step('worker, checks and API', '3 seconds', () => applications(place, environment));
  return { addresses: addressesOf(place, environment), databaseUrl: environment['DATABASE_URL'] ?? '' };
}

function addressesOf({ ports, apiUrl }: Place, environment: Environment): Running['addresses'] {
  const [, signIn] = (environment['OIDC_ISSUERS'] ?? '').split('=');
  return {
    api: apiUrl,
    temporal: environment['TEMPORAL_ADDRESS'] ?? '',
    ...(environment['TEMPORAL_UI_URL'] !== undefined && { temporalUi: environment['TEMPORAL_UI_URL'] }),
    ...(signIn !== undefined && { signIn }),
    ...(!isOutside('SMTP_URL') && { mails: `http://127.0.0.1:${ports.mail}` }),
    smtp: environment['SMTP_URL'] ?? process.env['SMTP_URL'] ?? '',
    ...(!isOutside('DATABASE_URL') && { database: `127.0.0.1:${ports.database}` }),
    storage: environment['STORAGE_URL'] ?? '',
    anchors: environment['ANCHOR_EXPORT'] ?? '',
  };
}

async function database({ ports, secrets, begin }: Place): Promise<Environment> {
  if (isOutside('DATABASE_URL')) {
    const owner = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'] ?? '';
    await migrate(owner);
    return { DATABASE_URL: process.env['DATABASE_URL'] ?? '' };
  }
  const server = await begin('server', () =>
    startPostgres({
      folder: join(data, 'postgres'),
      port: ports.database,
      password: secrets.databaseOwner,
      logFile: join(data, 'logs', 'postgres.log'),
    }),
  );
  const owner = server.url('sip');
  await ensureDatabase(server.url('postgres'), 'sip');
  await migrate(owner);
  await ensureLogin(owner, 'sip', secrets.databaseApplication);
  return { DATABASE_URL: `postgresql://sip:${secrets.databaseApplication}@127.0.0.1:${ports.database}/sip` };
}

async function migrate(owner: string): Promise<void> {
  await applyMigrations(owner).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== '42501') throw error;
    throw new Remedy(
      `The login of the database may not make tables (${error.message}): set DATABASE_OWNER_URL to one that owns them, beside DATABASE_URL.`,
    );
  });
  await seed(owner);
  if (!isOutside('OIDC_ISSUERS')) {
    await seedDemoUnits(owner, demoUnits);
    await seedDemoGrant(owner);
  }
}

async function temporal({ ports, namespace, begin }: Place): Promise<Environment> {
  if (isOutside('TEMPORAL_ADDRESS')) {
    const address = process.env['TEMPORAL_ADDRESS'] ?? '';
    await prepare(address, namespace);
    return { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
  }
  const engine = JSON.parse(process.env['SIP_ENGINE'] ?? '{}') as Engine;
  const { address, uiUrl } = await begin('server', () =>
    startTemporal({
      engine,
      folder: join(data, 'temporal'),
      port: ports.temporal,
      uiPort: ports.temporalUi,
      namespace,
    }),
  );
  await prepare(address, namespace);
  return {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    ...(uiUrl !== undefined && { TEMPORAL_UI_URL: uiUrl }),
  };
}

async function prepare(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await prepareNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function signInAndMail({ ports, secrets, apiUrl, begin }: Place): Promise<Environment> {
  const environment: Environment = {};
  if (!isOutside('OIDC_ISSUERS')) {
    const key = await kept<JWK>('sign-in.json', newSigningKey);
    const audience = process.env['OIDC_AUDIENCE'] ?? 'sip-back-office';
    const options = { port: ports.signIn, audience, key, cookies: secrets.cookies, tokenClient: secrets.tokenClient };
    const { issuer } = await begin('server', () => startSignIn({ ...options, apiUrl }));
    environment['OIDC_ISSUERS'] = `internal=${issuer}`;
    environment['OIDC_PAGE_CLIENT'] = 'sip-api-page';
  }
  if (!isOutside('SMTP_URL')) {
    const folder = join(data, 'mails');
    await begin('server', () => startMailCatcher({ folder, smtpPort: ports.smtp, pagePort: ports.mail }));
    environment['SMTP_URL'] = `smtp://127.0.0.1:${ports.smtp}`;
    environment['MAIL_FROM'] = process.env['MAIL_FROM'] ?? 'SIP Back Office <sip@contoh.invalid>';
  }
  return environment;
}

/** Anchors are signed and carried out of the database here too, with a certificate that is good for development alone. */
function signer(): Environment {
  const { keyFile, certificateFile } = isOutside('SIGNER_KEY_FILE')
    ? { keyFile: process.env['SIGNER_KEY_FILE'] ?? '', certificateFile: process.env['SIGNER_CERTIFICATE_FILE'] ?? '' }
    : developmentSigner(join(data, 'signer'), new Date());
  return {
    SIGNER_KEY_FILE: keyFile,
    SIGNER_CERTIFICATE_FILE: certificateFile,
    // On a machine where people try things out the first anchor should not let an hour pass.
    ANCHOR_EVERY_MINUTES: process.env['ANCHOR_EVERY_MINUTES'] ?? '5',
    ANCHOR_EXPORT: process.env['ANCHOR_EXPORT'] ?? pathToFileURL(join(data, 'anchors')).href,
  };
}

const node = (name: string, script: string, environment: Environment, ...args: string[]) => ({
  name,
  command: process.execPath,
  args: [script, ...args],
  environment: { ...process.env, ...environment },
  folder: root,
  logFile: join(data, 'logs', `${name}.log`),
});

/** Each a process of its own, as in production. The API is ready when everything it stands on answers. */
async function applications({ begin }: Place, environment: Environment): Promise<void> {
  const api = `http://127.0.0.1:${environment['API_PORT']}`;
  await Promise.all([
    begin('application', () =>
      startProgram({ ...node('worker', 'activities/worker.ts', environment), ready: says('worker ready') }),
    ),
    begin('application', () =>
      startProgram({ ...node('checks', 'activities/checks-worker.ts', environment), ready: says('worker ready') }),
    ),
    begin('application', () =>
      startProgram({ ...node('api', 'api/server.ts', environment), ready: answers(`${api}/readyz`) }),
    ),
  ]);
}
