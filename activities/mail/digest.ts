import { inWib } from '#domain/calendar';
import { type Holder, holderWords } from '#domain/case';
import { morningOf } from '#domain/digest';
import { wordsOf } from '#domain/processes';
import type { Text } from '#domain/text';
import { byMachine, inOneLine } from './compose.ts';

/** A case of which the clock has something to tell, and what it said last. */
export interface Line {
  readonly caseId: string;
  readonly process: string;
  readonly number: string;
  readonly title: string;
  readonly stage: string;
  readonly round: number;
  readonly holder: string;
  readonly target: Date | null;
  readonly fatal: Date | null;
  readonly act: string;
  readonly at: Date;
  /** How many rungs before that one nobody has mailed yet. */
  readonly before: number;
}

/** More of them nobody reads in a mail; the rest is counted. */
export const mostLines = 100;

/** The most late first; what has no date comes last. */
export function byLateness(one: Line, other: Line): number {
  const [first, second] = [one.target?.getTime() ?? Infinity, other.target?.getTime() ?? Infinity];
  if (first !== second) return first < second ? -1 : 1;
  return one.caseId < other.caseId ? -1 : 1;
}

interface Gathered {
  readonly day: string;
  readonly lines: readonly Line[];
  /** How many cases in all, with those that have no line. */
  readonly count: number;
  readonly publicUrl: string | undefined;
}

/** What the clock has said to one person, Indonesian first: one case after the other, no names, no findings, nothing of the data. */
export function composeDigest({ day, lines, count, publicUrl }: Gathered) {
  const address = publicUrl?.replace(/\/$/, '');
  const paragraph = (language: keyof Text) => {
    const say = (id: string, en: string) => (language === 'id' ? id : en);
    const more = count - lines.length;
    return [
      say(
        `Perkara yang menunggu tindakan menurut jam kerja sistem: ${count}. Yang paling terlambat disebut lebih dahulu.`,
        `Cases that wait, by the clock: ${count}. The most late come first.`,
      ),
      ...lines.map((line, at) => `${at + 1}. ${sentences(line, language, address).join('\n   ')}`),
      ...(more > 0
        ? [`${say(`Dan ${more} perkara lagi`, `And ${more} more`)}${address ? `: ${address}/v1/tasks` : ''}`]
        : []),
    ].join('\n\n');
  };
  return {
    subject: `${dayIn(day)}: ${count} perkara menunggu`,
    text: `${paragraph('id')}\n\n---\n\n${paragraph('en')}\n`,
    ...byMachine,
  };
}

/** Stable for ever: a digest that goes out twice after a crash carries the same Message-ID, and mailboxes show it once. */
export const digestId = (day: string, recipient: string): string => `<digest.${day}.${recipient}@sip-back-office>`;

function sentences(line: Line, language: keyof Text, address: string | undefined): string[] {
  const { process, number, title, stage, round, holder, target, fatal, act, at, before } = line;
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const when = (instant: Date) => inWib(instant.getTime(), language);
  const words = wordsOf(process);
  const earlier = before > 0 ? ` (${say(`dan ${before} sebelumnya`, `and ${before} before it`)})` : '';
  return [
    `${say('Perkara', 'Case')} ${number}: ${inOneLine(title)}`,
    `${say('Pengingat', 'Reminder')}: ${words.happening(act)[language]}, ${when(at)}${earlier}`,
    `${say('Tahap', 'Stage')}: ${words.stage(stage)[language]}, ${say('putaran', 'round')} ${round}`,
    `${say('Giliran', 'Next to act')}: ${holderWords[holder as Holder][language]}`,
    ...(target && fatal
      ? [`${say('Batas waktu', 'Due')}: ${when(target)} (${say('paling lambat', 'at the latest')} ${when(fatal)})`]
      : []),
    ...(address ? [`${address}/v1/${words.path}/${number}`] : []),
  ];
}

/** `3 November 2026`. */
const dayIn = (day: string): string => inWib(morningOf(day)).split(',')[0] ?? day;
