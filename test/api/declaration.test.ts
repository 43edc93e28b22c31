import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '#local/demo/caller';
import { act, done, resubmit, type Seen, see, statement, submit, untilStage, uploadTable } from '#test/support/cycle';
import { declaration } from '#test/support/declared';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, listOf, outcome, returned, type Told, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
let dinas: Caller;
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  dinas = await door.as('produsen2');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const consultation = { with: 'Instansi Pusat Contoh', date: '2025-11-03', note: 'Pembagian wilayah.' };
const whole = {
  ...declaration,
  printedForm: { title: 'Buku Contoh', date: '2025-11-14' },
  metadata: { contact: 'data@contoh.invalid', coverage: 'Provinsi Contoh', updateFrequency: 'monthly' },
};

const declare = async (caller: Caller, declared: unknown) =>
  caller.post<Told>('/v1/submissions', statement(await uploadTable(caller), { declaration: declared }));

const declaredIn = async (caller: Caller, { number }: Pick<Seen, 'number'>) =>
  (await listOf<{ declaration: unknown }>(caller, `/v1/submissions/${number}/rounds`)).map(
    (round) => round.declaration,
  );

const lacking = (phase: 'collection' | 'processing', step: string, put?: object) => {
  const steps: Record<string, object | undefined> = { ...declaration[phase], [step]: put };
  return { ...declaration, [phase]: steps };
};

describe('a submission', () => {
  it.each<[string, unknown, string[]]>([
    ['without a declaration', undefined, ['/declaration']],
    ['without verifikasi', lacking('collection', 'verifikasi'), ['/declaration/collection/verifikasi']],
    [
      'without the reason of what was not done',
      lacking('processing', 'penyahihan', { done: false }),
      ['/declaration/processing/penyahihan/reason'],
    ],
    [
      'without metode dan kriteria',
      { ...declaration, metodeDanKriteria: undefined },
      ['/declaration/metodeDanKriteria'],
    ],
    [
      'with a step that the law does not know',
      lacking('processing', 'penyahian', { done: true }),
      ['/declaration/processing'],
    ],
    [
      'with a day that is none',
      { ...declaration, printedForm: { title: 'A', date: '2025-02-30' } },
      ['/declaration/printedForm/date'],
    ],
    ['with a consultation of a unit kerja', { ...declaration, consultation }, ['/declaration/consultation']],
  ])('%s is refused at the door, and told where', async (_, declared, pointers) => {
    const refused = await declare(people.producer, declared);
    expect(outcome(refused)).toBe('400 invalid-request');
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('that declares nothing is told of all nine steps at once', async () => {
    const { body } = await declare(people.producer, {});
    expect(body.errors).toHaveLength(9);
  });

  it('that was refused for its declaration may be mended under the same key, with the same file', async () => {
    const body = statement(await uploadTable(people.producer));
    const key = crypto.randomUUID();
    const send = (declared: object) =>
      people.producer.post<Told>('/v1/submissions', { ...body, declaration: declared }, { key });
    expect(outcome(await send({ ...declaration, consultation }))).toBe('400 invalid-request');
    expect(outcome(await send(declaration))).toBe('201');
  });

  it('shows in its round what was declared; of an Instansi Daerah the consultation too', async () => {
    const seen = await submit(dinas, { declaration: { ...whole, consultation } });
    expect(await declaredIn(dinas, seen)).toEqual([{ ...whole, consultation }]);
    expect(await declaredIn(people.officer, seen)).toEqual([{ ...whole, consultation }]);
  });
});

describe('a resubmission', () => {
  it('without a declaration keeps that of the round before; with one it declares anew', async () => {
    const anew = { ...declaration, metodeDanKriteria: 'Metode yang diperbaiki.' };
    const { number } = await returned(people);
    const back = async () => {
      const seen = await untilStage(people.officer, number, 'in-review');
      await done(people.officer, 'return', await done(people.officer, 'claim', seen));
      return see(people.producer, number);
    };
    const file = async () => ({ file: { id: await uploadTable(people.producer) } });
    await done(people.producer, 'resubmit', await see(people.producer, number), {
      ...(await file()),
      declaration: anew,
    });
    await resubmit(people.producer, await back());
    expect(await declaredIn(people.producer, { number })).toEqual([declaration, anew, anew]);
  });

  it('is held to the same rules', async () => {
    const seen = await see(people.producer, (await returned(people)).number);
    const file = { id: await uploadTable(people.producer) };
    const outcomes = [{}, { ...declaration, consultation }].map(async (declared) =>
      outcome(await act(people.producer, 'resubmit', seen, { file, declaration: declared })),
    );
    expect(await Promise.all(outcomes)).toEqual(['400 invalid-request', '400 invalid-request']);
    expect(await done(people.producer, 'resubmit', seen, { file })).toMatchObject({ round: 2 });
  });
});

it('the API describes every step as required', async () => {
  const { body } = await callerOf(door.url, undefined).get<{
    components: { schemas: Record<string, { required: string[]; properties: Record<string, { required: string[] }> }> };
  }>('/openapi.json');
  const described = body.components.schemas['Declaration'];
  expect(described?.required).toEqual(['collection', 'processing']);
  for (const phase of ['collection', 'processing'] as const)
    expect(described?.properties[phase]?.required).toEqual(Object.keys(declaration[phase]));
});
