import { z } from 'zod';
import { openActs, type Stage, stages } from '#domain/registration';
import { PersonView } from './case/rows.ts';
import { caseFields, nextActOf } from './case/view.ts';
import {
  ClaimsMappingBody,
  IssuerSubject,
  MachineAccessBody,
  ReadingGrantBody,
  UnitSubject,
} from './registration/rights.schema.ts';
import { CalendarBody, PeriodsBody, ProcessSubject, QuietBody, YearSubject } from './registration/time.schema.ts';
import { Bilingual, CaseNumber, Hash, Instant, Line, Month, Prose } from './schema.ts';
import { CodeListBody, StandardBody } from './standards/standard.schema.ts';

const Day = z.iso.date().meta({ example: '2026-12-01' });
const Subject = z
  .string()
  .regex(/^(\*|\d{1,2}(\.\d{1,2}){1,2}(\.[a-z])?)$/, 'a component of Lampiran I, such as 20.1, or * for every one')
  .meta({ example: '20.1' });

const shared = {
  version: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/, 'such as 1.0.0')
    .meta({ description: 'Of the entry in its register; never used twice', example: '1.0.0' }),
  decision: z.strictObject({ authority: Line(200), number: Line(100), date: Day }).meta({
    id: 'Decision',
    description: 'Who decided it, and where that can be read: PDSI keeps, it does not decree',
  }),
  note: Prose(2000).optional(),
};

const months = { validFrom: Month, validTo: Month.optional() };
const days = { validFrom: Day, validTo: Day.optional() };

/** What is proposed for a register: its kind says which. */
export const ProposalBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('standard'), subject: Subject, ...months, ...shared, content: StandardBody }),
    z.strictObject({
      kind: z.literal('code-list'),
      subject: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'),
      ...months,
      ...shared,
      content: CodeListBody,
    }),
    z.strictObject({
      kind: z.literal('automatic-return'),
      subject: Subject,
      ...days,
      ...shared,
      content: z.strictObject({
        codes: z
          .array(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'))
          .max(200)
          .meta({ description: 'Codes of findings; none ends the decision before' }),
      }),
    }),
    z.strictObject({
      kind: z.literal('claims-mapping'),
      subject: IssuerSubject,
      ...days,
      ...shared,
      content: ClaimsMappingBody,
    }),
    z.strictObject({
      kind: z.literal('reading-grant'),
      subject: UnitSubject,
      ...days,
      ...shared,
      content: ReadingGrantBody,
    }),
    z.strictObject({
      kind: z.literal('machine-access'),
      subject: UnitSubject,
      ...days,
      ...shared,
      content: MachineAccessBody,
    }),
    z.strictObject({ kind: z.literal('calendar'), subject: YearSubject, ...days, ...shared, content: CalendarBody }),
    z.strictObject({ kind: z.literal('periods'), subject: ProcessSubject, ...days, ...shared, content: PeriodsBody }),
    z.strictObject({ kind: z.literal('quiet'), subject: ProcessSubject, ...days, ...shared, content: QuietBody }),
  ])
  .superRefine(({ validFrom, validTo, kind, subject, content }, context) => {
    if (validTo !== undefined && validTo < validFrom)
      context.addIssue({ code: 'custom', path: ['validTo'], message: 'must not come before validFrom' });
    if (kind === 'code-list' && content.name !== subject)
      context.addIssue({ code: 'custom', path: ['content', 'name'], message: 'must be the subject' });
    if (kind === 'standard' && (content['sip:component'] ?? '*') !== subject)
      context.addIssue({ code: 'custom', path: ['content', 'sip:component'], message: 'must be the subject' });
  })
  .meta({ id: 'Proposal' });

export const RecordBody = z
  .strictObject({ hash: Hash.meta({ description: 'The content hash of the proposal that was read' }) })
  .meta({ id: 'RecordBody' });
export const WithdrawalBody = z.strictObject({ reason: Prose(2000) }).meta({ id: 'WithdrawalBody' });

export const NumberParams = z.object({ number: CaseNumber });

export const StageName = z.enum(Object.keys(stages) as [Stage, ...Stage[]]);

export const RegistrationView = z
  .object({
    ...caseFields,
    stage: StageName,
    kind: z.string(),
    subject: z.string(),
    hash: Hash,
    proposal: z.unknown().meta({ description: 'The proposal of this round, as it was written' }),
    writtenBy: PersonView.nullable(),
    trial: z
      .object({ sound: z.boolean(), flaws: z.array(Bilingual) })
      .nullable()
      .meta({ description: 'What the machine found when it tried it; null while it has not' }),
    nextActs: z.array(nextActOf(openActs)),
  })
  .meta({ id: 'Registration' });

export const EntryView = z
  .object({
    kind: z.string(),
    subject: z.string(),
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    authority: z.string(),
    decisionNumber: z.string().nullable(),
    decisionDate: z.string().nullable(),
    codes: z.array(z.string()).optional().meta({ description: 'Of a decision on automatic return' }),
    mapping: ClaimsMappingBody.optional(),
    grant: ReadingGrantBody.optional(),
    access: MachineAccessBody.optional(),
    calendar: CalendarBody.optional(),
    periods: PeriodsBody.optional(),
    quiet: QuietBody.optional(),
    recordedAt: Instant,
    registration: z.string().nullable().meta({ description: 'The case by which it came; null: shipped, a draft' }),
  })
  .meta({ id: 'RegisterEntry', description: 'A version that PDSI keeps, with its validity and who decided it' });
