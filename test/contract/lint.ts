import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allRoutes, type Needs } from '#api/app';
import { openApi } from '#api/openapi';
import { readConfig } from '#platform/config';

/** `npm run lint:api`: both documents of the API, as they are served, by the rules of `redocly.yaml`. */
const config = readConfig({
  DATABASE_URL: 'postgresql://127.0.0.1/none',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  OIDC_ISSUERS: 'internal=https://sign-in.invalid',
  SMTP_URL: 'smtp://127.0.0.1:1',
  STORAGE_URL: 'file:///none',
  PUBLIC_URL: 'https://sip.invalid',
});
/** Routes are described, not asked: what they stand on is never touched. */
const routes = allRoutes({ config } as Needs);
const rules = fileURLToPath(new URL('redocly.yaml', import.meta.url));
const linter = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

const folder = mkdtempSync(join(tmpdir(), 'sip-openapi-'));
const files = (['3.1.1', '3.0.3'] as const).map((version) => {
  const file = join(folder, `openapi-${version}.json`);
  writeFileSync(file, JSON.stringify(openApi(routes, config, version), undefined, 2));
  return file;
});
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const { status } = spawnSync(process.execPath, [linter, 'lint', '--config', rules, '--max-problems=500', ...files], {
  env: { ...process.env, ...quiet },
  stdio: 'inherit',
});
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
