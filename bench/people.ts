import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { callerOf } from '#local/demo/caller';
import { declaration } from '#local/demo/declaration';
import { readRunning } from '#local/place';
import { tokenOf } from '#local/token';

/** The system that runs on this machine. */
export function apiHere(): string {
  const api = readRunning()?.addresses['api'];
  if (!api?.startsWith('http://127.0.0.1')) throw new Error('Start the system on this machine first: npm start');
  return api;
}

/** Two people of the running system, and how long each of their acts took. */
export async function peopleHere() {
  const api = apiHere();
  const producer = callerOf(api, await tokenOf('produsen'));
  const officer = callerOf(api, await tokenOf('petugas'));
  const took: Record<string, number[]> = { upload: [], submit: [], claim: [], release: [] };

  async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    took[name]?.push(performance.now() - begun);
    return result;
  }

  /** A case of its own: a period that nobody else has. */
  async function open(): Promise<string> {
    const file = await timed('upload', () => producer.upload(`kolom\n${randomUUID()}\n`, 'ukur.csv'));
    const answer = await timed('submit', () =>
      producer.post<{ number: string }>('/v1/submissions', statement(file.body.id)),
    );
    return answer.status === 201 ? answer.body.number : open();
  }

  async function untilReviewed(number: string): Promise<void> {
    while ((await officer.get<{ stage: string }>(`/v1/submissions/${number}`)).body.stage !== 'in-review')
      await pause(100);
  }

  async function act(name: string, number: string): Promise<void> {
    const { headers } = await officer.get(`/v1/submissions/${number}`);
    const match = headers.get('etag') ?? '';
    const { status, body } = await timed(name, () => officer.post(`/v1/submissions/${number}/${name}`, {}, { match }));
    if (status !== 200) throw new Error(`${name} of ${number}: ${status} ${JSON.stringify(body)}`);
  }

  return { api, producer, took, open, untilReviewed, act };
}

function statement(file: string) {
  const year = 1900 + Math.floor(Math.random() * 200);
  const month = String(1 + Math.floor(Math.random() * 12)).padStart(2, '0');
  return {
    component: `1.${1 + Math.floor(Math.random() * 4)}`,
    nature: 'data',
    period: { from: `${year}-01`, to: `${year}-${month}` },
    official: { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' },
    accountable: true,
    declaration,
    accessClass: 'open',
    file: { id: file },
  };
}

export async function inTurns<T>(count: number, callers: number, work: (turn: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async () => {
    while (next < count) {
      const turn = next++;
      results[turn] = await work(turn);
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
  return results;
}

/** The value below which this share of all lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
}
