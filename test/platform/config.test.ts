import { describe, expect, it } from 'vitest';
import { readConfig, readTemporalConfig } from '#platform/config';

const least = {
  DATABASE_URL: 'postgresql://sip@127.0.0.1/sip',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  OIDC_ISSUERS: 'internal=https://masuk.contoh.invalid/realms/sip',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  STORAGE_URL: 'file:///srv/sip/files',
};

const faultsOf = (environment: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('the configuration', () => {
  it('needs five variables; the rest has defaults', () => {
    expect(readConfig(least)).toEqual({
      ...least,
      OIDC_ISSUERS: [{ kind: 'internal', url: 'https://masuk.contoh.invalid/realms/sip' }],
      TEMPORAL_NAMESPACE: 'back-office',
      TASK_QUEUE: 'back-office',
      OIDC_AUDIENCE: 'sip-back-office',
      OIDC_CLAIMS: 'registered',
      API_DOCS: 'signed-in',
      MAIL_FROM: 'SIP Back Office <sip@kemendag.go.id>',
      STORAGE_PLACE: 'Pusat Data Kementerian Perdagangan',
      ANCHOR_EVERY_MINUTES: 60,
      API_HOST: '127.0.0.1',
      API_PORT: 3000,
      UPLOAD_LIMIT_BYTES: 1_073_741_824,
      DRY_RUNS_PER_UNIT: 2,
      DRY_RUNS_KEPT_HOURS: 24,
      UPLOAD_IDLE_SECONDS: 60,
      JSON_BODY_SECONDS: 120,
      RATE_LIMIT_PER_MINUTE: 600,
      UPLOADS_PER_HOUR: 300,
      EXPORTS_PER_HOUR: 600,
      WORKER_CACHED_WORKFLOWS: 400,
      WORKER_SLOTS: 40,
      CHECKS_MEMORY: '512MB',
      LOG_LEVEL: 'info',
    });
  });

  it.each(Object.keys(least))('is refused without %s, which is named', (name) => {
    expect(faultsOf({ ...least, [name]: undefined })).toEqual([expect.stringMatching(new RegExp(`^  ${name}: `))]);
    expect(faultsOf({ ...least, [name]: '' })).toEqual([expect.stringMatching(new RegExp(`^  ${name}: `))]);
  });

  it.each([
    ['SIGNER_CERTIFICATE_FILE', 'SIGNER_KEY_FILE'],
    ['API_TLS_CERT_FILE', 'API_TLS_KEY_FILE'],
    ['TEMPORAL_TLS_CERT_FILE', 'TEMPORAL_TLS_KEY_FILE'],
  ])('is refused with one of %s and %s alone', (certificate, key) => {
    expect(faultsOf({ ...least, [certificate]: '/a.pem' })).toEqual([`  ${certificate}: goes together with ${key}`]);
    expect(faultsOf({ ...least, [key]: '/a.pem' })).toEqual([`  ${certificate}: goes together with ${key}`]);
    expect(faultsOf({ ...least, [certificate]: '/a.pem', [key]: '/b.pem' })).toEqual([]);
  });

  it('names all its faults at once', () => {
    const wrong = {
      DATABASE_URL: 'mysql://sip@127.0.0.1/sip',
      TEMPORAL_ADDRESS: 'http://127.0.0.1:7233',
      OIDC_ISSUERS: 'https://masuk.contoh.invalid',
      SMTP_URL: 'https://surat.contoh.invalid',
      STORAGE_URL: 's3://bucket',
      API_PORT: '70000',
      LOG_LEVEL: 'loud',
      WORKER_SLOTS: '200',
    };
    const named = faultsOf(wrong).map((line) => line.trim().split(':')[0]);
    const cache = 'WORKER_CACHED_WORKFLOWS';
    const names = Object.keys(wrong).filter((name) => name !== 'WORKER_SLOTS');
    expect(new Set(named)).toEqual(new Set([...names, cache]));
  });

  it('never says what was set: it may be a password', () => {
    const secret = { ...least, DATABASE_URL: 'mysql://sip:rahasia@127.0.0.1/sip', SMTP_URL: 'rahasia' };
    expect(faultsOf(secret).join('\n')).not.toContain('rahasia');
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ ...least, API_PORT: '', TEMPORAL_UI_URL: '', PUBLIC_URL: '' })).toMatchObject({
      API_PORT: 3000,
    });
  });

  it('needs no more than the address for the job that prepares Temporal', () => {
    expect(readTemporalConfig({ TEMPORAL_ADDRESS: 'temporal:7233' })).toEqual({
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_NAMESPACE: 'back-office',
    });
    expect(() => readTemporalConfig({})).toThrow(/TEMPORAL_ADDRESS/);
  });

  it('ignores variables that are not its own', () => {
    expect(readConfig({ ...least, HOME: '/srv' })).not.toHaveProperty('HOME');
  });
});

describe('the cache of the worker', () => {
  it('holds at least four times as many cases as tasks run at once', () => {
    expect(faultsOf({ ...least, WORKER_CACHED_WORKFLOWS: '24', WORKER_SLOTS: '6' })).toEqual([]);
    expect(faultsOf({ ...least, WORKER_CACHED_WORKFLOWS: '23', WORKER_SLOTS: '6' })).toEqual([
      '  WORKER_CACHED_WORKFLOWS: must be at least 4 x WORKER_SLOTS',
    ]);
  });
});

describe('where people sign in', () => {
  it('is several places of two kinds, separated by commas', () => {
    const both = 'internal=https://masuk.contoh.invalid/a, external=https://oss.contoh.invalid';
    expect(readConfig({ ...least, OIDC_ISSUERS: both }).OIDC_ISSUERS).toEqual([
      { kind: 'internal', url: 'https://masuk.contoh.invalid/a' },
      { kind: 'external', url: 'https://oss.contoh.invalid' },
    ]);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost', 'http://[::1]:4000/sip'])('may be plain http: %s', (url) => {
    expect(faultsOf({ ...least, OIDC_ISSUERS: `internal=${url}` })).toEqual([]);
  });

  it.each([
    'http://masuk.contoh.invalid',
    'http://127.0.0.1.contoh.invalid',
    'http://localhost.contoh.invalid',
    'http://127.0.0.1:80@masuk.contoh.invalid',
    'http://10.0.0.1:4000',
  ])('may not be plain http elsewhere: %s', (url) => {
    expect(faultsOf({ ...least, OIDC_ISSUERS: `internal=${url}` })).toEqual([expect.stringContaining('OIDC_ISSUERS')]);
  });

  it.each(['partner=https://masuk.contoh.invalid', 'internal=ftp://masuk.contoh.invalid', 'internal=', ','])(
    'is refused when it is not of that form: %s',
    (text) => {
      expect(faultsOf({ ...least, OIDC_ISSUERS: text }).join()).toContain('OIDC_ISSUERS: write internal=https://...');
    },
  );
});
