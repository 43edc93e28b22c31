import { createHash } from 'node:crypto';
import type { Packed } from '#api/evidence/zip';
import type { CodeList } from '#domain/code-list';
import type { Standard } from '#domain/standard';
import { noticeSheet } from '#domain/standard/shape';
import { csvTemplate } from './template.ts';

/** The empty table with what the workbook has beside it, for those who work with plain text: every code list as a file of its own. */
export function templatePack(standard: Standard, lists: readonly CodeList[]): Packed[] {
  const { name, version, 'sip:title': title, schema } = standard;
  const drafts = schema.fields.filter((field) => field['sip:status'] === 'house draft').map((field) => field.name);
  const notice = [
    [title.id, `${name} ${version}`],
    ...(drafts.length > 0 ? [['house draft: konsep rumah, belum ditetapkan peraturan', drafts.join('; ')]] : []),
    ['daftar kode', 'versi', 'wali', 'dasar', 'catatan'],
    ...lists.map((list) => [list.name, list.version, list.authority, list.basis, list.note?.id ?? '']),
  ];
  return [
    packed(`${name}.csv`, csvTemplate(standard), title.id),
    packed(`${noticeSheet}.csv`, table(notice), 'apa isi paket ini'),
    ...lists.map((list) => packed(`daftar-kode/${list.name}.csv`, table(rowsOf(list)), list.title.id)),
  ];
}

const rowsOf = ({ codes }: CodeList): string[][] => [
  ['kode', 'arti', 'meaning', 'ejaan lain', 'sejak', 'sampai', 'diganti', 'dasar'],
  ...codes.map(({ code, label, spellings = [], from = '', to = '', replacedBy = '', basis = '' }) => [
    code,
    label.id,
    label.en,
    spellings.join('; '),
    from,
    to,
    replacedBy,
    basis,
  ]),
];

const table = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function packed(name: string, text: string, about: string): Packed {
  const content = Buffer.from(text);
  return { name, content, about, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
