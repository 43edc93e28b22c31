import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CodeList } from '#domain/code-list/shape';
import { type Standard, standards } from '#domain/standard';
import { notValidIn, type StandardBundle } from '#domain/standard/bundle';
import { anyPeriod, standardNamed } from '#domain/standard/named';
import { readableTable } from '#domain/standard/readable-table';
import { componentsOfAnnex } from '#prisma/seed/components';
import { readBundle } from './bundle.ts';
import { refuseOtherFile } from './list.ts';
import { bundleNotValid, noStandard, unknownStandard, usage } from './not-checked.ts';

export interface Asked {
  readonly file: string;
  readonly standard: Standard;
  /** Whose data it is; undefined where only the generic standard was named. */
  readonly component?: string | undefined;
  /** Those that the bundle brought; else those of the house. */
  readonly lists?: readonly CodeList[];
  /** What was taken from the API to be judged by; without it the draft judges that is shipped with the program. */
  readonly bundle?: StandardBundle;
  readonly period: { readonly from: string; readonly to: string };
  readonly json: boolean;
  /** Where the complete list goes. */
  readonly list?: string;
}

const options = {
  standard: { type: 'string' },
  bundle: { type: 'string' },
  period: { type: 'string' },
  json: { type: 'boolean', default: false },
  list: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Paths are those of the folder in which the command was typed. Without anything asked: how the command is used. */
export async function readArguments(words: readonly string[]): Promise<Asked | 'help'> {
  const { positionals, values } = parsed(words);
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usage('Sebut satu berkas.', 'Name one file.');
  const here = process.env['INIT_CWD'] ?? process.cwd();
  const list = values.list === undefined ? undefined : resolve(here, values.list);
  const given = [file, values.bundle].flatMap((path) => (path === undefined ? [] : resolve(here, path)));
  if (list !== undefined) await refuseOtherFile(list, given);
  const period = values.period === undefined ? anyPeriod : periodOf(values.period);
  return {
    file: resolve(here, file),
    ...(await judgeOf(values, here, period)),
    period,
    json: values.json,
    ...(list !== undefined && { list }),
  };
}

async function judgeOf(
  named: { readonly standard?: string | undefined; readonly bundle?: string | undefined },
  here: string,
  period: Asked['period'],
): Promise<Pick<Asked, 'standard' | 'component' | 'lists' | 'bundle'>> {
  if (named.bundle === undefined) return standardOf(named.standard);
  if (named.standard !== undefined)
    throw usage('Sebut --standard atau --bundle, tidak keduanya.', 'Name --standard or --bundle, not both.');
  const bundle = await readBundle(resolve(here, named.bundle));
  const stale = period === anyPeriod ? [] : notValidIn(bundle, period.to);
  if (stale.length > 0) throw bundleNotValid(bundle.component, stale, period.to);
  return { standard: bundle.standard, lists: bundle.codeLists, bundle };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    throw usage(`Perintah tidak dipahami: ${message}`, `The command is not understood: ${message}`);
  }
}

/** A component without a standard of its own is judged by the generic one, as the office judges it. */
function standardOf(name: string | undefined): Pick<Asked, 'standard' | 'component'> {
  const all = [...standards, readableTable];
  if (name === undefined) throw noStandard(all.map((standard) => standard.name));
  const found = standardNamed(all, name);
  if ('standard' in found) return { standard: found.standard, component: found.standard['sip:component'] };
  if (componentsOfAnnex().some(({ code }) => code === name)) return { standard: readableTable, component: name };
  throw unknownStandard(name, found.known);
}

const month = '(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])';

function periodOf(text: string): Asked['period'] {
  const [, from, to = from] = new RegExp(`^(${month})(?:[.][.](${month}))?$`).exec(text) ?? [];
  if (from !== undefined && to !== undefined && from <= to) return { from, to };
  throw usage(`Periode "${text}" tidak sah.`, `The period "${text}" is not valid.`);
}
