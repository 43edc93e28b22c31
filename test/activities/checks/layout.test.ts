import { describe, expect, it } from 'vitest';
import { readableTable } from '#domain/standard/readable-table';
import { check, found, header, inShort, row, table } from './check.ts';

const many = (count: number, write: (line: string) => string = (line) => line) =>
  Array.from({ length: count }, (_, at) => write(row(at)));

describe('one cause that runs through a file', () => {
  it('is told once, in the first of its rows, with the number of rows', async () => {
    const { report } = await check(table(...many(60, (line) => `"${line}"`), ...many(40)));
    expect(report).toMatchObject({ errors: 1, rows: 100 });
    expect(report.findings).toMatchObject([{ code: 'quoted-row', row: 2 }]);
    expect(report.findings[0]?.message.id).toMatch(/^60 baris, mulai dari baris ini: Seluruh baris/);
    expect(report.findings[0]?.message.en).toMatch(/^60 rows, beginning with this one: /);
  });

  it('is told row by row where it is not in most of them, as each is a fault of its own then', async () => {
    const rows = [...many(2, (line) => `${line},x`), ...many(2).map((line) => line.replace('JAPAN', 'CHINA'))];
    expect(await found(table(...rows))).toEqual(['2 too-many-cells', '3 too-many-cells']);
  });

  it('is one for each number of cells, and the header may be what is wrong', async () => {
    const { report } = await check(table(...many(5, (line) => `${line},x`), `${row(9)},x,y`, '2025,01'));
    expect(report.findings.map(inShort)).toEqual(['2 too-many-cells', '7 too-many-cells', '8 too-few-cells']);
    expect(report.findings[0]?.remedy.en).toContain('the header may lack the name of a column');
    const less = await check(`${header},catatan\n${many(5).join('\n')}`);
    expect(less.report.findings.find(({ code }) => code === 'too-few-cells')?.remedy.en).toContain('may name a column');
  });
});

describe('quotation marks that stand where others separate', () => {
  const quoted = (line: string) => line.split(',').map((cell) => `"${cell}"`);

  it.each([
    ['around cells that semicolons separate', (line: string) => quoted(line).join(';'), 'other-separator'],
    ['around whole rows, semicolons behind', (line: string) => `"${line}";;`, 'quoted-row'],
    ['around cells, a blank before each', (line: string) => quoted(line).join(', '), 'blank-after-separator'],
  ])('are told as what they are, once: %s', async (_what, write, code) => {
    expect(await found(table(...many(3, write)))).toEqual([`2 ${code}`]);
  });
});

describe('what separators leave at the end of rows', () => {
  it('is told once, and the cells of the rows are judged', async () => {
    const rows = ['2025,13,84,JAPAN,P,1,,', `${row(1)},,`, row(2)];
    const { report } = await check(table(...rows));
    expect(report.findings.map(inShort)).toEqual(['2 surplus-separators', '2 bulan pattern']);
    expect(report.findings[0]?.message.en).toMatch(/^2 rows, /);
  });

  it('may be blanks between separators', async () => {
    expect(await found(table(`${row(1)}, , `))).toEqual(['2 surplus-separators']);
    expect(await found(table(`${row(1)}, x, `))).toEqual(['2 too-many-cells']);
  });

  it('is not taken for what a cell holds that ends in a semicolon', async () => {
    const standard = readableTable;
    expect(await found('a,b\n1,x;\n', { standard })).toEqual([]);
  });

  it('in the header alone is no fault of rows that end before it', async () => {
    const { report } = await check(`${header},,\n2025,13,84,JAPAN,P,1\n${row(1)},\n${row(2)},,\n`);
    expect(report.rows).toBe(3);
    expect(report.findings.map(inShort)).toEqual(['1 7-8 blank-column', '2 bulan pattern']);
  });
});

describe('a text that is read as it was meant', () => {
  const faulty = table(row(1), '2025,13,84,JAPAN,P,1', `${row(3)},x`);

  it.each([
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
    ['LF CR', '\n\r'],
  ])('with lines that end with %s has its rows judged by their numbers', async (name, end) => {
    const { report } = await check(faulty.replaceAll('\n', end));
    expect(report.findings.map(inShort)).toEqual(['1 line-ends', '3 bulan pattern', '4 too-many-cells']);
    expect(report.findings[0]?.message.id).toContain(`diakhiri ${name}, bukan`);
  });

  it('is one with CRLF wherever a piece of it ends, and one with CR however short it is', async () => {
    const names = ['a'.repeat(600), 'b'.repeat(422)].join(',');
    const content = `${names}\r\n1,2\r\n`;
    expect(content.indexOf('\r')).toBe(1023);
    expect(await found(content, { standard: readableTable })).toEqual([]);
    expect(await found(`${header}\r`)).toEqual(['1 no-rows', '1 line-ends']);
  });

  it('with a line for Excel above has its rows judged by their numbers', async () => {
    expect(await found(`sep=,\n${faulty}`)).toEqual(['1 separator-line', '4 bulan pattern', '5 too-many-cells']);
    const said = await check('sep=|\na|b;c\n1|2\n', { standard: readableTable });
    expect(said.report).toMatchObject({ rows: 1, errors: 1 });
  });

  it('with a name that begins like such a line is none', async () => {
    expect(await found('sep=,b\n1,2\n', { standard: readableTable })).toEqual([]);
  });
});

describe('blanks behind separators', () => {
  it('in the rows alone are told once, in the header alone there', async () => {
    const spaced = many(3, (line) => line.replaceAll(',', ', '));
    expect(await found(table(...spaced))).toEqual(['2 blank-after-separator']);
    expect(await found(`${header.replaceAll(',', ', ')}\n${row(1)}\n`)).toEqual(['1 blank-after-separator']);
  });

  it('behind some of them are what the cells hold', async () => {
    expect(await found(table(row(1).replace(',84', ', 84')))).toEqual(['2 kode_hs pattern']);
    const standard = readableTable;
    expect(await found('a,b,c\n1, 2,3\n', { standard })).toEqual([]);
  });
});
