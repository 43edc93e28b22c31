import type { CodeList } from '#domain/code-list/shape';
import type { Standard } from './shape.ts';

/** The version that a register has, its validity and who decided it; without a decision it is a draft. */
export interface Registered {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly authority: string;
  readonly decisionNumber: string | null;
  readonly decisionDate: string | null;
}

/** All that judges data of a component in a month, to be taken along: a check elsewhere judges by exactly that. */
export interface StandardBundle {
  readonly format: typeof bundleFormat;
  readonly component: string;
  /** The month of data for which it was in force. */
  readonly period: string;
  readonly takenAt: string;
  readonly standard: Standard;
  readonly codeLists: readonly CodeList[];
  /** Whence the standard and each of the lists came. */
  readonly registered: { readonly standard: Registered; readonly codeLists: Readonly<Record<string, Registered>> };
}

export const bundleFormat = 'sip-standard-bundle-1';

/** What of a bundle is not valid in a month, by its name. */
export function notValidIn({ standard, registered }: StandardBundle, month: string): string[] {
  const all = [[standard.name, registered.standard] as const, ...Object.entries(registered.codeLists)];
  return all
    .filter(([, { validFrom, validTo }]) => month < validFrom || (validTo !== null && month > validTo))
    .map(([name]) => name);
}
