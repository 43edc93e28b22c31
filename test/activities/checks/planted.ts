import type { CodeList } from '#domain/code-list/shape';
import type { Field, Standard } from '#domain/standard';

const text = { id: 'x', en: 'x' };

/** A column of a standard that exists in tests alone: a string without constraints, unless told otherwise. */
export const column = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'string',
  title: name,
  example: 'contoh',
  constraints: {},
  'sip:title': text,
  'sip:concept': text,
  'sip:definition': text,
  'sip:measure': text,
  'sip:expects': text,
  'sip:item': 'validated',
  'sip:status': 'house draft',
  ...more,
});

type More = Partial<Omit<Standard['schema'], 'fields'>>;

export const standardOf = (fields: Field[], more: More = {}, mark: '.' | ',' = '.'): Standard => ({
  name: 'uji',
  version: '0.0.1',
  title: 'Uji',
  'sip:title': text,
  encoding: 'utf-8',
  dialect: { quoteChar: '"', header: true, delimiter: ',', 'sip:decimal': mark },
  schema: { fields, uniqueKeys: [], missingValues: [''], ...more },
});

export const listOf = (codes: CodeList['codes'], more: Partial<CodeList> = {}): CodeList => ({
  name: 'countries',
  version: '1',
  title: { id: 'Uji', en: 'Test' },
  authority: 'Uji',
  basis: 'Uji',
  codes,
  ...more,
});
