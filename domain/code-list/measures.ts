import { monthNames } from '#domain/calendar';
import type { CodeList } from './shape.ts';

export const months: CodeList = {
  name: 'months',
  version: '1.0.0',
  title: { id: 'Bulan', en: 'Months' },
  authority: 'ISO',
  basis: 'ISO 8601',
  codes: monthNames.map(([id, en], at) => ({ code: String(at + 1).padStart(2, '0'), label: { id, en } })),
};

/** A unit as standards write it; other spellings are old ones. */
const unit = (code: string, id: string, en: string, ...spellings: string[]) => ({
  code,
  label: { id, en },
  ...(spellings.length > 0 && { spellings }),
});

export const units: CodeList = {
  name: 'units',
  version: '0.1.0',
  title: { id: 'Satuan ukuran', en: 'Units of measure' },
  authority: 'Kementerian Perdagangan',
  basis: 'UU 2/1981; PP 10/1987',
  note: { id: 'Lambang konsep rumah.', en: 'The symbols are a house draft.' },
  codes: [
    unit('kg', 'kilogram', 'kilogram', 'KG', 'Kg', 'kilogram'),
    unit('g', 'gram', 'gram', 'gr', 'gram'),
    unit('t', 'ton', 'tonne', 'ton', 'TON', 'Ton'),
    unit('L', 'liter', 'litre', 'l', 'liter', 'Liter', 'ltr'),
    unit('m', 'meter', 'metre', 'meter'),
    unit('m2', 'meter persegi', 'square metre', 'm²'),
    unit('m3', 'meter kubik', 'cubic metre', 'm³'),
    unit('buah', 'buah', 'piece', 'bh', 'pcs'),
    unit('lembar', 'lembar', 'sheet', 'lbr'),
    unit('batang', 'batang', 'bar', 'btg'),
    unit('sak', 'sak', 'sack', 'zak'),
    unit('tabung', 'tabung', 'cylinder'),
    unit('lot', 'lot', 'lot'),
  ],
};
