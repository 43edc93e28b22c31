import { z } from 'zod';
import { Bilingual, Instant } from '#api/schema';
import type { CaseState } from '#domain/case';
import { type ClockReading, clockOf, heldClockOf } from '#domain/clock-reading';
import { type Level, levels, levelWords } from '#domain/ladder';
import { reminders } from '#domain/reminders';

const reading = {
  stage: z.string(),
  unit: z.enum(['working-days', 'minutes']),
  used: z.int().meta({ description: 'In the unit, without what was paused' }),
  paused: z.int().meta({ description: 'How much the clock stood still, for the other side owed an answer' }),
  left: z.object({ target: z.int(), fatal: z.int() }).meta({ description: 'Negative: passed so long ago' }),
  extensions: z.object({ asked: z.int(), most: z.int() }),
};

export const HeldClockView = z.object(reading).meta({ id: 'HeldClock' });

export const Told = z.array(z.object({ level: z.enum(levels), text: Bilingual }));

export const ClockView = z
  .object({
    ...reading,
    next: z
      .object({ at: Instant, what: Bilingual, to: Told })
      .nullable()
      .meta({ description: 'What the clock says next when nobody does anything, and whom it tells' }),
  })
  .meta({ id: 'Clock' });

/** Both clocks of a case at an instant, as people read them. */
export function clocksOf(state: CaseState, now: number) {
  const [runs, stands] = [clockOf(state, now), heldClockOf(state)];
  return {
    clock: runs ? viewOf(runs) : null,
    heldClock: stands ?? null,
    dormant: state.dormant ?? false,
  };
}

function viewOf({ next, ...clock }: ClockReading) {
  if (next === undefined) return { ...clock, next: null };
  const { at, what, to } = next;
  return { ...clock, next: { at: new Date(at).toISOString(), what: reminders[what].text, to: toldTo(to) } };
}

export const toldTo = (to: readonly Level[]) => to.map((level) => ({ level, text: levelWords[level] }));
