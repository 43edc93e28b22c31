import { expect, test } from 'vitest';
import { readConfig, readTemporalConfig } from '#platform/config';

const usable = {
  DATABASE_URL: 'postgresql://sip_login:secret@postgres:5432/sip',
  TEMPORAL_ADDRESS: 'temporal:7233',
  OIDC_ISSUERS: 'internal=https://sso.example.go.id',
  SMTP_URL: 'smtps://mail.example.go.id:465',
  STORAGE_URL: 'file:///var/lib/sip/storage',
};

test('a variable set to nothing is as good as absent: its default holds', () => {
  const config = readConfig({ ...usable, API_PORT: '', PUBLIC_URL: '', UPLOAD_LIMIT_BYTES: '' });

  expect(config).toEqual(readConfig(usable));
  expect(config.API_PORT).toBe(3000);
});

test('every fault is told at once, each by the name of its variable', () => {
  const faulty = { ...usable, SMTP_URL: '', OIDC_ISSUERS: 'internal=http://sso.example.go.id' };

  expect(() => readConfig(faulty)).toThrow(/OIDC_ISSUERS: plain http[\s\S]*SMTP_URL: /);
});

test('the cache must hold four times as many workflows as tasks run at once', () => {
  expect(() => readConfig({ ...usable, WORKER_SLOTS: '40', WORKER_CACHED_WORKFLOWS: '159' })).toThrow(
    /4 x WORKER_SLOTS/,
  );
});

test('the job that prepares Temporal needs the address and nothing else', () => {
  expect(readTemporalConfig({ TEMPORAL_ADDRESS: 'temporal:7233' })).toEqual({
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_NAMESPACE: 'back-office',
  });
  expect(() => readTemporalConfig({})).toThrow(/TEMPORAL_ADDRESS/);
});
