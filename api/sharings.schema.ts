import { z } from 'zod';
import { refusalCodes } from '#domain/refusal';
import { sharingKinds, sharingStates } from '#domain/sharing';
import { PersonView } from './case/rows.ts';
import { Bilingual, CaseNumber, Digits, Instant, PersonId, Prose } from './schema.ts';

const people = z.array(PersonId).min(1).max(50);

interface Asked {
  readonly kind: string;
  readonly from?: readonly string[] | undefined;
  readonly cases?: readonly string[] | undefined;
}

function fitTogether({ kind, from, cases }: Asked, context: z.RefinementCtx): void {
  const told = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (kind === 'hand-over' && (from?.length !== 1 || cases !== undefined))
    told('from', 'a hand-over names the one person who leaves, and no cases');
  else if ((from === undefined) === (cases === undefined)) told('from', 'name either whose claims or which cases');
}

export const SharingBody = z
  .strictObject({
    kind: z.enum(sharingKinds).meta({
      description: 'hand-over: everything of one person who leaves, their substitutions ended with it',
    }),
    from: people.optional().meta({ description: 'Whose claims' }),
    cases: z.array(CaseNumber).min(1).max(500).optional().meta({ description: 'Or which submissions in review' }),
    to: z.array(PersonId).max(50).meta({ description: 'Who gets them, in turn; nobody: they go back into the pool' }),
    reason: Prose(2000),
  })
  .superRefine(fitTogether)
  .meta({ id: 'SharingBody' });

export const SharingParams = z.object({ id: z.uuid().meta({ description: 'Of the sharing' }) });

export const SharingQuery = z.strictObject({
  limit: Digits(1, 200).prefault(50),
  cursor: z.string().max(300).optional().meta({ description: 'From `next` of the page before' }),
});

export const SharingView = z
  .object({
    id: z.uuid(),
    kind: z.enum(sharingKinds),
    kindText: Bilingual,
    state: z.enum(sharingStates),
    reason: z.string(),
    from: z.array(PersonView),
    to: z.array(PersonView).meta({ description: 'Empty: the pool' }),
    requestedBy: PersonView,
    requestedAt: Instant,
    endedAt: Instant.nullable(),
    counts: z.object({ items: z.int(), done: z.int(), refused: z.int(), waiting: z.int() }),
    items: z.array(
      z
        .object({
          position: z.int(),
          number: CaseNumber,
          href: z.string(),
          to: PersonView.nullable().meta({ description: 'Null: the pool, or not yet chosen' }),
          outcome: z.enum(['done', 'refused']).nullable().meta({ description: 'Null: waits' }),
          code: z.enum(refusalCodes).nullable().meta({ description: 'Why it was refused' }),
          codeText: Bilingual.nullable(),
          at: Instant.nullable(),
        })
        .meta({ id: 'SharingItem' }),
    ),
    next: z.string().nullable(),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Sharing' });
