import { defineSignal } from '@temporalio/workflow';

/** What the workflow of a sharing is told: everything else stands in its rows. */
export interface SharingInput {
  readonly id: string;
  readonly items: number;
  /** The first item that is left, in a run that goes on. */
  readonly position?: number;
}

/** The workflow's type, never renamed. */
export const sharingType = 'sharing';

export const sharingId = (uuid: string): string => `${sharingType}:${uuid}`;

/** Somebody has stopped or resumed it: its row says which. */
export const lookAgain = defineSignal('lookAgain');
