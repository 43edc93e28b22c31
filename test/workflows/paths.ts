import type { Caller } from '#local/demo/caller';
import { done, resubmit, type Seen, submit, untilStage } from '#test/support/cycle';
import { automaticReturn, register } from '#test/support/proposals';

export interface Cast {
  readonly producer: Caller;
  readonly officer: Caller;
  readonly colleague: Caller;
  /** Waits until the workflow of a case has ended. */
  readonly closed: (number: string) => Promise<unknown>;
}

const reviewed = async ({ producer }: Cast): Promise<Seen> =>
  untilStage(producer, (await submit(producer)).number, 'in-review');

const accepted = async (cast: Cast, seen: Seen, more = {}): Promise<Seen> => {
  await done(cast.officer, 'accept', await done(cast.officer, 'claim', seen), more);
  return untilStage(cast.officer, seen.number, 'secured');
};

const returned = async ({ officer }: Cast, seen: Seen): Promise<Seen> =>
  done(officer, 'return', await done(officer, 'claim', seen));

/** A component of its own, so that its decision sends no case of another path back. */
const underDecision = { component: '1.2' };

/** A table without rows, of which PDSI has decided that it goes back by itself. */
async function returnedByDecision({ producer, officer, colleague }: Cast): Promise<Seen> {
  const subject = underDecision.component;
  const path = `/v1/register-entries?kind=automatic-return&subject=${subject}`;
  const { items } = (await producer.get<{ items: unknown[] }>(path)).body;
  if (items.length === 0) await register(officer, colleague, automaticReturn(['no-rows'], { subject }));
  const { body } = await producer.upload(`kolom${process.hrtime.bigint()}\n`, 'kosong.csv');
  const { number } = await submit(producer, { ...underDecision, file: { id: body.id } });
  return untilStage(producer, number, 'returned');
}

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

  'returned by decision, corrected, accepted': async (cast) => {
    const again = await resubmit(cast.producer, await returnedByDecision(cast));
    return accepted(cast, await untilStage(cast.producer, again.number, 'in-review'));
  },

  'returned by decision, overruled, accepted': async (cast) => {
    const reason = 'Contoh: memang tidak ada kejadian dalam bulan ini.';
    const overruled = await done(cast.officer, 'overrule', await returnedByDecision(cast), { reason });
    return accepted(cast, overruled, { reason });
  },

  'withdrawn during review': async (cast) => done(cast.producer, 'withdraw', await reviewed(cast)),

  'returned after storage, corrected, accepted': async (cast) => {
    const stored = await accepted(cast, await reviewed(cast));
    await cast.closed(stored.number);
    const again = await resubmit(cast.producer, await done(cast.officer, 'return', stored));
    return accepted(cast, await untilStage(cast.producer, again.number, 'in-review'));
  },
};
