import { z } from 'zod';
import { Line, Month, Prose } from '#api/schema';
import { type ChecklistItem, checklist } from '#domain/checklist';
import { regulations } from '#domain/legal-basis';
import type { Standard } from '#domain/standard';
import { relations } from '#domain/standard/rules';

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'lower-case letters, digits and underscores, such as kode_hs');
const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens');
const Text = z.strictObject({ id: Line(500), en: Line(500) });
const Item = z.enum(Object.keys(checklist) as [ChecklistItem, ...ChecklistItem[]]);
const Severity = z.enum(['info', 'warning', 'error', 'blocker']);

/** Law that the house knows, so that nothing revoked or made up is ever shown as law. */
const Basis = Line(100).regex(
  new RegExp(`^(${Object.keys(regulations).join('|')}) [1-9]`),
  'an article of a regulation, such as 28/24 7',
);

/** Of a number, or of a date. */
const Bound = z.union([z.number(), z.iso.date()]);

const Constraints = z.strictObject({
  required: z.boolean().optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(1).optional(),
  pattern: Line(500).optional(),
  minimum: Bound.optional(),
  maximum: Bound.optional(),
  exclusiveMinimum: Bound.optional(),
  exclusiveMaximum: Bound.optional(),
  enum: z.array(Line(200)).min(1).max(500).optional(),
});

const FieldBody = z.strictObject({
  name: Name,
  type: z.enum(['string', 'integer', 'number', 'year', 'date', 'boolean']),
  title: Line(200),
  example: Line(200),
  constraints: Constraints,
  trueValues: z.array(Line(50)).min(1).max(20).optional(),
  falseValues: z.array(Line(50)).min(1).max(20).optional(),
  'sip:title': Text,
  'sip:concept': Text,
  'sip:definition': Text,
  'sip:classification': Text.optional(),
  'sip:measure': Text,
  'sip:unit': Text.optional(),
  'sip:expects': Text,
  'sip:item': Item,
  'sip:codes': Slug.optional(),
  'sip:severity': z.partialRecord(Line(40), Severity).optional(),
  'sip:status': z.enum(['regulation', 'house draft']),
  'sip:basis': Basis.optional(),
});

const Operand = z.union([
  z.strictObject({ column: Name }),
  z.strictObject({ sum: z.array(Name).min(1).max(50) }),
  z.strictObject({ value: z.union([z.number(), Line(200)]) }),
  z.strictObject({ today: z.literal(true) }),
]);
const Condition = z.union([
  z.strictObject({ left: Operand, is: z.enum(relations), right: Operand }),
  z.strictObject({ filled: Name }),
  z.strictObject({ blank: Name }),
  z.strictObject({ date: Name, year: Name, month: Name }),
]);
const RowRule = z.strictObject({
  code: Slug,
  severity: Severity,
  item: Item,
  column: Name,
  when: z.array(Condition).max(20).optional(),
  expect: Condition,
  message: Text,
  remedy: Text,
});

/** A data standard as PDSI registers it: Frictionless Table Schema with our keys under `sip:`. The version is the register's. */
export const StandardBody = z
  .strictObject({
    name: Slug,
    version: z.string().max(40).optional(),
    title: Line(200),
    'sip:title': Text,
    'sip:component': z.string().max(20).optional(),
    encoding: z.literal('utf-8'),
    dialect: z.strictObject({
      delimiter: z.enum([',', ';', '\t']).optional(),
      quoteChar: z.literal('"'),
      header: z.literal(true),
      'sip:decimal': z.enum(['.', ',']).optional(),
    }),
    schema: z.strictObject({
      fields: z.array(FieldBody).max(300),
      uniqueKeys: z.array(z.array(Name).min(1).max(50)).max(20),
      missingValues: z.tuple([z.literal('')]),
      'sip:period': z.strictObject({ year: Name, month: Name }).optional(),
      'sip:rules': z.array(RowRule).max(200).optional(),
      'sip:totals': z
        .array(z.strictObject({ column: Name, marker: Line(100), by: z.array(Name).max(50), value: Name }))
        .max(50)
        .optional(),
      'sip:compare': z
        .strictObject({
          against: z.enum(['period-before', 'year-before']),
          key: z.array(Name).min(1).max(50),
          value: Name,
          factor: z.number().gt(1),
        })
        .optional(),
    }),
  })
  .superRefine(namesWhatItHas)
  .meta({ id: 'StandardBody', description: 'A Frictionless resource without data, with ours under `sip:`' });

/** Every column that a key, period or rule names must be one of the standard. */
function namesWhatItHas(standard: unknown, context: z.RefinementCtx): void {
  const { fields, ...rest } = (standard as Standard).schema;
  const known = new Set(fields.map(({ name }) => name));
  if (known.size < fields.length)
    context.addIssue({ code: 'custom', path: ['schema', 'fields'], message: 'two columns have the same name' });
  for (const { path, name } of namesIn(rest, []))
    if (!known.has(name))
      context.addIssue({ code: 'custom', path: ['schema', ...path], message: `no column is called ${name}` });
}

const naming: readonly string[] = ['column', 'filled', 'blank', 'date', 'year', 'month', 'value'];
const listing: readonly string[] = ['sum', 'by', 'key'];

interface Naming {
  readonly path: (string | number)[];
  readonly name: string;
}

function namesIn(part: unknown, path: (string | number)[]): Naming[] {
  if (Array.isArray(part)) return part.flatMap((each, at) => namesIn(each, [...path, at]));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]): Naming[] => {
    const here = [...path, key];
    if (key === 'uniqueKeys' || listing.includes(key))
      return (value as string[] | string[][]).flat().map((name) => ({ path: here, name }));
    const isOperand = key === 'value' && path.some((step) => step === 'left' || step === 'right');
    if (typeof value === 'string' && naming.includes(key) && !isOperand) return [{ path: here, name: value }];
    return namesIn(value, here);
  });
}

const CodeBody = z
  .strictObject({
    code: Line(100),
    label: Text,
    spellings: z.array(Line(200)).max(50).optional(),
    alsoCalled: z.array(Line(200)).max(50).optional(),
    from: Month.optional(),
    to: Month.optional(),
    replacedBy: Line(100).optional(),
    basis: Line(500).optional(),
    iso3166: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'the first month must not come after the last',
    path: ['to'],
  });

/** A code list as PDSI registers it: who keeps it, on what basis, and its codes with their own validity. */
export const CodeListBody = z
  .strictObject({
    name: Slug,
    version: z.string().max(40).optional(),
    title: Text,
    authority: Line(200),
    basis: Line(500),
    note: z.strictObject({ id: Prose(2000), en: Prose(2000) }).optional(),
    open: z.boolean().optional(),
    codes: z.array(CodeBody).min(1).max(20_000),
  })
  .superRefine(({ codes }, context) => {
    const known = new Set(codes.map(({ code }) => code));
    for (const [at, { replacedBy }] of codes.entries())
      if (replacedBy !== undefined && !known.has(replacedBy))
        context.addIssue({ code: 'custom', path: ['codes', at, 'replacedBy'], message: 'no code of the list is that' });
  })
  .meta({ id: 'CodeListBody' });
