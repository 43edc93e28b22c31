import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Draft,
  type Phase,
  stepsOf,
  whyIncomplete,
  whyNotYet,
  whyOutOfPlace,
} from '#domain/submission/declaration';
import { declaration } from '#test/support/declared';

const pointers = (draft: Draft) => whyIncomplete(draft).map(({ pointer }) => pointer);
const without = (phase: Phase, ...steps: string[]) => ({
  ...declaration,
  [phase]: Object.fromEntries(Object.entries(declaration[phase]).filter(([step]) => !steps.includes(step))),
});
const withStep = (step: object) => ({ ...declaration, collection: { ...declaration.collection, verifikasi: step } });
const processing = (step: object) =>
  Object.fromEntries(Object.keys(stepsOf.processing).map((name) => [name, step])) as Draft['processing'];

const law = readFileSync(new URL('../../../docs/law/permendag-28-2024.txt', import.meta.url), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);

describe('the steps', () => {
  it.each([
    ['collection', 'serangkaian proses'],
    ['processing', 'dilakukan melalui kegiatan'],
  ] as const)('of %s are those of the regulation, in its words and order', (phase, before) => {
    const words = Object.values(stepsOf[phase]).map(({ id }) => id);
    expect(law).toContain(`${before} ${words.slice(0, -1).join(', ')}, dan ${words.at(-1)} `);
  });
});

describe('a declaration', () => {
  it('is whole when every step is done, or not applicable with the reason', () => {
    expect(whyIncomplete(declaration)).toEqual([]);
    expect(pointers(withStep({ done: false, reason: 'Tidak ada.' }) as Draft)).toEqual([]);
  });

  it('that says nothing lacks all nine steps, each with its article', () => {
    const gaps = whyIncomplete({});
    expect(gaps.map(({ pointer }) => pointer)).toEqual([
      '/collection/perencanaan',
      '/collection/penghimpunan',
      '/collection/verifikasi',
      '/collection/penciptaanPotensiSumber',
      '/processing/penyuntingan',
      '/processing/penyandian',
      '/processing/inputData',
      '/processing/penyahihan',
      '/processing/analisa',
    ]);
    expect(gaps[2]?.detail.id).toContain('verifikasi');
    expect(gaps[2]?.detail.id).toContain('28/24 20(1)');
    expect(gaps[7]?.detail.id).toContain('penyahihan/validasi');
    expect(gaps[7]?.detail.id).toContain('28/24 22(2)');
  });

  it('keeps verifikasi and validasi apart: one does not stand for the other', () => {
    expect(pointers(without('collection', 'verifikasi'))).toEqual(['/collection/verifikasi']);
    expect(pointers(without('processing', 'penyahihan'))).toEqual(['/processing/penyahihan']);
  });

  it.each([
    ['without a reason where nothing was done', { done: false }, ['reason']],
    ['with a reason where it was done', { done: true, reason: 'x' }, ['reason']],
    [
      'with method and criteria of what was not done',
      { done: false, reason: 'x', method: 'x', criteria: 'x' },
      ['method', 'criteria'],
    ],
  ])('is refused at a step %s', (_, step, fields) => {
    expect(pointers(withStep(step) as Draft)).toEqual(fields.map((field) => `/collection/verifikasi/${field}`));
  });

  it('names metode dan kriteria of the processing: for all of it, or both at each step that was done', () => {
    const { metodeDanKriteria: _, ...silent } = declaration;
    expect(pointers(silent)).toEqual(['/metodeDanKriteria']);
    const both = { done: true, method: 'Metode contoh', criteria: 'Kriteria contoh' };
    expect(pointers({ ...silent, processing: processing(both) })).toEqual([]);
    expect(pointers({ ...silent, processing: processing({ done: true, method: 'Metode contoh' }) })).toEqual([
      '/metodeDanKriteria',
    ]);
    expect(pointers({ ...silent, processing: processing({ done: false, reason: 'Tidak ada.' }) })).toEqual([]);
  });
});

describe('a consultation', () => {
  const consultation = { with: 'Instansi Pusat Contoh', date: '2025-11-03' };

  it('is declared by an Instansi Daerah, and by none but it', () => {
    expect(whyOutOfPlace({ consultation }, 'instansi daerah')).toEqual([]);
    for (const kind of ['unit kerja', 'instansi pusat', 'pelaku usaha', ''])
      expect(whyOutOfPlace({ consultation }, kind).map(({ pointer }) => pointer)).toEqual(['/consultation']);
  });

  it('may be lacking: 28/24 20(3) allows it and orders none', () => {
    for (const kind of ['instansi daerah', 'unit kerja']) expect(whyOutOfPlace({}, kind)).toEqual([]);
  });
});

describe('what is declared to have happened', () => {
  it.each([
    [{ consultation: { with: 'Instansi Pusat Contoh', date: '2026-11-26' } }, ['/consultation/date']],
    [{ printedForm: { title: 'Buku contoh', date: '2027-01-01' } }, ['/printedForm/date']],
    [{ consultation: { with: 'Instansi Pusat Contoh', date: '2026-11-25' } }, []],
    [{}, []],
  ])('lies not in the future: %j', (declared, ahead) => {
    expect(whyNotYet(declared, '2026-11-25').map(({ pointer }) => pointer)).toEqual(ahead);
  });
});
