import { distance } from '#domain/distance';
import { cut, type Finding, type Words } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import { Unreadable } from '#platform/table/unreadable';

/** The header as it stands in the file. */
export interface Given {
  readonly names: readonly string[];
  readonly row: number;
  /** Whether a column has neither a name nor a cell. */
  readonly isUnused: (at: number) => boolean;
}

export interface Header {
  readonly findings: readonly Finding[];
  /** Where each field of the standard stands among the file's columns; fields that are missing aren't here. */
  readonly positions: ReadonlyMap<string, number>;
}

/**
 * Compares the header with the standard. A misspelt name is taken for the nearest missing column, so that its cells are
 * judged in the same round; of two columns with one name the first counts.
 */
export function judgeHeader({ names: header, row, isUnused }: Given, { schema }: Standard): Header {
  const columnFinding = findingIn(row);
  const findings = [...blankOrRepeated(header)]
    .filter(({ at }) => !isUnused(at))
    .map(({ at, rule }) =>
      columnFinding(
        rule.code === 'blank-column' ? String(at + 1) : (header[at] ?? ''),
        rule,
        rule.code !== 'blank-column',
      ),
    );
  if (schema.fields.length === 0) return { findings, positions: new Map() };

  const positions = new Map<string, number>();
  for (const { name } of schema.fields) if (header.includes(name)) positions.set(name, header.indexOf(name));
  const strangers = header.filter(
    (name, at) => name.trim() !== '' && !positions.has(name) && header.indexOf(name) === at,
  );
  for (const stranger of strangers) {
    const meant = nearest(
      stranger,
      schema.fields.filter(({ name }) => !positions.has(name)),
    );
    findings.push(columnFinding(stranger, meant ? misspelt(stranger, meant) : unknown(stranger, schema.fields)));
    if (meant) positions.set(meant.name, header.indexOf(stranger));
  }
  if (positions.size === 0) throw new Unreadable('no-header', { row, value: cut(header.join(', ')) });

  for (const field of schema.fields)
    if (!positions.has(field.name)) findings.push(columnFinding(field.name, missing(field), false));
  const reordered = isReordered(schema.fields, positions) ? [orderFinding(schema.fields, row)] : [];
  return { findings: [...findings, ...reordered], positions };
}

type HeaderRule = Words & Pick<Finding, 'code' | 'severity'>;

const findingIn =
  (row: number) =>
  (name: string, rule: HeaderRule, stands = true): Finding => ({
    item: 'satu-data-principles',
    row,
    column: cut(name),
    ...(stands && name && { value: cut(name) }),
    ...rule,
  });

function* blankOrRepeated(header: readonly string[]): Generator<{ at: number; rule: HeaderRule }> {
  for (const [at, name] of header.entries()) {
    if (name.trim() === '') yield { at, rule: blank(at + 1) };
    else if (header.indexOf(name) < at) yield { at, rule: repeated(name, header.indexOf(name) + 1, at + 1) };
  }
}

function isReordered(fields: readonly Field[], positions: ReadonlyMap<string, number>): boolean {
  const order = fields.flatMap(({ name }) => positions.get(name) ?? []);
  return order.some((position, at) => at > 0 && position < (order[at - 1] ?? 0));
}

/** The field whose name differs in case, spaces or at most two letters. */
function nearest(name: string, fields: readonly Field[]): Field | undefined {
  const written = plain(name);
  const ranked = fields
    .map((field) => ({ field, meant: plain(field.name) }))
    .filter(({ meant }) => Math.abs(meant.length - written.length) <= 2)
    .map(({ field, meant }) => ({ field, far: distance(written, meant), most: Math.min(2, (meant.length - 1) / 2) }))
    .filter(({ far, most }) => far <= most)
    .toSorted((one, other) => one.far - other.far);
  return ranked[0]?.field;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Whether two names differ in case, blanks and signs at most. */
export const sameName = (one: string, other: string) => plain(one) === plain(other);

const blank = (position: number): HeaderRule => ({
  code: 'blank-column',
  severity: 'error',
  message: { id: `Kolom ke-${position} tidak bernama.`, en: `Column number ${position} has no name.` },
  remedy: { id: 'Beri nama kolom itu atau hapus kolomnya.', en: 'Name the column or delete it.' },
});

const repeated = (name: string, first: number, again: number): HeaderRule => ({
  code: 'duplicate-column',
  severity: 'error',
  message: {
    id: `Kolom "${cut(name)}" ada dua kali: kolom ke-${first} dan ke-${again}.`,
    en: `Column "${cut(name)}" stands twice: as number ${first} and number ${again}.`,
  },
  remedy: { id: 'Hapus atau ganti nama salah satunya.', en: 'Delete or rename one of them.' },
});

const misspelt = (name: string, meant: Field): HeaderRule => ({
  code: 'misspelt-column',
  severity: 'error',
  message: {
    id: `Kolom "${cut(name)}" tidak ada dalam standar; mungkin maksudnya "${meant.name}".`,
    en: `Column "${cut(name)}" is not in the standard; "${meant.name}" may be meant.`,
  },
  remedy: { id: `Ganti nama kolom menjadi ${meant.name}.`, en: `Rename the column to ${meant.name}.` },
});

const unknown = (name: string, fields: readonly Field[]): HeaderRule => ({
  code: 'unknown-column',
  severity: 'error',
  message: {
    id: `Kolom "${cut(name)}" tidak ada dalam standar.`,
    en: `Column "${cut(name)}" is not in the standard.`,
  },
  remedy: {
    id: `Hapus kolom itu; kolom standar: ${names(fields)}.`,
    en: `Delete the column; the standard has: ${names(fields)}.`,
  },
});

const missing = (field: Field): HeaderRule => ({
  code: 'missing-column',
  severity: 'error',
  message: {
    id: `Kolom "${field.name}" (${field['sip:title'].id}) tidak ada.`,
    en: `Column "${field.name}" (${field['sip:title'].en}) is missing.`,
  },
  remedy: {
    id: `Tambahkan kolom ${field.name}: ${field['sip:expects'].id}, contoh ${field.example}.`,
    en: `Add the column ${field.name}: ${field['sip:expects'].en}, for example ${field.example}.`,
  },
});

const orderFinding = (fields: readonly Field[], row: number): Finding => ({
  code: 'reordered-column',
  severity: 'warning',
  item: 'satu-data-principles',
  row,
  message: {
    id: 'Urutan kolom tidak sama dengan urutan standar.',
    en: 'The columns do not stand in the order of the standard.',
  },
  remedy: { id: `Urutkan: ${names(fields)}.`, en: `Order them: ${names(fields)}.` },
});

const names = (fields: readonly Field[]) => fields.map(({ name }) => name).join(', ');
