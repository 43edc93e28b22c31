import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Standard, standards } from '#domain/standard';
import { anyPeriod, standardNamed } from '#domain/standard/named';
import { readableTable } from '#domain/standard/readable-table';
import { unknownStandard, usage } from './not-checked.ts';

export interface Asked {
  readonly file: string;
  readonly standard: Standard;
  readonly period: { readonly from: string; readonly to: string };
  readonly json: boolean;
  /** Where the complete list goes. */
  readonly list?: string;
}

const options = {
  standard: { type: 'string' },
  period: { type: 'string' },
  json: { type: 'boolean', default: false },
  list: { type: 'string' },
} as const;

/** Paths are those of the folder in which the command was typed. */
export function readArguments(words: readonly string[]): Asked {
  const { positionals, values } = parsed(words);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usage('Sebut satu berkas.', 'Name one file.');
  if (values.list === file) throw usage('Daftar temuan perlu nama lain.', 'The list of findings needs another name.');
  const here = process.env['INIT_CWD'] ?? process.cwd();
  return {
    file: resolve(here, file),
    standard: standardOf(values.standard),
    period: values.period === undefined ? anyPeriod : periodOf(values.period),
    json: values.json,
    ...(values.list !== undefined && { list: resolve(here, values.list) }),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    throw usage(`Perintah tidak dipahami: ${message}`, `The command is not understood: ${message}`);
  }
}

function standardOf(name = ''): Standard {
  const found = standardNamed([...standards, readableTable], name);
  if ('standard' in found) return found.standard;
  throw unknownStandard(name, found.known);
}

const month = '(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])';

function periodOf(text: string): Asked['period'] {
  const [, from, to = from] = new RegExp(`^(${month})(?:[.][.](${month}))?$`).exec(text) ?? [];
  if (from !== undefined && to !== undefined && from <= to) return { from, to };
  throw usage(`Periode "${text}" tidak sah.`, `The period "${text}" is not valid.`);
}
