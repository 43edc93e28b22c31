import type { Stream } from 'node:stream';
import exceljs from 'exceljs';
import type { CodeList } from '#domain/code-list';
import type { Field, Standard } from '#domain/standard';
import { noticeSheet } from '#domain/standard/shape';

export const csvMedia = 'text/csv';
export const xlsxMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The header alone, as the checks expect it. Names of columns are those of the standard and hold no separator or quote. */
export function csvTemplate({ dialect: { delimiter = ',' }, schema }: Standard): string {
  return schema.fields.length === 0 ? '' : `${schema.fields.map(({ name }) => name).join(delimiter)}\r\n`;
}

/** A workbook to fill in: the header with what each column means, and beside it one sheet for each code list. Written as it goes. */
export async function writeWorkbook(standard: Standard, lists: readonly CodeList[], stream: Stream): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const { fields } = standard.schema;
  const sheet = workbook.addWorksheet('data', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = fields.map(({ name, type }) => ({
    header: name,
    key: name,
    width: Math.max(14, name.length + 2),
    // As text, so that a spreadsheet keeps leading zeros, codes with a point and dates as they are typed.
    style: { numFmt: type === 'number' || type === 'integer' ? 'General' : '@' },
  }));
  const header = sheet.getRow(1);
  for (const [at, field] of fields.entries()) {
    const cell = header.getCell(at + 1);
    cell.font = { bold: true };
    cell.note = noteOf(field);
  }
  header.commit();
  sheet.commit();
  addNotice(workbook, standard, lists);
  for (const list of lists) addList(workbook, list);
  await workbook.commit();
}

/** What the workbook is, what of it no regulation gives, and who keeps each list on what basis. */
function addNotice(workbook: exceljs.stream.xlsx.WorkbookWriter, standard: Standard, lists: readonly CodeList[]): void {
  const sheet = workbook.addWorksheet(noticeSheet);
  const { name, version, 'sip:title': title, schema } = standard;
  const drafts = schema.fields.filter((field) => field['sip:status'] === 'house draft').map((field) => field.name);
  sheet.addRow([title.id, `${name} ${version}`]).commit();
  if (drafts.length > 0)
    sheet.addRow(['house draft: konsep rumah, belum ditetapkan peraturan', drafts.join(', ')]).commit();
  sheet.addRow(['daftar kode', 'versi', 'wali', 'dasar', 'catatan']).commit();
  for (const list of lists)
    sheet.addRow([list.name, list.version, list.authority, list.basis, list.note?.id ?? '']).commit();
  sheet.commit();
}

function addList(workbook: exceljs.stream.xlsx.WorkbookWriter, list: CodeList): void {
  const sheet = workbook.addWorksheet(list.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(['kode', 'arti', 'meaning', 'ejaan lain', 'sejak', 'sampai', 'diganti', 'dasar']).commit();
  for (const { code, label, spellings = [], from, to, replacedBy, basis } of list.codes)
    sheet
      .addRow([code, label.id, label.en, spellings.join('; '), from ?? '', to ?? '', replacedBy ?? '', basis ?? ''])
      .commit();
  sheet.commit();
}

function noteOf(field: Field): string {
  const unit = field['sip:unit'];
  const codes = field['sip:codes'];
  return [
    `${field['sip:title'].id}: ${field['sip:definition'].id}.`,
    `Isi: ${field['sip:expects'].id}, contoh ${field.example}.`,
    ...(unit ? [`Satuan: ${unit.id}.`] : []),
    ...(codes ? [`Daftar kode: lembar ${codes}.`] : []),
    field.constraints.required ? 'Wajib diisi.' : 'Boleh kosong.',
    ...(field['sip:status'] === 'house draft' ? ['house draft: konsep rumah, belum ditetapkan peraturan.'] : []),
  ].join('\n');
}
