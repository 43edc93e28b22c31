import { z } from 'zod';
import { roles } from '#domain/case';
import { Bilingual, Digits, Line } from './schema.ts';

/** A code of Lampiran I: row, component, and the letter where it has one. */
export const ComponentCode = z
  .string()
  .regex(/^\d{1,2}\.\d{1,2}(\.[a-z])?$/, 'expected a code of Lampiran I such as 20.1')
  .meta({ example: '20.1' });

const cited = {
  basis: z.string().meta({ description: 'Where the words stand', example: '28/24 14(2)a' }),
  basisStatus: z.string().meta({ description: 'What that is worth today', example: 'in-force' }),
};

const Search = Line(100)
  .optional()
  .meta({ description: 'Words that must all occur, in any order and case', example: 'ekspor' });

export const ComponentQuery = z.strictObject({
  q: Search,
  classification: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected the code of a classification such as LN')
    .optional()
    .meta({ description: 'Code of a classification', example: 'LN' }),
  kind: Digits(1, 999).optional().meta({ description: 'Number of a row of Lampiran I' }),
});
export const SearchQuery = z.strictObject({ q: Search });
export const CodeParams = z.object({ code: ComponentCode });

export const ClassificationView = z
  .object({
    code: z.string(),
    name: z.string().meta({ description: 'The words of Pasal 13' }),
    label: z.string().meta({ description: 'What Lampiran I prints in its column "Klasifikasi"' }),
    meaning: z.string().meta({ description: 'The words of ayat (1) of Pasal 14-17' }),
    ...cited,
  })
  .meta({ id: 'Classification' });

export const CategoryView = z
  .object({
    code: z.string().meta({ example: '14a' }),
    name: z.string(),
    classification: z.string(),
    kind: z.int().nullable().meta({ description: 'The row of Lampiran I that holds its components' }),
    ...cited,
  })
  .meta({ id: 'Category' });

export const ComponentView = z
  .object({
    code: z.string(),
    name: z.string().meta({ description: 'The words of Lampiran I' }),
    shortName: z.string().nullable().meta({ description: 'Ours, for display; no word of the regulation' }),
    heading: z
      .object({ code: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'The numbered component under which a lettered one stands' }),
    row: z.string().meta({ description: 'The words of its row of Lampiran I' }),
    kind: z.int(),
    classification: z.string(),
    ...cited,
  })
  .meta({ id: 'Component' });

const Part = z
  .object({ code: z.string(), name: z.string(), shortName: z.string().nullable(), ...cited })
  .meta({ id: 'ComponentPart' });

export const KindView = z
  .object({
    number: z.int(),
    name: z.string(),
    label: z.string().meta({ description: 'Its classification, as this row prints it' }),
    classification: z.string(),
    category: z.string(),
    components: z
      .array(Part.extend({ parts: z.array(Part) }))
      .meta({ description: 'As numbered; with lettered parts, submissions are about those' }),
    ...cited,
  })
  .meta({ id: 'Kind', description: 'A row of Lampiran I' });

export const UnitView = z
  .object({ id: z.string(), name: z.string(), organisation: z.string(), kind: z.string(), ...cited })
  .meta({ id: 'Unit', description: 'A unit of an organisation; its kind is one of 28/24 1.12' });

export const RoleView = z
  .object({
    role: z.enum(roles),
    text: Bilingual,
    givenBy: z.array(z.string()).meta({ description: 'Which kind of sign-in service may give it' }),
    ...cited,
  })
  .meta({ id: 'Role' });
