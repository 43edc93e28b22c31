import type { CaseSeen, Finding, Findings } from './answers.ts';
import { type Cast, look, type Name } from './cast.ts';
import { both, sayField, sayHeading, sayLink } from './page.ts';

let steps = 0;

/** A step: numbered, and by whom. */
export function begin(who: string, title: string): void {
  steps += 1;
  sayHeading(`${String(steps).padStart(2)}  ${title}`);
  sayField('Oleh / by', who);
}

/** How the case stands: what everybody who has to do with it sees in every answer. */
export async function sayCase(cast: Cast, number: string): Promise<void> {
  const { stageText, round, holderText, claimant, dueText, links } = await look(cast, 'operator', number);
  sayField('Tahap / stage', `${both(stageText)}, putaran / round ${round}`);
  const claimed = claimant ? `, diambil oleh / claimed by ${claimant.name}` : '';
  sayField('Giliran / next to act', `${both(holderText)}${claimed}`);
  sayField('Batas waktu / due', dueText ?? 'tidak ada / none');
  sayLink('Temporal', links['workflow']);
}

export const placeOf = ({ row, column }: Pick<Finding, 'row' | 'column'>): string =>
  [row === undefined ? '' : `baris / row ${row}, `, column === undefined ? '' : `${column}: `].join('');

export async function findingsOf({ callers }: Cast, name: Name, { links }: CaseSeen): Promise<Findings> {
  return (await callers[name].get<Findings>(links['findings'] ?? '')).body;
}
