import { inWib } from '#domain/calendar';
import { type Holder, holderWords } from '#domain/case';
import { wordsOf } from '#domain/processes';
import type { Text } from '#domain/text';
import type { Database } from '#prisma/database';

interface Occasion {
  readonly caseId: string;
  readonly seq: number;
  readonly publicUrl?: string | undefined;
}

/**
 * The mail about one event, Indonesian first. It says what happened, on which basis, who must act and by when, and where to look:
 * no names, no findings, nothing of the data. All mails of a case form one thread.
 */
export async function compose(database: Database, { caseId, seq, publicUrl }: Occasion) {
  const event = await database.event.findUniqueOrThrow({
    where: { caseId_seq: { caseId, seq } },
    include: { case: true },
  });
  const { number, process } = event.case;
  const title = inOneLine(event.case.title);
  const words = wordsOf(process);
  const what = words.happening(event.act);
  const paragraph = (language: keyof Text) => {
    const say = (id: string, en: string) => (language === 'id' ? id : en);
    const when = (instant: Date) => inWib(instant.getTime(), language);
    const { target, fatal } = event;
    return [
      `${say('Perkara', 'Case')} ${number}: ${title}`,
      `${say('Yang terjadi', 'What happened')}: ${what[language]}, ${when(event.at)} (${event.basis})`,
      `${say('Tahap', 'Stage')}: ${words.stage(event.stage)[language]}, ${say('putaran', 'round')} ${event.round}`,
      `${say('Giliran', 'Next to act')}: ${holderWords[event.holder as Holder][language]}`,
      ...(target && fatal
        ? [`${say('Batas waktu', 'Due')}: ${when(target)} (${say('paling lambat', 'at the latest')} ${when(fatal)})`]
        : []),
      ...(publicUrl ? [`${publicUrl.replace(/\/$/, '')}/v1/${words.path}/${number}`] : []),
    ].join('\n');
  };
  return {
    subject: `[${number}] ${what.id}: ${title}`,
    text: `${paragraph('id')}\n\n---\n\n${paragraph('en')}\n`,
    references: `<${caseId.replace(':', '.')}@sip-back-office>`,
    ...byMachine,
  };
}

/** No person wrote it, and nothing of it is read from a file or an address. */
export const byMachine = {
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/** A title is one line, whatever a register holds: nothing in it can begin a line of the mail, nor a header. */
// oxlint-disable-next-line no-control-regex
export const inOneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
