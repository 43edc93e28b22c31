import type { Severity } from '#domain/finding';
import { legible } from '#domain/hidden';
import type { shownReport } from '#domain/report';

import { counted, type Text, text } from '#domain/text';

import { couldNotBeRead } from '#domain/unreadable';
import type { Asked } from './arguments.ts';
import { bundleAt } from './not-checked.ts';

type Report = ReturnType<typeof shownReport>;
type Language = 'id' | 'en';
type Told = Pick<Asked, 'list' | 'standard' | 'component' | 'bundle'>;

const severities: Record<Severity, Record<Language, string>> = {
  info: { id: 'informasi', en: 'info' },
  warning: { id: 'peringatan', en: 'warning' },
  error: { id: 'galat', en: 'error' },
  blocker: { id: 'penghalang', en: 'blocker' },
};

/** So many findings are shown; the list has all. */
const mostShown = 10;

/** The report for people: Indonesian first, English below it. */
export function inWords(report: Report, asked: Told): string {
  return `${[...block(report, 'id', asked), '', ...block(report, 'en', asked)].join('\n')}\n`;
}

function block(report: Report, language: Language, asked: Told): string[] {
  const { totals, findings } = report;
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const shown = findings.slice(0, mostShown);
  return [
    headline(report, language),
    `  ${judge(asked, language)}`,
    ...notDone(asked, language),
    ...totals.map(({ code, severity, total }) => `  ${severities[severity][language]}  ${code}  ${total}`),
    ...shown.map(({ row, column, message, remedy, itemText, basis }) => {
      const place = [row !== undefined && `${language === 'id' ? 'baris' : 'row'} ${row}`, column].filter(Boolean);
      return `  - ${legible(place.join(', '))}: ${message[language]} ${remedy[language]} [${itemText[language]}; ${basis}]`;
    }),
    ...rest(all - shown.length, language, asked),
  ];
}

function headline(report: Report, language: Language): string {
  const { standard, version, rows, errors, warnings } = report;
  if (couldNotBeRead(report))
    return language === 'id'
      ? `Tidak dapat dibaca, karena itu tidak diperiksa (${standard} ${version}).`
      : `It cannot be read and was not checked therefore (${standard} ${version}).`;
  const { id, en } = verdictOf(report);
  return language === 'id'
    ? `${id}: ${errors} galat, ${warnings} peringatan dalam ${rows} baris (${standard} ${version}).`
    : `${en}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(rows, 'row')} (${standard} ${version}).`;
}

/** A warning may be of numbers a thousand times too small: that nothing has to be done is only said without any. */
function verdictOf({ errors, warnings }: Report): Text {
  if (errors > 0) return text('Harus diperbaiki', 'To be corrected');
  if (warnings > 0)
    return text(
      'Tidak ada galat, tetapi setiap peringatan harus dilihat, lalu diperbaiki atau dijelaskan',
      'There are no errors, but every warning has to be looked at, and corrected or explained',
    );
  return text('Tidak ada yang harus diperbaiki', 'Nothing has to be corrected');
}

/** By what was judged: a draft of the program's own says nothing of what PDSI has registered since. */
function judge({ standard, component, bundle }: Told, language: Language): string {
  if (!bundle) {
    const at = bundleAt(component);
    return language === 'id'
      ? `Dinilai menurut draf yang disertakan dalam program ini, versi ${standard.version}; PDSI mungkin menyimpan versi lain. Ambil bundelnya dari API kantor (${at}), lalu ulangi dengan --bundle.`
      : `Judged by the draft shipped with this program, version ${standard.version}; PDSI may keep another. Take the bundle from the API of the office (${at}), and repeat with --bundle.`;
  }
  const { version, validFrom, validTo, authority, decisionNumber, decisionDate } = bundle.registered.standard;
  const decided = [authority, decisionNumber, decisionDate].filter(Boolean).join(', ');
  const validity = validityOf(validFrom, validTo, language);
  if (language === 'id') {
    const by = decisionNumber === null ? 'draf, belum diputuskan' : decided;
    return `Dinilai menurut bundel PDSI yang diambil ${bundle.takenAt}: versi ${version} (${by}), berlaku ${validity}.`;
  }
  const by = decisionNumber === null ? 'a draft, not decided yet' : decided;
  return `Judged by PDSI's bundle taken ${bundle.takenAt}: version ${version} (${by}), valid ${validity}.`;
}

/** What the office does besides, and a producer's machine cannot: it has no earlier file. */
function notDone({ standard: { schema } }: Told, language: Language): string[] {
  const against = schema['sip:compare']?.against;
  if (against === undefined) return [];
  const before = against === 'year-before' ? text('tahun', 'year') : text('periode', 'period');
  return [
    language === 'id'
      ? `  Tidak dibandingkan dengan ${before.id} sebelumnya: datanya ada di kantor. Untuk perbandingannya, kirim berkas ini sebagai uji coba (POST /v1/checks).`
      : `  Not compared with the ${before.en} before: its data are at the office. For the comparison, send this file as a dry run (POST /v1/checks).`,
  ];
}

/** A draft that was shipped is valid from the beginning of the calendar: nobody reads that as a month. */
function validityOf(from: string, to: string | null, language: Language): string {
  const begins = from > '0001' ? from : undefined;
  if (language === 'id') {
    if (begins === undefined) return to === null ? 'untuk semua bulan' : `sampai ${to}`;
    return to === null ? `sejak ${begins}` : `${begins} sampai ${to}`;
  }
  if (begins === undefined) return to === null ? 'for every month' : `until ${to}`;
  return to === null ? `from ${begins} on` : `${begins} to ${to}`;
}

function rest(more: number, language: Language, { list }: Told): string[] {
  const said = [];
  if (more > 0) said.push(language === 'id' ? `  dan ${more} temuan lain.` : `  and ${counted(more, 'finding')} more.`);
  if (list !== undefined) said.push(language === 'id' ? `  Daftar lengkap: ${list}` : `  The complete list: ${list}`);
  else if (more > 0)
    said.push(language === 'id' ? '  Semuanya: --list temuan.csv' : '  All of them: --list findings.csv');
  return said;
}
