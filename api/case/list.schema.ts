import { z } from 'zod';
import { Digits, HolderName, Line } from '#api/schema';

const Day = z.iso.date().meta({ example: '2026-11-02' });

/** Filters and page of every list of cases; days are of WIB, both included. */
export const caseFilters = {
  holder: HolderName.optional(),
  party: Line(100).optional().meta({ description: 'The unit whose cases they are', example: 'contoh.ekspor' }),
  claimant: z
    .string()
    .regex(/^(?:me|p[0-9a-f]{18})$/, 'me, or the id of a person such as p0123456789abcdef01')
    .optional()
    .meta({ description: 'Only what this person has claimed; `me`: what you have' }),
  late: z.enum(['true']).optional().meta({ description: 'Only cases whose target has passed, the longest first' }),
  dormant: z
    .enum(['true'])
    .optional()
    .meta({ description: 'Only cases that nobody answers, at the end of their ladder' }),
  openedFrom: Day.optional().meta({ description: 'Opened on that day (WIB) or later; the last opened first' }),
  openedTo: Day.optional(),
  closedFrom: Day.optional().meta({ description: 'Closed on that day (WIB) or later; the last closed first' }),
  closedTo: Day.optional(),
  limit: Digits(1, 200).prefault(50),
  cursor: z.string().max(300).optional().meta({ description: 'From `next` of the page before, with the same filters' }),
};

type Days = { readonly [name in 'openedFrom' | 'openedTo' | 'closedFrom' | 'closedTo']?: string | undefined };

export function daysInOrder({ openedFrom, openedTo, closedFrom, closedTo }: Days, context: z.RefinementCtx): void {
  const told = (path: string) =>
    context.addIssue({ code: 'custom', path: [path], message: 'the first day must not come after the last' });
  if (openedFrom !== undefined && openedTo !== undefined && openedFrom > openedTo) told('openedTo');
  if (closedFrom !== undefined && closedTo !== undefined && closedFrom > closedTo) told('closedTo');
}
