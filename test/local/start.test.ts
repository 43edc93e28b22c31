import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '#local/demo/caller';
import { act, done, resubmit, type Seen, see, submit, trailOf, untilStage } from '#test/support/cycle';
import { eventually, isAlive, newSystem, type Started, type System } from '#test/support/system';

let system: System;
let started: Started;
beforeAll(async () => {
  system = await newSystem();
  started = await system.start();
});
afterAll(async () => {
  started.starter.kill('SIGTERM');
  await started.ended;
  system.remove();
});

const as = async (person: string): Promise<Caller> => {
  const { output } = await system.run('token', person);
  return callerOf(system.running().addresses['api'] ?? '', output.trim());
};

/** Asks again, as the door tells people to, while a part is away. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  let answer: T | undefined;
  await eventually('the door answers', async () => {
    answer = await ask().catch(() => undefined);
    return answer !== undefined;
  });
  return answer as T;
}

describe('npm start', () => {
  it('says where everything is, in words and in running.json', () => {
    const { addresses, processes } = system.running();
    for (const part of ['api', 'temporal', 'temporalUi', 'signIn', 'mails', 'database'])
      expect(addresses).toHaveProperty(part);
    for (const pid of Object.values(processes)) expect(isAlive(pid)).toBe(true);
    expect(started.output()).toContain(`${addresses['api']}/docs`);
    expect(started.output()).toContain('npm run demo');
  });

  it('says so when the system runs already, and leaves it alone', async () => {
    const second = await system.run('start');
    expect(second).toMatchObject({ code: 1 });
    expect(second.output).toContain('runs already');
    expect(await system.run('reset')).toMatchObject({ code: 1 });
    expect((await fetch(`${system.running().addresses['api']}/readyz`)).status).toBe(200);
  });

  it('gives tokens to demo people only', async () => {
    expect(await system.run('token', 'siapa')).toMatchObject({ code: 1 });
    expect((await (await as('petugas')).get('/v1/me')).body).toMatchObject({ roles: ['pdsi'] });
  });
});

describe('a part that is killed', () => {
  it.each(['worker', 'checks', 'api', 'postgres', 'temporal'])(
    '%s: is started again, and a case goes on through it',
    async (part) => {
      const producer = await as('produsen');
      const officer = await as('petugas');
      const opened = await submit(producer);
      const pid = system.running().processes[part] ?? 0;
      process.kill(pid, 'SIGKILL');
      await eventually(`${part} is started again`, () => (system.running().processes[part] ?? pid) !== pid);
      await eventually('the API is ready', async () =>
        fetch(`${system.running().addresses['api']}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
      const seen = await again(() => untilStage(producer, opened.number, 'in-review'));
      const claimed = await again(() => claim(officer, seen));
      const returned = await again(() => done(officer, 'return', claimed));
      await again(() => resubmit(producer, returned));
      await again(() => untilStage(producer, opened.number, 'in-review'));
      expect((await trailOf(producer, opened.number)).map((event) => event.act)).toEqual([
        'submit',
        'checked',
        'claim',
        'return',
        'resubmit',
        'checked',
      ]);
    },
  );

  it('leaves a record that is proven', async () => {
    const proof = await system.run('verify');
    expect(proof).toMatchObject({ code: 0 });
    expect(proof.output).toMatch(/Proven: 5 cases/);
  });
});

/** Claims under one key, so that asking again is the same request. */
async function claim(officer: Caller, seen: Seen): Promise<Seen> {
  const { status, body } = await act(officer, 'claim', seen, {}, `claim-${seen.number}`);
  if (status !== 200) throw new Error(String(status));
  return body;
}

describe('the end', () => {
  it.each([
    ['SIGTERM to the starter', () => started.starter.kill('SIGTERM')],
    ['SIGINT to the starter', () => started.starter.kill('SIGINT')],
    ['SIGKILL to the starter', () => started.starter.kill('SIGKILL')],
    ['SIGKILL to the keeper of the parts', () => process.kill(system.running().pid, 'SIGKILL')],
  ])('by %s leaves no process, and the data is there at the next start', async (_how, stop) => {
    const { pid, processes } = system.running();
    const all = [pid, ...Object.values(processes)];
    expect(all.length).toBe(7);
    stop();
    await eventually('every process has ended', () => !all.some(isAlive), 10_000);
    await started.ended;
    await eventually('nothing is written as running', () => !system.isWritten());
    started = await system.start();
    const officer = await as('petugas');
    const { items } = (await officer.get<{ items: { number: string }[] }>('/v1/submissions')).body;
    expect(items.length).toBe(5);
    expect((await see(officer, items[0]?.number ?? '')).stage).toBe('in-review');
  });
});
