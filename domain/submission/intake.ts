import type { ChecklistItem } from '#domain/checklist';
import type { Declaration } from '#domain/submission/declaration';

/** Where a submission came in: the Portal (28/24 23(1)), or Interoperabilitas SIP (19). */
export const channels = ['portal', 'interoperability'] as const;
export type Channel = (typeof channels)[number];

/** Who may see the data once it is stored (house standard: 39/21 31(5) orders a classification and names no levels). */
export const accessClasses = ['open', 'limited', 'closed'] as const;
export type AccessClass = (typeof accessClasses)[number];

/** Data Perdagangan (28/24 1.6) or Informasi Perdagangan (1.7). */
export const natures = ['data', 'informasi'] as const;
export type Nature = (typeof natures)[number];

/** What a Produsen Data states when it submits. */
export interface Statement {
  readonly component: string;
  readonly nature: Nature;
  /** Months, both included: `2025-01`. */
  readonly period: { readonly from: string; readonly to: string };
  /** Ordered for Informasi (28/24 6(2)). */
  readonly source?: string | undefined;
  readonly method?: string | undefined;
  /** "If available" (28/24 6(2)). */
  readonly accuracy?: string | undefined;
  readonly channel: Channel;
  /** The official who answers for the data (28/24 5(3); that one is named is a house standard). */
  readonly official: { readonly name: string; readonly position: string };
  readonly accessClass: AccessClass;
  /** How the data was collected and processed (28/24 20(1), 22(2)); absent in rounds that are older than the question. */
  readonly declaration?: Declaration | undefined;
  /** The number of the secured case that this one replaces. */
  readonly replaces?: string | undefined;
}

export interface SubmittedFile {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly name: string;
}

export interface SubmitIntake {
  readonly statement: Statement;
  readonly file: SubmittedFile;
}

/** A corrected file (28/24 25(2)), with the official who answers for it and what was mended. Without a declaration that of the round before holds. */
export interface ResubmitIntake {
  readonly file: SubmittedFile;
  readonly official: Statement['official'];
  readonly declaration?: Declaration | undefined;
  readonly note?: string | undefined;
}

/** What an officer finds: it cites an item of the checklist, and a place where there is one. */
export interface ReviewFinding {
  readonly item: ChecklistItem;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly text: string;
}

export interface ReturnIntake {
  readonly findings: readonly ReviewFinding[];
  /** Working days for the correction. */
  readonly term: number;
  readonly note?: string | undefined;
}

/** To whom the head gave a case, and why. */
export interface AssignIntake {
  readonly to: string;
  readonly reason: string;
  /** Who got it is no officer of PDSI: none was left. */
  readonly appointed: boolean;
}
