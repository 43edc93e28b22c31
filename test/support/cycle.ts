import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, Heard } from '#local/demo/caller';
import { declaration } from './declared.ts';
import type { Door } from './door.ts';

/** What tests read of a case. */
export interface Seen {
  readonly number: string;
  readonly stage: string;
  readonly round: number;
  readonly version: number;
  readonly hash: string;
  readonly holder: string;
  readonly nextActs: readonly { readonly act: string }[];
  readonly claimant: { readonly id: string } | null;
}

export interface Trail {
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly stage: string;
  readonly round: number;
  readonly basis: string;
  readonly hash: string;
  readonly previous: string;
  readonly target: string | null;
  readonly fatal: string | null;
}

let months = 0;

/** A period that no other case of this process has: months of their own, far in the past. */
export function freshPeriod(): { from: string; to: string } {
  const month = 1900 * 12 + months++;
  const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { from: text, to: text };
}

const official = { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' };

/** The statement of a submission: a component without a standard of its own, unless told otherwise. */
export const statement = (file: string, more: Record<string, unknown> = {}) => ({
  component: '1.1',
  nature: 'data',
  period: freshPeriod(),
  official,
  accountable: true,
  accessClass: 'open',
  declaration,
  file: { id: file },
  ...more,
});

let contents = 0;

/** A readable table that no other upload has. */
export async function uploadTable(caller: Caller): Promise<string> {
  const { status, body } = await caller.upload(`kolom,nilai\nbaris,${contents++}${process.pid}\n`, 'tabel.csv');
  if (status !== 201) throw new Error(`upload: ${status}`);
  return body.id;
}

export async function submit(caller: Caller, more: Record<string, unknown> = {}): Promise<Seen> {
  const { status, body } = await caller.post<Seen>('/v1/submissions', statement(await uploadTable(caller), more));
  if (status !== 201) throw new Error(`submit: ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function see(caller: Caller, number: string): Promise<Seen> {
  return (await caller.get<Seen>(`/v1/submissions/${number}`)).body;
}

/** Waits until a case stands as wanted; what never comes is said. */
export async function until(
  caller: Caller,
  number: string,
  wanted: (seen: Seen) => boolean,
  within = 60_000,
): Promise<Seen> {
  const end = Date.now() + within;
  for (;;) {
    const seen = await see(caller, number);
    if (wanted(seen)) return seen;
    if (Date.now() > end)
      throw new Error(`case ${number} stays ${seen.stage}, round ${seen.round}, version ${seen.version}`);
    await pause(40);
  }
}

export const untilStage = (caller: Caller, number: string, stage: string, within?: number): Promise<Seen> =>
  until(caller, number, (seen) => seen.stage === stage, within);

/** An act on the case as it was seen. */
export function act(
  caller: Caller,
  name: string,
  { number, version, hash }: Seen,
  more: Record<string, unknown> = {},
  key?: string,
): Promise<Heard<Seen & { code: string }>> {
  return caller.post<Seen & { code: string }>(
    `/v1/submissions/${number}/${name}`,
    { ...bodyOf(name, hash), ...more },
    {
      match: `"v${version}"`,
      ...(key !== undefined && { key }),
    },
  );
}

function bodyOf(name: string, hash: string): Record<string, unknown> {
  if (name === 'return') return { hash, findings: [{ item: 'validated', text: 'Perbaiki baris pertama.' }], term: 5 };
  if (name === 'accept') return { hash };
  if (name === 'put-back' || name === 'assign') return { reason: 'Pembagian ulang pekerjaan.' };
  if (name === 'withdraw') return { reason: 'Salah unggah.' };
  if (name === 'resubmit') return { official, accountable: true };
  return {};
}

/** An act that must be allowed; answers the case after it. "Try again" is tried again under the same key, as any client should. */
export async function done(
  caller: Caller,
  name: string,
  seen: Seen,
  more: Record<string, unknown> = {},
): Promise<Seen> {
  const key = randomUUID();
  let { status, body } = await act(caller, name, seen, more, key);
  for (let times = 0; times < 5 && isToBeAskedAgain(status, body.code); times += 1) {
    await pause(1000);
    ({ status, body } = await act(caller, name, seen, more, key));
  }
  if (status !== 200) throw new Error(`${name} of ${seen.number}: ${status} ${JSON.stringify(body)}`);
  return body;
}

const isToBeAskedAgain = (status: number, code: string) => status === 503 || code === 'still-running';

export const resubmit = async (caller: Caller, seen: Seen): Promise<Seen> =>
  done(caller, 'resubmit', seen, { file: { id: await uploadTable(caller) } });

export async function trailOf(caller: Caller, number: string): Promise<Trail[]> {
  return (await caller.get<{ items: Trail[] }>(`/v1/submissions/${number}/events`)).body.items;
}

/** The people of a door that most tests need. */
export async function cast(door: Door) {
  const [producer, officer, colleague] = await Promise.all([
    door.as('produsen'),
    door.as('petugas'),
    door.as('petugas2'),
  ]);
  return { producer, officer, colleague };
}
