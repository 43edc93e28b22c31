import type { Caller } from '#local/demo/caller';
import { done, resubmit, type Seen, submit, untilStage } from '#test/support/cycle';

export interface Cast {
  readonly producer: Caller;
  readonly officer: Caller;
  readonly colleague: Caller;
  /** Waits until the workflow of a case has ended. */
  readonly closed: (number: string) => Promise<unknown>;
}

const reviewed = async ({ producer }: Cast): Promise<Seen> =>
  untilStage(producer, (await submit(producer)).number, 'in-review');

const accepted = async (cast: Cast, seen: Seen): Promise<Seen> => {
  await done(cast.officer, 'accept', await done(cast.officer, 'claim', seen));
  return untilStage(cast.officer, seen.number, 'secured');
};

const returned = async ({ officer }: Cast, seen: Seen): Promise<Seen> =>
  done(officer, 'return', await done(officer, 'claim', seen));

/** Every way that a submission can go, by name; each ends at rest and answers the case. */
export const paths: Readonly<Record<string, (cast: Cast) => Promise<Seen>>> = {
  'accepted at once': async (cast) => accepted(cast, await reviewed(cast)),

  'returned, corrected, accepted': async (cast) => {
    const again = await resubmit(cast.producer, await returned(cast, await reviewed(cast)));
    return accepted(cast, await untilStage(cast.producer, again.number, 'in-review'));
  },

  'returned three times': async (cast) => {
    let seen = await reviewed(cast);
    for (let round = 1; round <= 3; round += 1) {
      const { number } = await resubmit(cast.producer, await returned(cast, seen));
      seen = await untilStage(cast.producer, number, 'in-review');
    }
    return accepted(cast, seen);
  },

  'claimed, released, claimed by another': async (cast) => {
    const released = await done(cast.officer, 'release', await done(cast.officer, 'claim', await reviewed(cast)));
    await done(cast.colleague, 'accept', await done(cast.colleague, 'claim', released));
    return untilStage(cast.colleague, released.number, 'secured');
  },

  'withdrawn during review': async (cast) => done(cast.producer, 'withdraw', await reviewed(cast)),

  'returned after storage, corrected, accepted': async (cast) => {
    const stored = await accepted(cast, await reviewed(cast));
    await cast.closed(stored.number);
    const again = await resubmit(cast.producer, await done(cast.officer, 'return', stored));
    return accepted(cast, await untilStage(cast.producer, again.number, 'in-review'));
  },
};
