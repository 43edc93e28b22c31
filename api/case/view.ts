import { z } from 'zod';
import { Bilingual, CaseNumber, HolderName, Instant } from '#api/schema';
import { dayOf } from '#domain/calendar';
import { type CaseState, type Holder, holderWords } from '#domain/case';
import { statusOf } from '#domain/legal-basis';
import { isOfPdsi } from '#domain/office';
import { nextActs } from '#domain/process';
import { wordsOf } from '#domain/processes';
import type { Database } from '#prisma/database';
import { ClockView, clocksOf, HeldClockView } from './clock.ts';
import type { Desk, Needs } from './desk.ts';
import { iso, personOf } from './people.ts';
import { type Found, PersonView, rowFacts } from './rows.ts';
import { actorOn, type Viewer } from './viewer.ts';

export const nextActOf = <A extends string>(acts: readonly [A, ...A[]]) =>
  z.object({
    act: z.enum(acts),
    text: Bilingual,
    basis: z.string(),
    basisStatus: z.string(),
    needs: z.array(z.string()),
    method: z.literal('POST'),
    href: z.string(),
  });

/** What the view of a case shows, whatever its process. */
export const caseFields = {
  number: CaseNumber,
  title: z.string(),
  stageText: Bilingual,
  round: z.int(),
  version: z.int(),
  holder: HolderName,
  holderText: Bilingual,
  claimant: PersonView.nullable(),
  onBehalfOf: PersonView.nullable().meta({ description: 'The absent claimant for whom you stand in today' }),
  unit: z.object({ id: z.string(), name: z.string() }),
  openedAt: Instant,
  since: Instant.meta({ description: 'Since when the holder has had it' }),
  target: Instant.nullable(),
  fatal: Instant.nullable(),
  due: Instant.nullable(),
  dueText: z.string().nullable(),
  provisional: z.boolean().meta({ description: 'The due date reaches into a year without a table of holidays' }),
  closedAt: Instant.nullable(),
  clock: ClockView.nullable().meta({ description: 'The clock that runs; null where nobody owes anything' }),
  heldClock: HeldClockView.nullable().meta({
    description: 'The clock that stands still as long as the other side owes an answer, as it stood when it stopped',
  }),
  dormant: z.boolean().meta({ description: 'Nobody answers and the ladder is at its end; any act wakes the case' }),
  links: z.record(z.string(), z.string()),
};

export async function factsOf(database: Database, found: Found, { standsFor = [] }: Viewer) {
  const claimant = await personOf(database, found.claimant);
  return {
    ...rowFacts(found),
    claimant,
    onBehalfOf: standsFor.some(({ person }) => person === found.claimant) ? claimant : null,
    holderText: holderWords[found.holder as Holder],
    openedAt: found.openedAt.toISOString(),
    target: iso(found.target),
    fatal: iso(found.fatal),
    provisional: found.provisional,
    closedAt: iso(found.closedAt),
    ...clocksOf(found.state as unknown as CaseState, Date.now()),
  };
}

/** What this viewer may do with the case now, and how. */
export function choicesFor(desk: Desk, found: Found, viewer: Viewer) {
  const words = wordsOf(found.process);
  const state = found.state as unknown as CaseState;
  return nextActs(desk, state, (act) => actorOn(desk, viewer, act, state)).map((act) => ({
    act,
    text: words.happening(act),
    basis: words.basis(act),
    basisStatus: statusOf(words.basis(act), dayOf(Date.now())),
    needs: [...desk.needsOf(act)],
    method: 'POST' as const,
    href: `/v1/${desk.path}/${found.number}/${act}`,
  }));
}

/** Staff find the case's workflow in Temporal's UI. */
export function workflowLink({ uiUrl, namespace }: Needs, viewer: Viewer, { id }: Found): Record<string, string> {
  const isStaff = isOfPdsi(viewer) || viewer.roles.some((role) => role === 'ops' || role === 'itjen');
  if (!uiUrl || !isStaff) return {};
  return { workflow: `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(id)}` };
}
