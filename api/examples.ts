import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('examples/', import.meta.url);

/**
 * What was really sent and answered, recorded by test/api/examples.test.ts: of an operation under its name and `request` or the
 * status, of a refusal under its status.
 */
const recorded = new Map<string, unknown>(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
  ]),
);

/** As the member of a media type object; nothing where nothing was recorded. */
export function exampleOf(operationId: string, which: number | string): { example?: unknown } {
  const example = recorded.get(`${operationId}-${which}`);
  return example === undefined ? {} : { example };
}
