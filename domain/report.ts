import { checklist } from './checklist.ts';
import type { CheckReport, Finding } from './finding.ts';
import { spansWords } from './standard/spans.ts';
import { text } from './text.ts';

/** A finding with the item of the checklist that it offends, in words and with its basis. */
export const cited = <F extends Pick<Finding, 'item'>>(finding: F) => ({
  ...finding,
  itemText: checklist[finding.item].text,
  basis: checklist[finding.item].basis,
});

/** A report as people and machines read it, by the door as by the command line; where its complete list lies is ours to know. */
export function shownReport(report: CheckReport) {
  const { standard, version, rows, errors, warnings, spans, returnedUnder, totals, findings } = report;
  return {
    standard,
    version,
    rows,
    errors,
    warnings,
    ...(spans && { spans: { ...spans, message: spansWords(spans) } }),
    ...(returnedUnder && { returnedUnder }),
    totals: [...totals],
    findings: findings.map(cited),
  };
}

/** Whether what belongs to an event quotes what stands in a file: the report of its checks does. */
export const quotesContent = (detail: unknown): boolean =>
  typeof detail === 'object' && detail !== null && Object.hasOwn(detail, 'report');

/** What stands in place of it for those who may not read the content of files. */
export const withheld = {
  withheld: text(
    'Kutipan isi berkas tidak ditunjukkan kepada yang tidak berhak membacanya.',
    'What quotes the file is not shown to those who may not read it.',
  ),
};

/** The same for those who may not read the content of files: where and what, without what stands there, which messages quote too. */
export function withoutContent(report: ReturnType<typeof shownReport>): ReturnType<typeof shownReport> {
  return {
    ...report,
    findings: report.findings.map(({ code, severity, item, itemText, basis, row, column }) => ({
      code,
      severity,
      item,
      itemText,
      basis,
      ...(row !== undefined && { row }),
      ...(column !== undefined && { column }),
      message: {
        id: `Menyimpang dari aturan ${code}; isinya tidak ditunjukkan kepada yang tidak berhak membaca berkas.`,
        en: `Offends the rule ${code}; what stands there is not shown to those who may not read the file.`,
      },
      remedy: {
        id: 'Produsen data melihat cara memperbaikinya.',
        en: 'The producer of the data sees how to mend it.',
      },
    })),
  };
}
