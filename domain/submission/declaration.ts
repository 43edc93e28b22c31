import type { LegalBasis } from '#domain/legal-basis';
import type { UnitKind } from '#domain/office';
import { type Text, text } from '#domain/text';

/**
 * Verifikasi is the producer's while it collects, validasi the producer's while it processes; PDSI's own check of what came in is
 * a third act, with a report of its own. None stands for another.
 */
export const stepsOf = {
  /** Pengumpulan, as 28/24 20(1) orders and prints its steps; in which order they were done is the producer's to say. */
  collection: {
    perencanaan: { id: 'perencanaan', en: 'planning' },
    penghimpunan: { id: 'penghimpunan', en: 'gathering' },
    verifikasi: { id: 'verifikasi', en: 'verification' },
    penciptaanPotensiSumber: { id: 'penciptaan potensi sumber', en: 'creation of potential sources' },
  },
  /** Pengolahan, as 28/24 22(2) orders and prints its steps. */
  processing: {
    penyuntingan: { id: 'penyuntingan', en: 'editing' },
    penyandian: { id: 'penyandian', en: 'coding' },
    inputData: { id: 'input data', en: 'data entry' },
    penyahihan: { id: 'penyahihan/validasi', en: 'validation' },
    analisa: { id: 'analisa', en: 'analysis' },
  },
} as const satisfies Record<string, Record<string, Text>>;

export type Phase = keyof typeof stepsOf;
export type CollectionStep = keyof (typeof stepsOf)['collection'];
export type ProcessingStep = keyof (typeof stepsOf)['processing'];

export const stepBasis: Record<Phase, LegalBasis> = { collection: '28/24 20(1)', processing: '28/24 22(2)' };

/** How often the data is brought up to date (house standard: metadata after Perpres 39/2019, which names no list). */
export const updateFrequencies = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
] as const;

/** Done, with method and criteria where they are the step's own; or not applicable, with the reason (our Reading). */
export interface DeclaredStep {
  readonly done: boolean;
  readonly method?: string | undefined;
  readonly criteria?: string | undefined;
  readonly reason?: string | undefined;
}

/** How the data came about, as the producer declares it: the steps are its own to do (28/24 20(2), 22(1)). */
export interface Declaration {
  readonly collection: Readonly<Record<CollectionStep, DeclaredStep>>;
  readonly processing: Readonly<Record<ProcessingStep, DeclaredStep>>;
  /** "Metode dan kriteria" of the processing (28/24 22(2)), where they hold for all of it. */
  readonly metodeDanKriteria?: string | undefined;
  /** Koordinasi or konsultasi of an Instansi Daerah with an Instansi Pusat (28/24 20(3)). */
  readonly consultation?:
    | { readonly with: string; readonly date: string; readonly note?: string | undefined }
    | undefined;
  /** The printed form of the data, where there is one (28/24 5(1)). */
  readonly printedForm?: { readonly title: string; readonly date: string } | undefined;
  /** What neither the data standard of the component nor the rest of the statement says. */
  readonly metadata?:
    | {
        /** Of the unit, never of a person. */
        readonly contact?: string | undefined;
        readonly coverage?: string | undefined;
        readonly updateFrequency?: (typeof updateFrequencies)[number] | undefined;
      }
    | undefined;
}

/** What came in, before anybody has seen whether it is whole. */
export type Draft = Pick<Declaration, 'metodeDanKriteria'> & {
  readonly [P in Phase]?: Readonly<Partial<Record<string, DeclaredStep>>> | undefined;
};

/** What is missing or out of place, and where: a JSON pointer into the declaration. */
export interface Gap {
  readonly pointer: string;
  readonly detail: Text;
}

/**
 * What keeps a declaration from being whole; nothing when it is. The law lists the steps and says nothing of leaving one out: that each
 * is declared done, or not applicable with a reason, is our Reading.
 */
export function whyIncomplete(draft: Draft): Gap[] {
  const phases: readonly Phase[] = ['collection', 'processing'];
  return [...phases.flatMap((phase) => gapsOf(phase, draft)), ...withoutMethod(draft)];
}

function gapsOf(phase: Phase, draft: Draft): Gap[] {
  return Object.entries<Text>(stepsOf[phase]).flatMap(([step, { id }]) => {
    const pointer = `/${phase}/${step}`;
    const declared = draft[phase]?.[step];
    if (declared) return misfits(pointer, declared);
    const detail = text(
      `nyatakan ${id} dilakukan, atau tidak berlaku beserta alasannya (${stepBasis[phase]})`,
      `declare ${id} done, or not applicable with the reason (${stepBasis[phase]})`,
    );
    return [{ pointer, detail }];
  });
}

const noReason = text('langkah yang dilakukan tidak memerlukan alasan', 'a step that was done needs no reason');
const sayWhy = text('sebut alasan langkah ini tidak berlaku', 'say why the step is not applicable');
const noMethod = text('langkah yang tidak dilakukan tidak bermetode', 'a step that was not done has no method');
const noCriteria = text('langkah yang tidak dilakukan tidak berkriteria', 'a step that was not done has no criteria');
const nameBoth = text(
  'sebut metode dan kriteria pengolahan di sini, atau keduanya pada setiap langkah yang dilakukan (28/24 22(2))',
  'name metode dan kriteria of the processing here, or both at each step that was done (28/24 22(2))',
);
const onlyInstansiDaerah = text(
  'hanya Instansi Daerah menyatakan konsultasi (28/24 20(3))',
  'only an Instansi Daerah declares a consultation (28/24 20(3))',
);

function misfits(pointer: string, { done, method, criteria, reason }: DeclaredStep): Gap[] {
  const gap = (field: string, detail: Text): Gap => ({ pointer: `${pointer}/${field}`, detail });
  if (done) return reason === undefined ? [] : [gap('reason', noReason)];
  return [
    ...(reason === undefined ? [gap('reason', sayWhy)] : []),
    ...(method === undefined ? [] : [gap('method', noMethod)]),
    ...(criteria === undefined ? [] : [gap('criteria', noCriteria)]),
  ];
}

/** Processing uses method and criteria (28/24 22(2)): for all of it together, or both at each step that was done. */
function withoutMethod({ processing, metodeDanKriteria }: Draft): Gap[] {
  const isSilent = Object.values(processing ?? {}).some(
    (step) => step?.done === true && (step.method === undefined || step.criteria === undefined),
  );
  if (metodeDanKriteria !== undefined || !isSilent) return [];
  return [{ pointer: '/metodeDanKriteria', detail: nameBoth }];
}

/** House standard: what is declared to have happened lies not in the future (days of Asia/Jakarta). */
export function whyNotYet(
  { consultation, printedForm }: Pick<Declaration, 'consultation' | 'printedForm'>,
  today: string,
): Gap[] {
  const isAhead = (declared: { readonly date: string } | undefined) => declared !== undefined && declared.date > today;
  return [
    ...(isAhead(consultation) ? [{ pointer: '/consultation/date', detail: notYet }] : []),
    ...(isAhead(printedForm) ? [{ pointer: '/printedForm/date', detail: notYet }] : []),
  ];
}

const notYet = text('tanggal ini belum tiba', 'this day has not come yet');

/** 28/24 20(3) lets an Instansi Daerah coordinate with or consult an Instansi Pusat; of others it knows no consultation. */
export function whyOutOfPlace({ consultation }: Pick<Declaration, 'consultation'>, unitKind: string): Gap[] {
  const daerah: UnitKind = 'instansi daerah';
  if (consultation === undefined || unitKind === daerah) return [];
  return [{ pointer: '/consultation', detail: onlyInstansiDaerah }];
}
