import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('examples/', import.meta.url);

/** Real answers, recorded by test/api/examples.test.ts: of an operation under its name, of a refusal under its status. */
const recorded = new Map<string, unknown>(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
  ]),
);

/** As the member of a media type object; nothing where nothing was recorded. */
export function exampleOf(operationId: string, status: number | string): { example?: unknown } {
  const example = recorded.get(`${operationId}-${status}`);
  return example === undefined ? {} : { example };
}
