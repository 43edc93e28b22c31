import type { Severity } from '#domain/finding';
import type { shownReport } from '#domain/report';
import type { Asked } from './arguments.ts';

type Report = ReturnType<typeof shownReport>;
type Language = 'id' | 'en';

const severities: Record<Severity, Record<Language, string>> = {
  info: { id: 'informasi', en: 'info' },
  warning: { id: 'peringatan', en: 'warning' },
  error: { id: 'galat', en: 'error' },
  blocker: { id: 'penghalang', en: 'blocker' },
};

/** So many findings are shown; the list has all. */
const mostShown = 10;

/** The report for people: Indonesian first, English below it. */
export function inWords(report: Report, asked: Pick<Asked, 'list'>): string {
  return `${[...block(report, 'id', asked), '', ...block(report, 'en', asked)].join('\n')}\n`;
}

function block(report: Report, language: Language, asked: Pick<Asked, 'list'>): string[] {
  const { totals, findings } = report;
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const shown = findings.slice(0, mostShown);
  return [
    headline(report, language),
    ...totals.map(({ code, severity, total }) => `  ${severities[severity][language]}  ${code}  ${total}`),
    ...shown.map(({ row, column, message, remedy }) => {
      const place = [row !== undefined && `${language === 'id' ? 'baris' : 'row'} ${row}`, column].filter(Boolean);
      return `  - ${place.join(', ')}: ${message[language]} ${remedy[language]}`;
    }),
    ...rest(all - shown.length, language, asked),
  ];
}

function headline({ standard, version, rows, errors, warnings }: Report, language: Language): string {
  if (language === 'id') {
    const verdict = errors === 0 ? 'Tidak ada yang harus diperbaiki' : 'Harus diperbaiki';
    return `${verdict}: ${errors} galat, ${warnings} peringatan dalam ${rows} baris (${standard} ${version}).`;
  }
  const verdict = errors === 0 ? 'Nothing has to be corrected' : 'To be corrected';
  return `${verdict}: ${errors} errors, ${warnings} warnings in ${rows} rows (${standard} ${version}).`;
}

function rest(more: number, language: Language, { list }: Pick<Asked, 'list'>): string[] {
  const said = [];
  if (more > 0) said.push(language === 'id' ? `  dan ${more} temuan lain.` : `  and ${more} findings more.`);
  if (list !== undefined) said.push(language === 'id' ? `  Daftar lengkap: ${list}` : `  The complete list: ${list}`);
  else if (more > 0)
    said.push(language === 'id' ? '  Semuanya: --list temuan.csv' : '  All of them: --list findings.csv');
  return said;
}
