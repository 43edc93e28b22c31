import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** What a schema is made of: the text of its files, by name. */
export type SchemaFiles = readonly { readonly path: string; readonly content: string }[];

const never = async (): Promise<never> => {
  throw new Error('authoring needs no database');
};

/** Prisma's own schema engine, compiled to WebAssembly, asks its database nothing but its version: this answers. */
const nowhere = bindMigrationAwareSqlAdapterFactory({
  provider: 'postgres',
  adapterName: 'none',
  connect: async () => ({
    provider: 'postgres',
    adapterName: 'none',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [5, 7, 0],
      rows: [[true, 'PostgreSQL 18', 180_000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    dispose: async () => undefined,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    startTransaction: never,
  }),
  connectToShadowDb: never,
});

/** The part of WebAssembly that is used here; the compiler has its types only together with a browser's. */
interface Wasm {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { __wbindgen_start(): void } };
}

let isReady = false;

/** The module may be instantiated once per process. */
function instantiate(): void {
  if (isReady) return;
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { exports } = new Instance(new Module(readFileSync(file)), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  isReady = true;
}

/** The SQL that leads from one schema to another, or undefined when there is nothing to do. Needs no database and no network. */
export async function sqlBetween(from: SchemaFiles, to: SchemaFiles): Promise<string | undefined> {
  instantiate();
  const models = to.map(({ path, content }) => [path, content]);
  const engine = await bindings.SchemaEngine.new({ datamodels: models } as never, () => undefined, nowhere);
  const side = (files: SchemaFiles) => (files.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', files });
  const answer = await engine.diff({
    from: side(from),
    to: side(to),
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  } as never);
  const { exitCode, stdout } = answer as { exitCode: number; stdout: string };
  return exitCode === 0
    ? undefined
    : stdout.replace(/^.*CREATE SCHEMA IF NOT EXISTS "public";\n+/m, '').replace(/^-- CreateSchema\n/m, '');
}
