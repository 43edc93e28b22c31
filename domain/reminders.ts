import type { RungName } from './ladder.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Text } from './text.ts';

/**
 * What the clock says by itself; every process has all of them. `due-moved`: the rules of the clock changed while the case was open.
 * None of them decides anything (house standard: no law of the four lets a period lapse into a decision).
 */
export type Reminder = RungName | 'due-moved' | 'claim-lapsed';

interface Said {
  readonly to: 'same';
  readonly basis: LegalBasis;
  readonly notify: 'holder';
  readonly text: Text;
}

const said = (id: string, en: string): Said => ({
  to: 'same',
  basis: 'house standard',
  notify: 'holder',
  text: { id, en },
});

export const reminders: Readonly<Record<Reminder, Said>> = {
  reminded: said('mendekati batas waktu', 'date draws near'),
  'target-passed': said('melewati target', 'target passed'),
  'fatal-passed': said('melewati batas akhir', 'fatal date passed'),
  escalated: said('diteruskan ke atas karena belum ditindaklanjuti', 'escalated: nothing has been done'),
  dormant: said('tertidur: tidak ada jawaban', 'dormant: nobody answers'),
  'due-moved': said('tanggal bergeser karena aturan waktu berubah', 'dates moved: the rules of the clock changed'),
  'claim-lapsed': said('kembali ke antrean karena tidak dikerjakan', 'claim lapsed: back in the pool'),
};

export const isReminder = (happening: string): happening is Reminder => Object.hasOwn(reminders, happening);

/** Whether the ladder says it; the other two are no rungs. */
export const isRung = (happening: Reminder): happening is RungName =>
  happening !== 'due-moved' && happening !== 'claim-lapsed';
