import type { Standard } from './shape.ts';

/** What a table of any component must be, as long as the component has no standard of its own: readable, with a header. */
export const readableTable = {
  name: 'tabel-terbaca',
  version: '0.1.0',
  title: 'Tabel yang dapat dibaca',
  'sip:title': { id: 'Tabel yang dapat dibaca', en: 'Readable table' },
  encoding: 'utf-8',
  dialect: { quoteChar: '"', header: true },
  schema: { fields: [], uniqueKeys: [], missingValues: [''] },
} as const satisfies Standard;
