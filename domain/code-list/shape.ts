import type { Text } from '#domain/text';

/** One code of a list. A code is judged by the period of the data, never by today. */
export interface Code {
  /** As it is written in data. */
  readonly code: string;
  readonly label: Text;
  /** Other spellings that mean it, such as those of earlier years. */
  readonly spellings?: readonly string[];
  /** What people call it, for suggestions alone: none of these is accepted as the code. */
  readonly alsoCalled?: readonly string[];
  /** First and last month in which it may be used, `2025-01`; absent: no bound. */
  readonly from?: string;
  readonly to?: string;
  /** The code that took its place. */
  readonly replacedBy?: string;
  /** What gave or ended this code, where that is not the basis of the whole list. */
  readonly basis?: string;
  /** Two letters of ISO 3166-1, where the code is a country. */
  readonly iso3166?: string;
}

/** Kode referensi (28/24 23(2) by way of Satu Data): who keeps the list, on what basis, and its codes. */
export interface CodeList {
  readonly name: string;
  readonly version: string;
  readonly title: Text;
  readonly authority: string;
  readonly basis: string;
  /** What the list leaves open or does not vouch for. */
  readonly note?: Text;
  /** The list is not complete: what it does not hold is not wrong. */
  readonly open?: boolean;
  readonly codes: readonly Code[];
}

/** The lists that the house ships; PDSI may register others. */
export const listNames = [
  'months',
  'hs-chapters',
  'countries',
  'ports',
  'provinces',
  'regencies',
  'units',
  'staples',
] as const;

export type ListName = (typeof listNames)[number];

/** Whether a code may be used for some month of an interval. */
export function isValidIn({ from, to }: Code, period: { readonly from: string; readonly to: string }): boolean {
  return (from === undefined || from <= period.to) && (to === undefined || to >= period.from);
}
