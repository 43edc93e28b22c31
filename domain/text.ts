/** What people read: Indonesian first, English beside it. Legal terms are not translated. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

export const text = (id: string, en: string): Text => ({ id, en });

/** So many of a thing, in English: `1 row`, `2 rows`. */
export const counted = (count: number | string, thing: string) =>
  `${count} ${thing}${String(count) === '1' ? '' : 's'}`;
