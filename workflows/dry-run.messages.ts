/** What the workflow of a dry run is told: ids and codes only. */
export interface DryRunInput {
  /** `check:<uuid>`: the workflow's id too. */
  readonly id: string;
  readonly hash: string;
  readonly component: string;
  readonly period: { readonly from: string; readonly to: string };
}

/** The workflow's type, never renamed. */
export const dryRunType = 'dryRun';

export const dryRunId = (uuid: string): string => `check:${uuid}`;
