import type { Caller, Heard } from '#local/demo/caller';
import { cast, done, type Seen, submit, untilStage } from './cycle.ts';
import type { Door } from './door.ts';

/** A problem as callers read it. */
export interface Told {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly remedy: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly nextActs?: readonly string[];
  readonly by?: { readonly id: string; readonly name: string };
  readonly at?: string;
  readonly instance: string;
}

/** Status and code in one line, for tables of refusals. */
export const outcome = ({ status, body }: Heard<unknown>): string => {
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? `${status} ${code}` : String(status);
};

export const listOf = async <I>(caller: Caller, path: string): Promise<I[]> =>
  (await caller.get<{ items: I[] }>(path)).body.items;

export type Cast = Awaited<ReturnType<typeof cast>>;

/** A case of the demo producer, as far as a test needs it. */
export const inReview = async ({ producer }: Cast, more = {}): Promise<Seen> =>
  untilStage(producer, (await submit(producer, more)).number, 'in-review');

export const claimed = async (people: Cast, more = {}): Promise<Seen> =>
  done(people.officer, 'claim', await inReview(people, more));

export const returned = async (people: Cast, more = {}): Promise<Seen> =>
  done(people.officer, 'return', await claimed(people, more));

export const secured = async (people: Cast, more = {}): Promise<Seen> => {
  const { number } = await done(people.officer, 'accept', await claimed(people, more));
  return untilStage(people.officer, number, 'secured');
};

export const castOf = (door: Door): Promise<Cast> => cast(door);

/** An office whose machine finds nothing, at once: for tests of the door that need many cases and no reports. */
export const withoutChecks = { checks: () => ({ checkFile: async () => ({ errors: 0, warnings: 0 }) }) };
