import { setTimeout as pause } from 'node:timers/promises';
import { standardFor } from '#domain/standard';
import type { Text } from '#domain/text';
import type { Caller, Heard } from '#local/demo/caller';

/** What tests read of a registration. */
export interface Registered {
  readonly number: string;
  readonly stage: string;
  readonly round: number;
  readonly version: number;
  readonly hash: string;
  readonly holder: string;
  readonly target: string | null;
  readonly trial: { readonly sound: boolean; readonly flaws: readonly Text[] } | null;
  readonly nextActs: readonly { readonly act: string }[];
}

export const decision = { authority: 'Pejabat Contoh yang Berwenang', number: 'KEP-CONTOH-1/2026', date: '2026-11-02' };

/** The house's draft for exports as a proposal of PDSI; what a test changes of it comes in `more` and `content`. */
export function proposedStandard(more: Record<string, unknown> = {}, content: Record<string, unknown> = {}) {
  const { version: _, ...draft } = standardFor('20.1');
  return {
    kind: 'standard',
    subject: '20.1',
    version: '1.0.0',
    validFrom: '2025-07',
    decision,
    content: { ...draft, ...content },
    ...more,
  };
}

export const automaticReturn = (codes: readonly string[], more: Record<string, unknown> = {}) => ({
  kind: 'automatic-return',
  subject: '20.1',
  version: '1.0.0',
  validFrom: '2026-01-01',
  decision,
  content: { codes },
  ...more,
});

export async function propose(caller: Caller, proposal: object): Promise<Registered> {
  const { status, body } = await caller.post<Registered>('/v1/registrations', proposal);
  if (status !== 201) throw new Error(`propose: ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function untilTried(caller: Caller, number: string): Promise<Registered> {
  for (const end = Date.now() + 60_000; ; await pause(50)) {
    const { body } = await caller.get<Registered>(`/v1/registrations/${number}`);
    if (body.stage !== 'received') return body;
    if (Date.now() > end) throw new Error(`registration ${number} stays ${body.stage}`);
  }
}

export function onRegistration(
  caller: Caller,
  name: string,
  { number, version, hash }: Registered,
  body: object = name === 'record' ? { hash } : { reason: 'Salah tulis.' },
  key?: string,
): Promise<Heard<Registered & { code: string }>> {
  const match = `"v${version}"`;
  return caller.post(`/v1/registrations/${number}/${name}`, body, { match, ...(key !== undefined && { key }) });
}

/** A proposal on its whole way: proposed by one officer, recorded by the other. */
export async function register(officer: Caller, colleague: Caller, proposal: object): Promise<Registered> {
  const tried = await untilTried(officer, (await propose(officer, proposal)).number);
  const { status, body } = await onRegistration(colleague, 'record', tried);
  if (status !== 200)
    throw new Error(`record: ${status} ${JSON.stringify(body)} ${JSON.stringify(tried.trial?.flaws)}`);
  return body;
}

/** A recorded exception by which machines of the demo unit come in (28/24 19). */
export const exceptionForMachines = {
  kind: 'machine-access',
  subject: 'contoh.ekspor',
  version: '1.0.0',
  validFrom: '2026-01-01',
  decision,
  content: { ground: 'exception' },
};

export interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly kind: string;
}

/** The table of a year that is in force, day by day. */
export async function holidaysOf(caller: Caller, year: string): Promise<readonly Holiday[]> {
  const path = `/v1/register-entries?kind=calendar&subject=${year}`;
  const { body } = await caller.get<{ items: { calendar: { holidays: Holiday[] } }[] }>(path);
  return body.items[0]?.calendar.holidays ?? [];
}

export const calendarOfYear = (subject: string, version: string, holidays: readonly Holiday[]) => ({
  kind: 'calendar',
  subject,
  version,
  validFrom: '2026-01-01',
  decision,
  content: { holidays },
});

/** The table of a day's year with that day as one more holiday. */
export async function withHoliday(caller: Caller, day: string, version: string) {
  const year = day.slice(0, 4);
  const more = { day, name: 'Hari Libur Contoh', kind: 'libur-nasional' };
  return calendarOfYear(year, version, [...(await holidaysOf(caller, year)), more]);
}

/** Until every open case has been told of what was recorded. */
export async function untilSpread(caller: Caller, number: string): Promise<Registered> {
  for (const end = Date.now() + 60_000; ; await pause(50)) {
    const { body } = await caller.get<Registered>(`/v1/registrations/${number}`);
    if (body.stage !== 'spreading') return body;
    if (Date.now() > end) throw new Error(`registration ${number} does not reach the open cases`);
  }
}
