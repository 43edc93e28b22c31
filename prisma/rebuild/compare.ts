import { hashOf } from '#prisma/chain';
import type { Reading } from './story.ts';

type Row = Readonly<Record<string, unknown>>;

/** What of the old reading is not what the record tells: tables, rounds and columns by name. */
export function differences(old: Partial<Reading>, told: Reading): string[] {
  return [
    ...between('case', old.row, told.row),
    ...between('submission', old.submission, told.submission),
    ...betweenRounds('submission_round', old.rounds ?? [], told.rounds),
    ...betweenRounds('proposal', old.proposals ?? [], told.proposals),
  ];
}

function betweenRounds(
  table: string,
  old: readonly (object & { round: number })[],
  told: readonly (object & { round: number })[],
): string[] {
  const rounds = [...new Set([...old, ...told].map(({ round }) => round))].toSorted((a, b) => a - b);
  const of = (rows: typeof old, wanted: number) => rows.find(({ round }) => round === wanted);
  return rounds.flatMap((round) => between(`${table} ${round}`, of(old, round), of(told, round)));
}

/** Columns that the record does not tell, such as those that PostgreSQL writes itself, are not compared. */
function between(what: string, old: object | undefined, told: object | undefined): string[] {
  if (!told) return old ? [`${what} was added`] : [];
  if (!old) return [`${what} is missing`];
  return Object.entries(told)
    .filter(([column, value]) => !isSame((old as Row)[column], value))
    .map(([column]) => `${what}.${column}`);
}

const isSame = (one: unknown, other: unknown): boolean => hashOf(plain(one)) === hashOf(plain(other));

/** As JSON has it: instants as text, sizes as numbers. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify([value ?? null], (_key, part) => (typeof part === 'bigint' ? Number(part) : part)));
}
