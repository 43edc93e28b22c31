import type { Period } from '#domain/clock';
import type { Ladder } from '#domain/ladder';
import type { Periods } from '#domain/register';

/** House standards: no article of the four regulations reminds anybody of anything. */
const basis = 'house standard';

/** Up to the fatal date it is the holder's; then their head hears it, Setjen, and Itjen as a fact for oversight. */
const ofOffice: Ladder = {
  rungs: [
    { of: 'target', days: -1, to: ['holder'] },
    { of: 'target', days: 0, to: ['holder'] },
    { of: 'fatal', days: 0, to: ['holder', 'head'] },
    { of: 'fatal', days: 5, to: ['holder', 'head'] },
    { of: 'fatal', days: 10, to: ['head', 'setjen'] },
    { of: 'fatal', days: 20, to: ['setjen', 'itjen'] },
  ],
  after: { every: 20, unit: 'working-days', to: ['head', 'setjen'] },
};

/** A producer who never answers leaves a case that sleeps, and of which their head hears every year. */
const ofProducer: Ladder = {
  rungs: [
    { of: 'target', days: -2, to: ['holder'] },
    { of: 'target', days: 0, to: ['holder'] },
    { of: 'fatal', days: 0, to: ['holder', 'head'] },
    { of: 'fatal', days: 10, to: ['holder', 'head'] },
    { of: 'fatal', days: 20, to: ['head', 'setjen'] },
    { of: 'fatal', days: 40, to: ['setjen', 'itjen'] },
  ],
  after: { every: 1, unit: 'years', to: ['head'], dormant: true },
};

const ofSystem: Ladder = {
  rungs: [
    { of: 'target', days: 0, to: ['holder'] },
    { of: 'fatal', days: 0, to: ['holder', 'head'] },
  ],
  after: { every: 5, unit: 'working-days', to: ['holder', 'head'] },
};

const machine: Period = { target: 30, fatal: 240, unit: 'minutes', basis, ladder: ofSystem };
const office = (target: number, fatal: number): Period => ({
  target,
  fatal,
  unit: 'working-days',
  basis,
  ladder: ofOffice,
});
const producer = (target: number, fatal: number): Period => ({ ...office(target, fatal), ladder: ofProducer });

/** Of every process: the law gives no period to submit, review, correct, resubmit or register. */
export const periods: Readonly<Record<string, Periods['stages']>> = {
  registration: {
    received: machine,
    unsound: office(5, 10),
    proposed: office(5, 10),
    spreading: machine,
  },
  submission: {
    received: machine,
    'in-review': { ...office(3, 5), lease: 5 },
    clarifying: producer(3, 5),
    returned: { ...producer(10, 15), extension: { most: 2, days: 10 } },
    'extension-asked': office(2, 3),
    accepted: machine,
    stored: machine,
  },
};

/** The version of these standards on register: a change of them is another version, and open cases keep theirs. */
export const periodsVersion = '0.2';
