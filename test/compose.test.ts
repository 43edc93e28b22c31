import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Environment, readConfig, readTemporalConfig } from '#platform/config';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly restart: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const composeText = text('docker-compose.yml');
const { services, networks, volumes } = parse(composeText, { merge: true }) as Compose;
const service = (name: string): Service => {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

const jobs = ['migrate', 'temporal-schema', 'temporal-prepare'];
const office = ['api', 'worker', 'checks'];
const ours = Object.keys(services).filter((name) => service(name).build !== undefined);
const servers = Object.keys(services).filter((name) => !jobs.includes(name));
const known = Object.keys(Environment.shape);

const conditions = (name: string) =>
  Object.entries(service(name).depends_on ?? {}).map(([other, { condition }]) => `${other} ${condition}`);
const healthless = (names: readonly string[]) => names.filter((name) => !service(name).healthcheck?.test);
const isThere = (name: string) => existsSync(join(root, name)) || name in volumes;

/** Names that nothing in the system would read. */
const unknownTo = (environment: Readonly<Record<string, string>> = {}): string[] =>
  Object.keys(environment).filter((name) => !known.includes(name));

/** What compose makes of a value: `${NAME}`, `${NAME:-default}` and `${NAME:?what is asked for}`. */
const interpolate = (value: string, given: Readonly<Record<string, string>>): string =>
  value.replaceAll(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_all, name: string, how?: string, rest = '') => {
    const filled = given[name];
    if (filled) return filled;
    if (how === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });

const environmentOf = (name: string, given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([key, value]) => [key, interpolate(value, given)]),
  );

const asked = new Set([...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name));
const required = new Set([...composeText.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name = '']) => name));

/** `.env.example`, line by line: the name, its value, whether it is commented out, and whether words stand above it. */
const example = text('.env.example')
  .split('\n')
  .map((line, at, lines) => ({ match: /^(# )?([A-Z_]+)=(.*)$/.exec(line), above: lines.slice(0, at).toReversed() }))
  .flatMap(({ match, above }) => {
    if (!match) return [];
    const words = above.find((line) => !/^(# )?[A-Z_]+=/.test(line)) ?? '';
    return [{ name: match[2] ?? '', value: match[3] ?? '', optional: match[1] !== undefined, words }];
  });

const plausible: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'a1',
  SIP_OWNER_PASSWORD: 'b2',
  SIP_LOGIN_PASSWORD: 'c3',
  TEMPORAL_POSTGRES_PASSWORD: 'd4',
  OIDC_ISSUERS: 'internal=https://sso.example.go.id,external=https://oss.example.go.id',
  SMTP_URL: 'smtps://sip:secret@mail.example.go.id:465',
};
const filledIn = Object.fromEntries(
  example.filter(({ optional }) => !optional).map(({ name, value }) => [name, value || (plausible[name] ?? '')]),
);

describe('services', () => {
  test('all parts are there, each with a pinned image', () => {
    const names = ['postgres', 'temporal-postgres', 'temporal', 'temporal-ui', ...jobs, ...office];
    expect(Object.keys(services).toSorted()).toEqual(names.toSorted());
    for (const { image } of Object.values(services))
      expect(image).toMatch(/^[a-z/-]+:(\d+\.\d+[\w.-]*|\$\{SIP_RELEASE:\?.*\})$/);
    expect(composeText).not.toMatch(/:latest/);
  });

  test("Temporal's schema job has the version of its server; the UI offers no write actions", () => {
    const version = (name: string) => service(name).image.split(':')[1];
    expect(version('temporal-schema')).toBe(version('temporal'));
    expect(service('temporal-ui').environment?.['TEMPORAL_DISABLE_WRITE_ACTIONS']).toBe('true');
  });

  test('jobs end before what needs them starts, and never start again by themselves', () => {
    for (const job of jobs) expect(service(job).restart).toBe('no');
    expect(conditions('temporal')).toContain('temporal-schema service_completed_successfully');
    expect(conditions('temporal-prepare')).toContain('temporal service_healthy');
    for (const name of office)
      expect(conditions(name)).toEqual(
        expect.arrayContaining([
          'migrate service_completed_successfully',
          'temporal-prepare service_completed_successfully',
          'postgres service_healthy',
          'temporal service_healthy',
        ]),
      );
  });

  test('whatever is waited for until it is healthy says how it is', () => {
    const waitedFor = Object.values(services).flatMap(({ depends_on = {} }) =>
      Object.keys(depends_on).filter((other) => depends_on[other]?.condition === 'service_healthy'),
    );
    expect(healthless(waitedFor)).toEqual([]);
    // The API has the health check of its image.
    expect(healthless(servers)).toEqual(['api']);
  });

  test('servers come back by themselves; the office runs with nothing that it may write but its files', () => {
    expect(servers.filter((name) => service(name).restart !== 'unless-stopped')).toEqual([]);
    expect(ours.toSorted()).toEqual([...office, 'migrate', 'temporal-prepare'].toSorted());
    expect(ours.filter((name) => !service(name).read_only)).toEqual([]);
    const writable = (name: string) => service(name).volumes?.filter((volume) => !volume.endsWith(':ro'));
    expect(writable('worker')).toEqual(['files:/var/lib/sip/storage', 'anchors:/var/lib/sip/anchors']);
    for (const name of ['api', 'checks']) expect(writable(name)).toEqual(['files:/var/lib/sip/storage']);
  });

  test('what they run, mount and share exists', () => {
    const mounts = Object.values(services)
      .flatMap((each) => each.volumes ?? [])
      .map((mount) => mount.split(':')[0] ?? '');
    const programs = ours.map((name) => service(name).command?.[1] ?? '');
    expect([...programs, ...mounts].filter((name) => !isThere(name))).toEqual([]);
    const joined = Object.values(services).flatMap((each) => each.networks);
    expect(new Set(joined)).toEqual(new Set(Object.keys(networks)));
  });

  test('ports are published to this machine alone; databases, Temporal and checks have no way out', () => {
    for (const { ports = [] } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{\w+:-\d+\}:\d+$/);
    expect(networks['inside']?.internal).toBe(true);
    const reachOut = Object.keys(services).filter((name) => service(name).networks.includes('outside'));
    expect(reachOut.toSorted()).toEqual(['api', 'temporal-ui', 'worker']);
  });
});

describe('environment', () => {
  test('a secret is a variable that must be filled in, never a word or a default', () => {
    // The name of a file is no secret.
    const isSecret = /PASSWORD|PWD|_KEY(?!_FILE)|TOKEN|SECRET|^(DATABASE|SMTP)_|_OWNER_URL/;
    const secrets = Object.values(services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([key]) => isSecret.test(key)),
    );
    expect(secrets.length).toBeGreaterThan(8);
    expect(secrets.filter(([, value]) => !/\$\{[A-Z_]+:\?[^}]+\}/.test(value))).toEqual([]);
    expect(composeText).not.toMatch(/:\/\/\w+:[^$\s@/]+@(?!host)/);
  });

  test('every variable of ours is one that the configuration knows', () => {
    expect(ours.flatMap((name) => unknownTo(service(name).environment))).toEqual([]);
    expect(unknownTo({ DATABASE_URL: 'x', DATABSE_URL: 'x' })).toEqual(['DATABSE_URL']);
  });

  test("only the migration has the owner's password", () => {
    const holders = Object.keys(services).filter((name) =>
      JSON.stringify(service(name)).includes('SIP_OWNER_PASSWORD'),
    );
    expect(holders.toSorted()).toEqual(['migrate', 'postgres']);
  });

  test('.env.example explains exactly what is asked for, and comments out exactly what may be absent', () => {
    expect(example.map(({ name }) => name).toSorted()).toEqual([...asked].toSorted());
    expect(new Set(example.filter(({ optional }) => !optional).map(({ name }) => name))).toEqual(required);
    expect(example.filter(({ words }) => !/^# \w/.test(words))).toEqual([]);
  });

  test('filled in, it is a configuration with which every process starts', () => {
    for (const name of office) {
      const config = readConfig(environmentOf(name, filledIn));
      expect(config).toMatchObject({ TEMPORAL_ADDRESS: 'temporal:7233', STORAGE_URL: 'file:///var/lib/sip/storage' });
      expect(config.DATABASE_URL).toBe('postgresql://sip_login:c3@postgres:5432/sip');
    }
    expect(readTemporalConfig(environmentOf('temporal-prepare', filledIn)).TEMPORAL_NAMESPACE).toBe('back-office');
    expect(environmentOf('migrate', filledIn)['DATABASE_OWNER_URL']).toBe(
      'postgresql://sip_owner:b2@postgres:5432/sip',
    );
  });

  test('what is commented out shows the value that holds without it', () => {
    const defaults = readConfig(environmentOf('api', filledIn));
    const shown = Object.fromEntries(
      example.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    );
    const withShown = readConfig({ ...environmentOf('api', filledIn), ...shown });
    expect(withShown).toEqual(defaults);
  });

  test('without a required variable compose says what is missing', () => {
    for (const name of required) {
      const start = () => interpolate(composeText, { ...filledIn, [name]: '' });
      expect(start).toThrow(new RegExp(`^${name}: .{10}`));
    }
  });
});

describe('image', () => {
  const dockerfile = text('Dockerfile');
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? '';
  const manifest = JSON.parse(text('package.json')) as Record<'dependencies' | 'scripts', Record<string, string>>;

  test('Node is the one that the packages name, pinned by its minor version', () => {
    const [, major] = /^node:(\d+)\.\d+-\w+-slim AS base/.exec(stages[0] ?? '') ?? [];
    expect(major).toBe(manifest.dependencies['node']);
    for (const stage of stages.slice(1)) expect(stage).toMatch(/^base AS \w+\n/);
  });

  test('it runs as nobody special, and its health is that of the API', () => {
    const [, user] = /^USER (.+)$/m.exec(last) ?? [];
    expect(user).toBe('node');
    expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/livez/m);
    expect(last).toContain(`CMD ["node", "api/server.ts"]`);
    expect(last).not.toMatch(/npm (ci|install)/);
  });

  test('what it copies exists and is let through to the build', () => {
    const letThrough =
      text('.dockerignore')
        .match(/^!.+$/gm)
        ?.map((line) => line.slice(1)) ?? [];
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(new Set(copied)).toEqual(new Set(letThrough));
    expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('what it runs imports nothing but the packages of production', () => {
    const entries = ours.map((name) => service(name).command?.[1] ?? '');
    const packages = packagesFrom([
      ...entries,
      'activities/checks/child.ts',
      'activities/bundle.ts',
      'activities/verify.ts',
    ]);
    expect([...packages].filter((name) => !(name in manifest.dependencies))).toEqual([]);
    expect([...packages]).toEqual(expect.arrayContaining(['express', 'pg', '@temporalio/worker', '@duckdb/node-api']));
  });
});

test("Temporal's dynamic configuration is lists of values under known prefixes", () => {
  const settings = parse(text('deploy/temporal/dynamic-config.yaml')) as Record<string, { value: unknown }[]>;
  for (const [name, values] of Object.entries(settings)) {
    expect(name).toMatch(/^(system|frontend|history|matching|worker|limit)\./);
    for (const { value } of values) expect(value).toBeDefined();
  }
});

test('the first start of PostgreSQL makes the logins that the addresses name', () => {
  const script = readdirSync(join(root, 'deploy/postgres'))
    .map((name) => text(`deploy/postgres/${name}`))
    .join('\n');
  for (const name of script.matchAll(/^\\getenv \w+ (\w+)$/gm))
    expect(service('postgres').environment).toHaveProperty(name[1] ?? '');
  for (const role of ['sip_app', 'sip_owner', 'sip_login'])
    expect(script).toMatch(new RegExp(`^CREATE ROLE ${role} `, 'm'));
  expect(script).toMatch(/^GRANT sip_app TO sip_login /m);
  expect(script).toMatch(/^CREATE DATABASE sip OWNER sip_owner;$/m);
});

/** The packages that these files import, themselves and through what they import of ours. Types are gone at run time. */
function packagesFrom(entries: readonly string[]): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const source = existsSync(join(root, path)) ? text(path) : '';
    for (const [, name = ''] of source.matchAll(/^(?:import|export)(?! type)[^;]*?\bfrom '([^']+)'/gm)) {
      if (name.startsWith('#')) visit(`${name.slice(1)}.ts`);
      else if (name.startsWith('.')) visit(join(dirname(path), name));
      else if (!name.startsWith('node:'))
        packages.add(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  };
  for (const entry of entries) visit(entry);
  return packages;
}
