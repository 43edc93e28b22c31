import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorActivities } from '#activities/anchor';
import { checkActivities } from '#activities/checks';
import { caseActivities } from '#activities/index';
import { proofActivities } from '#activities/proof';
import { processNames } from '#domain/processes';

const house = new URL('..', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, house), 'utf8');
const filesOf = (room: string) =>
  readdirSync(new URL(room, house), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

describe.each(processNames)('the process %s', (process) => {
  it.each([
    `domain/${process}.ts`,
    `workflows/${process}.ts`,
    `workflows/${process}.messages.ts`,
    `activities/${process}.ts`,
    `prisma/schema/${process}.prisma`,
    `api/${process}.ts`,
    `api/${process}.schema.ts`,
    `docs/processes/${process}.md`,
  ])('has %s', (file) => {
    expect(existsSync(new URL(file, house))).toBe(true);
  });

  it('is known to the worker, the recorder and the door', () => {
    expect(read('workflows/index.ts')).toContain(`./${process}.ts`);
    expect(read('activities/index.ts')).toContain(`./${process}.ts`);
    expect(read('api/app.ts')).toContain(`/${process}`);
  });
});

/** Stands for everything that activities need: they are only listed here, never run. */
const nothing: unknown = new Proxy(() => undefined, { get: (_, name) => (name === 'then' ? undefined : nothing) });

describe('the names of activities', () => {
  const cases = Object.keys(caseActivities(nothing as Parameters<typeof caseActivities>[0]));
  const checks = Object.keys(checkActivities(nothing as Parameters<typeof checkActivities>[0]));

  it('are unique over all processes: a spread would overwrite one silently', () => {
    const spread = [...read('activities/index.ts').matchAll(/\.\.\.(\w+Activities)\(/g)].map(([, name]) => name);
    const declared = filesOf('activities')
      .map((file) => read(`activities/${file}`))
      .flatMap((code) => [...code.matchAll(/^ {4}async (\w+)\(/gm)].map(([, name]) => name));
    expect(new Set(spread).size).toBe(spread.length);
    const twice = [...cases, ...checks].filter((name) => declared.filter((other) => other === name).length !== 1);
    expect(twice).toEqual([]);
    expect(cases.length).toBeGreaterThan(3);
  });

  it('do not meet those of anchors and proofs, which share their worker', () => {
    const evidence = [anchorActivities, proofActivities].flatMap((make) => Object.keys(make(nothing as never)));
    expect(evidence.filter((name) => cases.includes(name))).toEqual([]);
    expect(evidence).toEqual(['anchorRecord', 'proveRecord']);
  });

  it('do not meet those of the checks, although these have a queue of their own', () => {
    expect(cases.filter((name) => checks.includes(name))).toEqual([]);
  });
});

describe.each(['anchor', 'proof'])('the workflow %s', (name) => {
  it('is no process: it carries no case and is known to no list of them', () => {
    expect(processNames).not.toContain(name);
    expect(read('workflows/index.ts')).toContain(`./${name}.ts`);
    expect(read('activities/index.ts')).not.toContain(`./${name}.ts`);
    expect(read(`workflows/${name}.ts`)).not.toMatch(/carry|#domain/);
  });
});

describe('domain/', () => {
  it.each(filesOf('domain'))('%s reads no clock', (file) => {
    expect(read(`domain/${file}`)).not.toMatch(/new Date\(\)|\bperformance\b|\bIntl\b|toLocale/);
  });
});

describe('the bundle of the workflows', () => {
  let modules: string[];
  let code: string;

  beforeAll(async () => {
    const workflowsPath = fileURLToPath(new URL('workflows/index.ts', house));
    const bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    code = bundle.code.replace(/^\/\/# sourceMappingURL=.*/m, '');
    modules = [...code.matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map(([, id]) => id ?? '');
  });

  it('holds every process', () => {
    for (const process of processNames) expect(modules).toContain(`./workflows/${process}.ts`);
  });

  it('holds of this house only domain/ and workflows/', () => {
    const own = modules.filter((id) => id.startsWith('./') && !id.includes('node_modules/'));
    expect(own.filter((id) => !/^\.\/(domain|workflows)\//.test(id))).toEqual([]);
    expect(own.length).toBeGreaterThan(10);
  });

  it.each(['zod', '@prisma', 'pg', 'express', 'pino', '@duckdb'])('holds nothing of %s', (name) => {
    expect(modules.filter((id) => id.includes(`node_modules/${name}/`))).toEqual([]);
  });

  it('holds no data standard and no code list: they are for checks and the door', () => {
    expect(modules.filter((id) => /domain\/(standard|code-list)/.test(id))).toEqual([]);
    expect(code).not.toContain('Kabupaten Aceh Selatan');
  });

  it('holds nothing of Node', () => {
    expect(modules.filter((id) => /^(external )?node:/.test(id))).toEqual([]);
    expect(code).not.toMatch(/require\("(node:)?(fs|crypto|net|http|child_process|os|path)"\)/);
  });
});
