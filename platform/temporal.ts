import { SearchAttributeType } from '@temporalio/common';

/**
 * What operators can filter by in Temporal's UI. Codes, dates and numbers only: search attributes are never encrypted.
 * The process itself is the workflow type.
 */
export const searchAttributes = {
  SipStage: SearchAttributeType.KEYWORD,
  SipHolder: SearchAttributeType.KEYWORD,
  SipParty: SearchAttributeType.KEYWORD,
  SipDueAt: SearchAttributeType.DATETIME,
  SipWaitingSince: SearchAttributeType.DATETIME,
  SipRound: SearchAttributeType.INT,
} as const;
