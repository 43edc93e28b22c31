import { randomUUID } from 'node:crypto';
import { type RecordActivities, recordActivities } from '#activities/record';
import { submissionChronicle } from '#activities/submission';
import type { Actor, CaseEvent } from '#domain/case';
import type { OpenAct, Submission, SubmissionCommand } from '#domain/submission';
import { submissionProcess as course } from '#domain/submission/course';
import type { Step } from '#domain/submission/steps';
import type { Database } from '#prisma/database';
import { keepPeople } from './people.ts';

const hash = 'a'.repeat(64);
/** Monday 2 November 2026, 09.00 WIB. */
export const morning = Date.parse('2026-11-02T02:00:00Z');
const minute = 60_000;

/** What a person wrote; none of it may leave the record. */
export const statement = {
  component: '20.1',
  nature: 'data',
  period: { from: '2025-01', to: '2025-10' },
  official: { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' },
  channel: 'portal',
};

/** No two open cases are about the same months: the first of a year about those of the statement, each later one about a year before. */
function periodOf(number: string): typeof statement.period {
  const year = Number(number.slice(0, 4)) - Number(number.slice(5));
  return { from: `${year}-01`, to: `${year}-10` };
}

export const producer: Actor = { person: 'p-produsen', role: 'producer', unit: 'contoh.ekspor' };
export const officer: Actor = { person: 'p-petugas', role: 'pdsi', unit: 'kemendag.pdsi' };

type Batch = Parameters<RecordActivities['record']>[0];

export interface Written {
  readonly state: Submission;
  readonly events: CaseEvent[];
}

/** The recorder of a database, and cases that are led through it by hand, one minute after the other. */
export async function recorderOf(database: Database) {
  await keepPeople(database, [producer.person, officer.person]);
  const recorder = recordActivities({ database, chronicles: { submission: submissionChronicle('Pusat Data Uji') } });
  const record = (batch: Batch) => recorder.record(batch);

  async function request(caseId: string, act: string, actor: Actor, body: object): Promise<string> {
    const id = randomUUID();
    const row = { id, principal: actor.person, key: id, fingerprint: id, process: 'submission', act, caseId };
    await database.request.create({
      data: { ...row, actor: { ...actor }, body, command: {}, leasedUntil: new Date(morning) },
    });
    return id;
  }

  /** The case at its first event, with its request in place and nothing recorded. */
  async function opening(number: string, at = morning): Promise<Written & { batch: Batch }> {
    const id = `submission:${number}`;
    const { component } = statement;
    const period = periodOf(number);
    const subject = `${producer.unit} ${component} ${period.from}..${period.to}`;
    const file = { id: randomUUID(), hash, size: 10, name: 'ekspor.csv' };
    const made = await request(id, 'submit', producer, { statement: { ...statement, period }, file });
    await database.slot.create({ data: { caseId: id, process: 'submission', subject } });
    const begun = { id, component, period, hash, request: made, actor: producer };
    const state = course.open(begun, at);
    const events = [course.opened(begun, state, at)];
    return { state, events, batch: { process: 'submission', state, events } };
  }

  /** What an act makes of the case; nothing recorded. */
  async function acted(
    state: Submission,
    act: OpenAct,
    actor: Actor,
    { body = {}, ...more }: Partial<SubmissionCommand> & { body?: object } = {},
  ): Promise<Written> {
    const command = { request: await request(state.id, act, actor, body), actor, version: state.version, ...more };
    const at = state.last.at + minute;
    const next = course.apply(act, state, command, at);
    return { state: next, events: [course.eventOf(act, next, at, command)] };
  }

  function stepped(state: Submission, step: Step): Written {
    const at = state.last.at + minute;
    const next = course.after(step, state, at);
    return { state: next, events: [course.eventOf(step, next, at)] };
  }

  const keep = ({ state, events }: Written) => record({ process: 'submission', state, events });

  async function opened(number: string): Promise<Submission> {
    const { state, batch } = await opening(number);
    const { terms } = await record(batch);
    return { ...state, ...(terms && { terms }) };
  }

  /** A case that was submitted, checked, claimed and returned: four events, three of them with a detail. */
  async function returned(number: string): Promise<Submission> {
    const checked = stepped(await opened(number), 'checked');
    await keep(checked);
    const claimed = await acted(checked.state, 'claim', officer);
    await keep(claimed);
    const body = { findings: [{ place: 'baris 3', remark: 'perlu diperbaiki' }], term: 10, note: 'lihat lampiran' };
    const sentBack = await acted(claimed.state, 'return', officer, { hash, findings: 1, term: 10, body });
    await keep(sentBack);
    return sentBack.state;
  }

  return { record, keep, opening, opened, acted, stepped, returned };
}
