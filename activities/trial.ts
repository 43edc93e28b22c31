import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ApplicationFailure, activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { dayOf } from '#domain/calendar';
import type { Role } from '#domain/case';
import { type ClaimsMapping, flawsOfMapping } from '#domain/claims';
import { lettingIn } from '#domain/claims-letting-in';
import type { CodeList } from '#domain/code-list/shape';
import { flawsOfList } from '#domain/code-list/soundness';
import type { CheckReport } from '#domain/finding';
import type { Proposal } from '#domain/register';
import type { Standard } from '#domain/standard';
import { flawsOf } from '#domain/standard/soundness';
import { type Text, text } from '#domain/text';
import type { Storage } from '#platform/storage';
import { unquoted } from '#platform/told';
import type { Order } from './checks/channel.ts';
import { runChild } from './checks/run-child.ts';

interface Of {
  readonly caseId: string;
  readonly round: number;
}

/** What the trial of a proposal found; `flaws` are told to the officers as they are. */
export interface Trial {
  readonly sound: boolean;
  readonly flaws: readonly Text[];
}

interface Needs {
  readonly storage: Storage;
  readonly memory: string;
  readonly proposalOf: (of: Of) => Promise<Proposal>;
  /** The lists that a standard names and that are there at the beginning and the end of an interval. */
  readonly listsDuring: (standard: Standard, during: Order['period']) => Promise<readonly CodeList[]>;
  /** Every version of every standard on register. */
  readonly standardsOnRegister: () => Promise<readonly Standard[]>;
  /** The standards that are in force in some month of an interval. */
  readonly standardsDuring: (during: Order['period']) => Promise<readonly Standard[]>;
  /** The roles of those who have signed in by an issuer; `*`: by any. */
  readonly rolesHeld: (issuer: string) => Promise<readonly Role[]>;
  /** How the claims of an issuer are read today. */
  readonly mappingToday: (issuer: string) => Promise<ClaimsMapping>;
  /** Must be safe to repeat: one trial for each round. */
  readonly keepTrial: (of: Of, trial: Trial) => Promise<void>;
}

export type TrialActivities = ReturnType<typeof trialActivities>;

/** None of them may be found in the row of examples that the standard itself gives: faults of a cell, or of a row that is no data. */
const ofExamples: readonly string[] = [
  'second-header',
  'totals-row',
  'units-row',
  'column-numbers',
  'footnote',
  'required',
  'decimal-mark',
  'thousands-separator',
  'type',
  'length',
  'pattern',
  'enum',
  'range',
  'unknown-code',
  'says-nothing',
  'formula-text',
];

export function trialActivities(needs: Needs) {
  return {
    /**
     * Tries a proposal before anybody may record it: a standard judges a table of its own examples, by the engine that will judge files
     * with it. Safe to repeat: the same proposal gives the same trial, which replaces the one before.
     */
    async tryProposal({ caseId, round }: Of): Promise<{ sound: boolean }> {
      const of = { caseId, round };
      const proposal = await needs.proposalOf(of);
      const { flaws, told } = await foundIn(needs, proposal);
      const sound = flaws.length === 0;
      await needs.keepTrial(of, { sound, flaws: atMost([...flaws, ...told]) });
      return { sound };
    },
  };
}

/** Nobody reads more of them at once. */
const mostTold = 100;

const atMost = (flaws: readonly Text[]): Text[] =>
  flaws.length <= mostTold
    ? [...flaws]
    : [
        ...flaws.slice(0, mostTold),
        text(`Dan ${flaws.length - mostTold} lagi.`, `And ${flaws.length - mostTold} more.`),
      ];

/** Flaws make a proposal unsound; what is only told is read by the officer who records it. */
async function foundIn(needs: Needs, proposal: Proposal): Promise<{ flaws: readonly Text[]; told: readonly Text[] }> {
  if (proposal.kind !== 'claims-mapping') return { flaws: await flawsIn(needs, proposal), told: [] };
  const { content, subject } = proposal;
  const { flaws, told } = lettingIn(content, await needs.mappingToday(subject));
  return { flaws: [...flawsOfMapping(content, await needs.rolesHeld(subject)), ...flaws], told };
}

async function flawsIn(needs: Needs, proposal: Proposal): Promise<Text[]> {
  const during = { from: proposal.validFrom, to: proposal.validTo ?? always.to };
  if (proposal.kind === 'code-list') return flawsOfList(proposal.content, await needs.standardsDuring(during), during);
  if (proposal.kind !== 'standard') return [];
  const standard = { ...proposal.content, version: proposal.version };
  const lists = await needs.listsDuring(standard, during);
  const flaws = flawsOf(standard, lists, await needs.standardsOnRegister());
  return flaws.length > 0 ? flaws : flawsOfRun(needs, standard, lists);
}

/** The examples of a standard name no period. */
const always = { from: '0000-01', to: '9999-12' };

/** Judges a row of its examples, with a file of the same row as the one before: so every statement of the standard is run. */
async function flawsOfRun({ storage, memory }: Needs, standard: Standard, lists: readonly CodeList[]): Promise<Text[]> {
  const { fields } = standard.schema;
  if (fields.length === 0) return [];
  const content = Buffer.from(
    `${lineOf(fields.map(({ name }) => name))}${lineOf(fields.map(({ example }) => example))}`,
  );
  const scratch = await storage.scratch();
  const beating = setInterval(() => heartbeat(), 5000);
  try {
    const hash = createHash('sha256').update(content).digest('hex');
    const previous = { path: join(scratch.path, 'previous.csv'), hash };
    await writeFile(previous.path, content);
    const today = dayOf(activityInfo().scheduledTimestampMs);
    const order = { hash, standard, period: always, today, memory, scratch: scratch.path, lists, previous };
    const outcome = await runChild({
      order,
      source: Readable.from([content]),
      signal: cancellationSignal(),
      step: heartbeat,
    });
    if (outcome.kind === 'checked') return inExamples(outcome.report, standard);
    if (outcome.reason === 'engine')
      return [
        text(
          `Mesin pemeriksa tidak dapat menjalankan standar ini: ${outcome.detail}`,
          `The checking engine can't run this standard: ${outcome.detail}`,
        ),
      ];
    const message = `trial ${activityInfo().attempt}: ${outcome.reason}: ${unquoted(outcome.detail)}`;
    throw ApplicationFailure.create({ message, type: 'CheckFailed' });
  } finally {
    clearInterval(beating);
    await scratch.remove();
  }
}

/** A rule of the standard's own that weighs as an error must hold of its own examples. */
function inExamples({ findings }: Pick<CheckReport, 'findings'>, { schema }: Standard): Text[] {
  const rules = (schema['sip:rules'] ?? [])
    .filter(({ severity }) => severity === 'error' || severity === 'blocker')
    .map(({ code }) => code);
  return findings
    .filter(({ code }) => ofExamples.includes(code) || rules.includes(code))
    .map(({ column, code, message }) =>
      column === undefined
        ? text(
            `Baris yang terdiri atas contoh semua kolom tidak dapat dinilai (${code}): ${message.id}`,
            `The row made of the examples of all columns can't be judged (${code}): ${message.en}`,
          )
        : text(
            `Kolom ${column}: contohnya sendiri melanggar ${code}: ${message.id}`,
            `Column ${column}: its own example breaks ${code}: ${message.en}`,
          ),
    );
}

const lineOf = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
