import { z } from 'zod';
import { Line, Prose } from '#api/schema';
import {
  type CollectionStep,
  type Declaration,
  type ProcessingStep,
  stepsOf,
  updateFrequencies,
  whyIncomplete,
} from '#domain/submission/declaration';

const Day = z.iso.date().meta({ description: 'A day, Asia/Jakarta', example: '2025-11-14' });

const Step = z
  .strictObject({
    done: z.boolean().meta({ description: 'false: not applicable, with the reason' }),
    method: Prose(2000).optional(),
    criteria: Prose(2000).optional(),
    reason: Prose(2000).optional().meta({ description: 'Ordered where the step was not done' }),
  })
  .meta({ id: 'DeclaredStep' });

const steps = <S extends string>(names: Readonly<Record<S, unknown>>, description: string) => {
  const required = Object.keys(names) as S[];
  const shape = Object.fromEntries(required.map((name) => [name, Step.optional()])) as Record<
    S,
    z.ZodOptional<typeof Step>
  >;
  // All of them are required: what is missing is said by the domain, every step at once.
  return z.strictObject(shape).meta({ description, override: { required } });
};

const Draft = z.strictObject({
  collection: steps<CollectionStep>(stepsOf.collection, 'Pengumpulan: the steps of 28/24 20(1)').optional(),
  processing: steps<ProcessingStep>(stepsOf.processing, 'Pengolahan: the steps of 28/24 22(2)').optional(),
  metodeDanKriteria: Prose(4000).optional().meta({
    description: 'Metode dan kriteria of the processing, unless each step that was done names its own (28/24 22(2))',
  }),
  consultation: z
    .strictObject({ with: Line(300), date: Day, note: Prose(2000).optional() })
    .optional()
    .meta({ description: 'Koordinasi or konsultasi with an Instansi Pusat: of an Instansi Daerah only (28/24 20(3))' }),
  printedForm: z
    .strictObject({ title: Line(300), date: Day })
    .optional()
    .meta({ description: 'The printed form, where there is one (28/24 5(1))' }),
  metadata: z
    .strictObject({
      contact: Line(300).optional().meta({ description: 'Of the unit, not of a person' }),
      coverage: Line(300).optional().meta({ description: 'Which area the data covers' }),
      updateFrequency: z.enum(updateFrequencies).optional(),
    })
    .optional()
    .meta({ description: 'House standard after Perpres 39/2019: what the data standard and the statement do not say' }),
});

/** How the data came about (28/24 20(1), 22(2)); that every step is declared is our Reading. The refinement has seen that none is missing. */
export const DeclarationBody = Draft.superRefine((draft, context) => {
  for (const { pointer, detail } of whyIncomplete(draft))
    context.addIssue({
      code: 'custom',
      path: pointer.slice(1).split('/'),
      message: detail.en,
      params: { id: detail.id },
    });
}).meta({
  id: 'Declaration',
  override: { required: ['collection', 'processing'] },
}) as unknown as z.ZodType<Declaration>;
