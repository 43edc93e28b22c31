import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('..', import.meta.url));

const pure = 'domain/ is pure: it imports only domain/.';
const sandbox = 'Workflow code runs in the sandbox: @temporalio/workflow, @temporalio/common, #domain.';
const typesOnly = 'Import the types of activities; call them through proxyActivities.';
const effects = 'Activities know the domain, the platform and the database.';
const door = 'The API starts, updates and queries processes; it does not do their work.';
const messages = 'From workflows/ the API takes *.messages and types only.';
const nameless = 'platform/ names no process: it imports only itself and packages.';
const keeper = 'prisma/ keeps the record: it imports only domain/ and packages.';
const starter = 'local/ starts the parts: it knows platform/ and prisma/ only.';

/** A line of code that a room must refuse, and what the linter says. */
const forbidden: [room: string, line: string, message: string][] = [
  ['domain', "import { z } from 'zod';", pure],
  ['domain', "import { readFileSync } from 'node:fs';", pure],
  ['domain', "import type { Database } from '#prisma/database';", pure],
  ['domain', "import { sleep } from '@temporalio/workflow';", pure],
  ['domain', "import { submission } from '#workflows/submission';", pure],
  ['domain', "import { openLog } from '../platform/log.ts';", pure],
  ['domain', 'export const now = Date.now();', "'Date.now' is restricted from being used."],
  ['domain', 'export const luck = Math.random();', "'Math.random' is restricted from being used."],
  ['domain', 'export const env = process.env;', "Unexpected use of 'process'."],
  ['domain', 'export const wait = setTimeout;', "Unexpected use of 'setTimeout'."],
  ['workflows', "import { openDatabase } from '#prisma/database';", sandbox],
  ['workflows', "import type { Database } from '#prisma/database';", sandbox],
  ['workflows', "import { readFileSync } from 'node:fs';", sandbox],
  ['workflows', "import { createApp } from '#api/app';", sandbox],
  ['workflows', "import { readConfig } from '#platform/config';", sandbox],
  ['workflows', "import { Client } from '@temporalio/client';", sandbox],
  ['workflows', "import { z } from 'zod';", sandbox],
  ['workflows', "import { recordActivities } from '#activities/record';", typesOnly],
  ['activities', "import express from 'express';", effects],
  ['activities', "import { problemTexts } from '#api/problem-texts';", effects],
  ['activities', "import { submission } from '#workflows/submission';", effects],
  ['activities', "import { Client } from '@temporalio/client';", effects],
  ['activities', "import { sleep } from '@temporalio/workflow';", effects],
  ['activities', "import { pdsi } from '../domain/office.ts';", effects],
  ['api', "import { recordActivities } from '#activities/record';", door],
  ['api', "import type { RecordActivities } from '#activities/record';", door],
  ['api', "import { Worker } from '@temporalio/worker';", door],
  ['api', "import { sleep } from '@temporalio/workflow';", door],
  ['api', "import { submission } from '#workflows/submission';", messages],
  ['platform', "import { pdsi } from '#domain/office';", nameless],
  ['platform', "import { openDatabase } from '#prisma/database';", nameless],
  ['platform', "import { pdsi } from '../domain/office.ts';", nameless],
  ['prisma', "import { createApp } from '#api/app';", keeper],
  ['prisma', "import { recordActivities } from '#activities/record';", keeper],
  ['prisma', "import { readConfig } from '#platform/config';", keeper],
  ['local', "import { createApp } from '#api/app';", starter],
  ['local', "import { pdsi } from '#domain/office';", starter],
];

const allowed: [room: string, line: string][] = [
  ['domain', "import { pdsi } from '#domain/office';"],
  ['workflows', "import type { RecordActivities } from '#activities/record';"],
  ['workflows', "import { sleep } from '@temporalio/workflow';"],
  ['workflows', "import { pdsi } from '#domain/office';"],
  ['activities', "import { openDatabase } from '#prisma/database';"],
  ['activities', "import { ApplicationFailure } from '@temporalio/common';"],
  ['api', "import { submissionId } from '#workflows/submission.messages';"],
  ['api', "import type { submission } from '#workflows/submission';"],
  ['api', "import { Client } from '@temporalio/client';"],
  ['platform', "import { pino } from 'pino';"],
  ['prisma', "import { pdsi } from '#domain/office';"],
  ['local', "import { readConfig } from '#platform/config';"],
];

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

/** A house of the same rooms and the same rules, in which every room breaks the rules. */
let ruin: string;
let diagnostics: readonly Diagnostic[];

const fileOf = (kind: string, room: string, at: number) => join(room, `${kind}-${at}.ts`);

beforeAll(() => {
  ruin = mkdtempSync(join(tmpdir(), 'walls-'));
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json']) cpSync(join(house, file), join(ruin, file));
  symlinkSync(join(house, 'node_modules'), join(ruin, 'node_modules'));
  const plant = (file: string, line: string) => {
    mkdirSync(join(ruin, dirname(file)), { recursive: true });
    writeFileSync(join(ruin, file), `${line}\n`);
  };
  for (const [at, [room, line]] of forbidden.entries()) plant(fileOf('broken', room, at), line);
  for (const [at, [room, line]] of allowed.entries()) plant(fileOf('sound', room, at), line);
  const oxlint = join(house, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json', '.'], { cwd: ruin, encoding: 'utf8' });
  ({ diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] });
});
afterAll(() => rmSync(ruin, { recursive: true, force: true }));

const restrictions = (file: string) =>
  diagnostics.filter(({ filename, code }) => filename === file && code.includes('no-restricted'));

describe('a wall', () => {
  it.each(forbidden.map(([room, line, message], at) => ({ room, line, message, file: fileOf('broken', room, at) })))(
    'of $room/ keeps out: $line',
    ({ message, file }) => {
      const said = restrictions(file).flatMap(({ message: what, help }) => [what, help]);
      expect(said).toContain(message);
    },
  );

  it.each(allowed.map(([room, line], at) => ({ room, line, file: fileOf('sound', room, at) })))(
    'of $room/ has a door for: $line',
    ({ file }) => {
      expect(restrictions(file)).toEqual([]);
    },
  );
});
