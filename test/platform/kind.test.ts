import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { documentOf, kindOf } from '#platform/table/kind';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const compound = (...names: string[]) =>
  Buffer.concat([latin1('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'), ...names.map((name) => utf16(`${name}\0`))]);

describe('the first bytes of a file', () => {
  it.each([
    ['empty', latin1('')],
    ['empty', Buffer.from('\uFEFF')],
    ['text', latin1('a')],
    ['text', latin1('tahun,bulan')],
    ['text', Buffer.from('\uFEFFtahun')],
    ['text', latin1('P')],
    ['text', Buffer.alloc(8)],
    ['utf-16', utf16('\uFEFFtahun')],
    ['utf-16', utf16('tahun')],
    ['utf-16', utf16('tahun').swap16()],
    ['zip', latin1('PK\x03\x04\x14\x00\x06\x00')],
    ['zip', latin1('PK\x05\x06\x00\x00\x00\x00')],
    ['pdf', latin1('%PDF-1.7')],
    ['other', gzipSync('x')],
    ['other', latin1('\x89PNG\r\n')],
    ['compound-file', compound()],
    ['legacy-workbook', compound('Root Entry', 'Workbook')],
    ['encrypted-workbook', compound('EncryptedPackage', 'Workbook')],
  ])('tell %s', (kind, start) => {
    expect(kindOf(start)).toBe(kind);
  });
});

describe('the beginning of a text', () => {
  it.each([
    ['html', '<!DOCTYPE html>\n<p>'],
    ['html', '<?xml version="1.0"?>\n<html xmlns="x">'],
    ['xml-spreadsheet', '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
    ['json', '{ "data": [] }'],
    ['json', '[[1, 2]]'],
    [undefined, '<5 tahun,5-9 tahun'],
    [undefined, '{tahun},bulan'],
    [undefined, '"tahun","bulan"'],
  ])('tells %s of %j', (document, text) => {
    expect(documentOf(Buffer.from(text))).toBe(document);
  });
});
