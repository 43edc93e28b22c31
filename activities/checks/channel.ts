import type { CodeList } from '#domain/code-list/shape';
import type { CheckReport } from '#domain/finding';
import type { Standard } from '#domain/standard';
import type { Period } from './compile.ts';

/** What the child is told, once, over its IPC channel; the file itself comes by its standard input. */
export interface Order {
  /** SHA-256 of the file: what is judged is what was sent. */
  readonly hash: string;
  readonly standard: Standard;
  readonly period: Period;
  /** The day of the check, `2025-01-31`: data of later months has not happened. */
  readonly today: string;
  /** Every list that the standard names. */
  readonly lists: readonly CodeList[];
  /** The producer's file for the time before, to compare with. */
  readonly previous?: { readonly path: string; readonly hash: string };
  readonly memory: string;
  /** A folder of its own, removed by the parent. */
  readonly scratch: string;
}

/** `of` is 0 while the number of steps isn't known. */
export interface Step {
  readonly rule: string;
  readonly done: number;
  readonly of: number;
  readonly rows: number;
}

/** `content`: the file is not the one that was asked for. Details never hold what the file says. */
export type FailureReason = 'memory' | 'content' | 'engine';

export type Message =
  | ({ readonly kind: 'step' } & Step)
  | { readonly kind: 'checked'; readonly report: Omit<CheckReport, 'complete'>; readonly list: boolean }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string };

/** Name of the complete list in the scratch folder. */
export const listName = 'findings.csv';
