import { type Calendar, dayOf, isWorkingDay, startOf } from './calendar.ts';
import { indexOfTold, type Ladder, type Told } from './ladder.ts';

/** When gathered mail goes out on a working day: 07.30 WIB (house standard). */
export const morning = { hour: 7, minute: 30 } as const;

const sinceMidnight = (morning.hour * 60 + morning.minute) * 60_000;

/** The instant of a day's morning. */
export const morningOf = (day: string): number => startOf(day) + sinceMidnight;

/** The working day (`YYYY-MM-DD`) on whose morning goes out what the clock says at an instant: the same day, if its mail has not gone yet. */
export function morningAfter(at: number, calendar: Calendar): string {
  for (let instant = at; ; instant += 86_400_000) {
    const day = dayOf(instant);
    if (isWorkingDay(day, calendar) && at < morningOf(day)) return day;
  }
}

/** A rung of the ladder as it went on record. */
interface Said {
  readonly stage: string;
  readonly at: number;
  readonly told: Told | undefined;
}

/** The case as it stands when the morning comes. */
interface Stands {
  readonly stage: string;
  readonly since: number;
  readonly isClosed: boolean;
  readonly rung: number;
  readonly ladder: Ladder | undefined;
}

/**
 * Whether nobody needs to read any more what the clock said: the case is closed or no longer at that stage, or its dates moved on and
 * the same rung comes again.
 */
export function isSettled({ stage, at, told }: Said, now: Stands): boolean {
  if (now.isClosed || now.stage !== stage || now.since > at) return true;
  const index = told && now.ladder && indexOfTold(now.ladder, told);
  return index !== undefined && index >= now.rung;
}
