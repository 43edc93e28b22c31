import { distance } from '#domain/distance';
import { cut, type Finding, type Words } from '#domain/finding';
import { visible } from '#domain/hidden';
import type { Field, Standard } from '#domain/standard';
import { Unreadable } from '#platform/table/unreadable';

/** The header as it stands in the file. */
export interface Given {
  readonly names: readonly string[];
  readonly row: number;
  /** Whether a column has neither a name nor a cell. */
  readonly isUnused: (at: number) => boolean;
  /** The first cell below the header of a column, where cells have names. */
  readonly firstCellIn: (at: number) => string | undefined;
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
export function judgeHeader({ names: header, row, isUnused, firstCellIn }: Given, { schema }: Standard): Header {
  const columnFinding = findingIn(row);
  const findings = [
    ...blanks(header, isUnused).map(({ first, last }) =>
      columnFinding(
        first === last ? String(first) : `${first}-${last}`,
        blank(first, last, firstCellIn(first - 1)),
        false,
      ),
    ),
    ...[...repeatedNames(header)].map(({ name, rule }) => columnFinding(name, rule)),
  ];
  if (schema.fields.length === 0) return { findings, positions: new Map() };

  const positions = new Map<string, number>();
  for (const { name } of schema.fields) if (header.includes(name)) positions.set(name, header.indexOf(name));
  findings.push(...placed(header, row, schema.fields, positions));
  if (positions.size === 0) throw new Unreadable('no-header', { row, value: cut(header.join(', ')) });

  for (const field of schema.fields)
    if (!positions.has(field.name)) findings.push(columnFinding(field.name, missing(field), false));
  const reordered = isReordered(schema.fields, positions) ? [orderFinding(schema.fields, row)] : [];
  return { findings: [...findings, ...reordered], positions };
}

/** Gives names that the standard does not have the places of the columns that they mean; answers what is to be said of them. */
function placed(
  header: readonly string[],
  row: number,
  fields: readonly Field[],
  positions: Map<string, number>,
): Finding[] {
  const strangers = header.filter(
    (name, at) => name.trim() !== '' && !positions.has(name) && header.indexOf(name) === at,
  );
  const hiding = hidingAmong(
    strangers,
    fields.filter(({ name }) => !positions.has(name)),
  );
  const findings = hiding.size > 0 ? [hidingFinding([...hiding], row)] : [];
  for (const [name, meant] of hiding) positions.set(meant, header.indexOf(name));
  for (const stranger of strangers.filter((name) => !hiding.has(name))) {
    const meant = nearest(
      stranger,
      fields.filter(({ name }) => !positions.has(name)),
    );
    findings.push(findingIn(row)(stranger, meant ? misspelt(stranger, meant) : unknown(stranger, fields)));
    if (meant) positions.set(meant.name, header.indexOf(stranger));
  }
  return findings;
}

/** Whether a row has half the names of the columns, though written a little differently. */
export function isHeaderOf(row: readonly string[], { schema: { fields } }: Standard): boolean {
  const written = new Set(row.map(plain));
  return fields.length > 0 && fields.filter(({ name }) => written.has(plain(name))).length * 2 >= fields.length;
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

/** Columns without a name, one beside the other, by the numbers of the first and the last. */
function blanks(header: readonly string[], isUnused: Given['isUnused']): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const [at, name] of header.entries()) {
    if (name.trim() !== '' || isUnused(at)) continue;
    const run = runs.at(-1);
    if (run?.last === at) run.last += 1;
    else runs.push({ first: at + 1, last: at + 1 });
  }
  return runs;
}

function* repeatedNames(header: readonly string[]): Generator<{ name: string; rule: HeaderRule }> {
  for (const [at, name] of header.entries())
    if (name.trim() !== '' && header.indexOf(name) < at)
      yield { name, rule: repeated(name, header.indexOf(name) + 1, at + 1) };
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

const blank = (first: number, last: number, cell: string | undefined): HeaderRule => {
  const where = { id: cell ? `; isinya mulai di sel ${cell}` : '', en: cell ? `; it has cells from ${cell} on` : '' };
  const to = { id: first === last ? '' : ` sampai ke-${last}`, en: first === last ? '' : ` to ${last}` };
  return {
    code: 'blank-column',
    severity: 'error',
    message: {
      id: `Kolom ke-${first}${to.id} tidak bernama${where.id}.`,
      en: `Column number ${first}${to.en} has no name${where.en}.`,
    },
    remedy: {
      id: 'Beri nama kolom itu, atau hapus kolomnya, di baris judul dan di setiap baris.',
      en: 'Name it, or delete it, in the header and in every row.',
    },
  };
};

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

/** Names that are right to the eye, with what they mean; none unless there are several, which one program or one copy made. */
function hidingAmong(strangers: readonly string[], fields: readonly Field[]): ReadonlyMap<string, string> {
  const meantBy = (stranger: string) => fields.find(({ name }) => name === visible(stranger))?.name;
  const hiding = new Map<string, string>();
  for (const stranger of strangers) {
    const meant = meantBy(stranger);
    if (meant !== undefined && ![...hiding.values()].includes(meant)) hiding.set(stranger, meant);
  }
  return hiding.size > 1 ? hiding : new Map();
}

function hidingFinding(all: readonly (readonly [name: string, meant: string])[], row: number): Finding {
  const written = cut(all.map(([name]) => `"${name}"`).join(', '));
  const meant = all.map(([, name]) => name).join(', ');
  return {
    code: 'misspelt-column',
    severity: 'error',
    item: 'satu-data-principles',
    row,
    value: cut(all.map(([name]) => name).join(',')),
    message: {
      id: `${all.length} nama kolom memuat spasi atau karakter yang tidak tampak: ${written}.`,
      en: `${all.length} names of columns contain blanks or characters that cannot be seen: ${written}.`,
    },
    remedy: { id: `Ketik ulang nama kolom itu: ${meant}.`, en: `Type these names anew: ${meant}.` },
  };
}

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
