import type { CodeList } from './code-list/shape.ts';
import type { Standard } from './standard/shape.ts';

/** What PDSI keeps as versions with validity: it keeps them, it does not decree them (28/24 24(1) makes it the manager of the data). */
export const registerKinds = ['standard', 'code-list', 'automatic-return'] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** Who decided what is kept, and where that can be read. */
export interface Authority {
  readonly authority: string;
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** Subject of what holds for every component that has nothing of its own. */
export const everyComponent = '*';

/**
 * What is proposed for a register. Subject: a component of Lampiran I (or `*`) of a standard and an automatic return, the name of a
 * code list. Valid from and to months of the data (standards), or days (automatic return), both included.
 */
export type Proposal = {
  readonly subject: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly decision: Authority;
  readonly note?: string | undefined;
} & (
  | { readonly kind: 'standard'; readonly content: Standard }
  | { readonly kind: 'code-list'; readonly content: CodeList }
  | { readonly kind: 'automatic-return'; readonly content: { readonly codes: readonly string[] } }
);
