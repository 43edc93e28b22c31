import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookAtArchive } from '#platform/table/archive-look';
import { check, inShort } from './check.ts';
import { columns, headerXml, parts, workbook, zip } from './workbooks.ts';

const inPlace = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const result = (text: string) => `<c t="str"><f>A1</f><v>${text}</v></c>`;
const shared = '<c t="s"><v>0</v></c>';
const codes = '<c t="str"><v>2025</v></c><c t="str"><v>01</v></c><c t="str"><v>84</v></c>';

/** A row of exports with this cell as its country; `text` is the workbook's one shared text. */
const withCountry = (cell: string, text = '') =>
  zip(
    parts(`${headerXml}<row r="2">${codes}${cell}<c t="str"><v>PORT</v></c><c><v>1</v></c></row>`, {
      'xl/sharedStrings.xml': `<sst><si><t>${text}</t></si></sst>`,
    }),
  );

describe('a cell of a workbook that XML can name and nobody can read', () => {
  it.each([
    ['_x0000_JAPAN', 'nul-byte', '\u2400JAPAN'],
    ['JA_xD800_PAN', 'half-character', 'JA\uFFFDPAN'],
    ['JAPAN_xDC00_', 'half-character', 'JAPAN\uFFFD'],
  ])('%s stops the check with its place, however it is kept', async (text, code, value) => {
    for (const content of [withCountry(inPlace(text)), withCountry(result(text)), withCountry(shared, text)]) {
      const { report, list } = await check(await content);
      expect(report.findings).toMatchObject([{ code, severity: 'blocker', row: 2, column: 'negara_tujuan', value }]);
      expect(`${JSON.stringify(report)}${list}`).not.toMatch(/\\u0000|\\ud800|\\udc00|\0/);
    }
  });

  it('stops it in an open list, in a key and in the header too', async () => {
    const row = ['2025', '01', '84', 'JAPAN', 'PORT', 1];
    const damagedAt = async (at: number, line: number) => {
      const rows = [columns, row, row].map((cells, each) => (each + 1 === line ? cells.with(at, 'a_x0000_b') : cells));
      return (await check(await workbook(rows))).report.findings.map(inShort);
    };
    expect(await damagedAt(4, 3)).toEqual(['3 pelabuhan_muat nul-byte']);
    expect(await damagedAt(0, 2)).toEqual(['2 tahun nul-byte']);
    expect(await damagedAt(3, 1)).toEqual(['1 D nul-byte']);
  });

  it('is refused at the door where the first look comes upon it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'look-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'a.xlsx');
    await writeFile(path, await zip(parts(`<row r="1">${inPlace('_x0000_tahun')}</row>`)));
    await expect(lookAtArchive(path)).rejects.toMatchObject({ code: 'nul-byte' });
  });

  it('is none where both halves of a character stand, or the escape itself is escaped', async () => {
    for (const text of ['_xD83D__xDE00_', '_x005F_x0000_'])
      expect((await check(await withCountry(shared, text))).report.findings.map(inShort)).not.toContain(
        '2 negara_tujuan nul-byte',
      );
    const { report } = await check(await withCountry(shared, '_x005F_x0000_'));
    expect(report.findings).toMatchObject([{ code: 'unknown-code', value: '_x0000_' }]);
  });

  it('says nothing of the name of a sheet, which is told as it is written', async () => {
    const named = parts(headerXml)['xl/workbook.xml']?.replace('name="data"', 'name="_x0000_"') ?? '';
    const other = named.replace('</sheets>', '<sheet name="_xD800_" sheetId="2" r:id="r1"/></sheets>');
    const { report } = await check(await zip(parts(headerXml, { 'xl/workbook.xml': other })));
    expect(report.findings.map(inShort)).toEqual(['1 other-sheets', '1 no-rows']);
    expect(report.findings[0]?.message.en).toContain('"_x0000_"');
  });
});
