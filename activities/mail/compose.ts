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
  const { number, title, process } = event.case;
  const words = wordsOf(process);
  const what = words.happening(event.act);
  const paragraph = (language: keyof Text) => {
    const say = (id: string, en: string) => (language === 'id' ? id : en);
    const due = event.fatal ? [say('Batas waktu', 'Due')] : [];
    return [
      `${say('Perkara', 'Case')} ${number}: ${title}`,
      `${say('Yang terjadi', 'What happened')}: ${what[language]}, ${inWib(event.at.getTime())} (${event.basis})`,
      `${say('Tahap', 'Stage')}: ${words.stage(event.stage)[language]}, ${say('putaran', 'round')} ${event.round}`,
      `${say('Giliran', 'Next to act')}: ${holderWords[event.holder as Holder][language]}`,
      ...due.map(
        (label) =>
          `${label}: ${inWib((event.target ?? event.at).getTime())} (${say('paling lambat', 'at the latest')} ${inWib((event.fatal ?? event.at).getTime())})`,
      ),
      ...(publicUrl ? [`${publicUrl}/v1/${words.path}/${number}`] : []),
    ].join('\n');
  };
  return {
    subject: `[${number}] ${what.id}: ${title}`,
    text: `${paragraph('id')}\n\n---\n\n${paragraph('en')}\n`,
    references: `<${caseId.replace(':', '.')}@sip-back-office>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
