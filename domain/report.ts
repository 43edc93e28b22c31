import { checklist } from './checklist.ts';
import type { CheckReport, Finding } from './finding.ts';

/** A finding with the item of the checklist that it offends, in words and with its basis. */
export const cited = <F extends Pick<Finding, 'item'>>(finding: F) => ({
  ...finding,
  itemText: checklist[finding.item].text,
  basis: checklist[finding.item].basis,
});

/** A report as people and machines read it, by the door as by the command line; where its complete list lies is ours to know. */
export function shownReport(report: CheckReport) {
  const { standard, version, rows, errors, warnings, returnedUnder, totals, findings } = report;
  return {
    standard,
    version,
    rows,
    errors,
    warnings,
    ...(returnedUnder && { returnedUnder }),
    totals: [...totals],
    findings: findings.map(cited),
  };
}
