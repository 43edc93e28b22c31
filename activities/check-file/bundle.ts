import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { bundleFormat, type StandardBundle } from '#domain/standard/bundle';
import { sealOf } from '#platform/seal';
import { badBundle, cannotRead } from './not-checked.ts';
import { sizeOfRegular } from './regular.ts';

/** The API's largest is far below. */
const mostBytes = 64 * 1024 * 1024;

const Registered = z.object({ version: z.string(), validFrom: z.string(), validTo: z.string().nullable() });

/** What every bundle has; that the rest is as the API gave it, its seal says. */
const Sealed = z.looseObject({
  format: z.literal(bundleFormat),
  seal: z.string(),
  component: z.string(),
  standard: z.looseObject({
    name: z.string(),
    version: z.string(),
    schema: z.looseObject({ fields: z.array(z.unknown()) }),
  }),
  codeLists: z.array(z.looseObject({ name: z.string(), codes: z.array(z.unknown()) })),
  registered: z.looseObject({ standard: Registered.loose(), codeLists: z.record(z.string(), Registered.loose()) }),
});

/** A bundle as the API gave it; one that was cut off or written in is none. */
export async function readBundle(path: string): Promise<StandardBundle> {
  const { seal, ...bundle } = parsed(path, await textOf(path));
  if (sealOf(bundle) !== seal) throw badBundle(path);
  return bundle as unknown as StandardBundle;
}

async function textOf(path: string): Promise<string> {
  if ((await sizeOfRegular(path)) > mostBytes) throw badBundle(path);
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error);
  });
}

function parsed(path: string, text: string): z.output<typeof Sealed> {
  try {
    return Sealed.parse(JSON.parse(text));
  } catch {
    throw badBundle(path);
  }
}
