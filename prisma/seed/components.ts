import { readFileSync } from 'node:fs';

export interface Component {
  readonly code: string;
  readonly name: string;
  readonly row: string;
  readonly basis: string;
}

/** What submissions may be about: the numbered and lettered components of Lampiran I, in its order. */
export const componentsOfAnnex = (): readonly Component[] =>
  JSON.parse(readFileSync(new URL('lampiran-i.json', import.meta.url), 'utf8'));
