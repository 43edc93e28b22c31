import { type Calendar, dayOf, isWorkingDay, startOf } from './calendar.ts';

/** When gathered mail goes out on a working day: 07.30 WIB (house standard). */
export const morning = { hour: 7, minute: 30 } as const;

const sinceMidnight = (morning.hour * 60 + morning.minute) * 60_000;

/** The working day (`YYYY-MM-DD`) on whose morning goes out what the clock says at an instant: the same day, if its mail has not gone yet. */
export function morningAfter(at: number, calendar: Calendar): string {
  for (let instant = at; ; instant += 86_400_000) {
    const day = dayOf(instant);
    if (isWorkingDay(day, calendar) && at < startOf(day) + sinceMidnight) return day;
  }
}
