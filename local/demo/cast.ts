import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readRunning } from '#local/place';
import { Remedy, say } from '#local/say';
import { demoPeople } from '#local/sign-in/people';
import { tokenOf } from '#local/token';
import type { CaseSeen, Problem } from './answers.ts';
import { type Caller, callerOf, type Heard } from './caller.ts';

const names = ['produsen', 'petugas', 'petugas2', 'operator'] as const;
export type Name = (typeof names)[number];

/** Who takes part: one caller each, with a token from the sign-in service, and where the system is. */
export interface Cast {
  readonly callers: Readonly<Record<Name, Caller>>;
  readonly api: string;
  readonly mails: string | undefined;
}

export async function gather(): Promise<Cast> {
  const running = readRunning();
  if (!running)
    throw new Remedy(
      'Nothing runs here: start the system with npm start in another terminal, then npm run demo again.',
    );
  const api = process.env['SIP_API'] ?? running.addresses['api'] ?? '';
  const callers = await Promise.all(names.map(async (name) => [name, callerOf(api, await tokenOf(name))] as const));
  return { callers: Object.fromEntries(callers) as Cast['callers'], api, mails: running.addresses['mails'] };
}

export const nameOf = (name: Name): string => demoPeople[name]?.name ?? name;

/** What a call may be answered with: `expected` first; whatever is not named ends the demo. */
type Expected = readonly [number, ...number[]];

interface Told<B> extends Heard<B> {
  readonly problem: Problem;
}

/** Makes a call and writes it down with its answer. "Try again" is tried again, under the same key, as any client should. */
export async function tell<B>(
  what: string,
  [...expected]: Expected,
  call: (key: string) => Promise<Heard<unknown>>,
): Promise<Told<B>> {
  const key = randomUUID();
  let heard = await call(key);
  for (let attempt = 1; isToBeAskedAgain(heard) && attempt <= 10; attempt += 1) {
    say(`    ${what}  -> ${heard.status}, again in a moment`);
    await pause(Number(heard.headers.get('retry-after') ?? 5) * 1000);
    heard = await call(key);
  }
  say(`    ${what}  -> ${heard.status}`);
  if (!expected.includes(heard.status)) throw unexpected(what, expected[0], heard);
  return { ...heard, body: heard.body as B, problem: heard.body as Problem };
}

const isToBeAskedAgain = ({ status, body }: Heard<unknown>): boolean =>
  status === 503 || (status === 409 && (body as Problem).code === 'still-running');

function unexpected(what: string, expected: number | undefined, { status, body }: Heard<unknown>): Remedy {
  const { title = '', detail = '', remedy = '' } = (body ?? {}) as Partial<Problem>;
  const said = [title, detail, remedy].filter((text) => text !== '').join('. ');
  return new Remedy(
    `${what} was to be answered ${expected} and was answered ${status}.\nThe API says: ${said}\n` +
      'See .data/logs/api.log, then run npm run demo again: it goes on from where the case stands.',
  );
}

/** A case as one of the cast sees it, without a word. A case that was just opened by a run that was cut off may take a moment to be there. */
export async function look({ callers }: Cast, name: Name, number: string): Promise<CaseSeen & { etag: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body, headers } = await callers[name].get<CaseSeen>(`/v1/submissions/${number}`);
    if (status === 200) return { ...body, etag: headers.get('etag') ?? '' };
    if (attempt === 30) throw unexpected(`GET /v1/submissions/${number}`, 200, { status, body, headers });
    await pause(500);
  }
}
