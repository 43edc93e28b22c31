import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { CodeList } from '#domain/code-list/shape';
import type { CheckReport } from '#domain/finding';
import type { Proposal } from '#domain/register';
import type { Standard } from '#domain/standard';
import type { Storage } from '#platform/storage';
import type { Order } from './checks/channel.ts';
import { runChild } from './checks/run-child.ts';

interface Of {
  readonly caseId: string;
  readonly round: number;
}

/** What the trial of a proposal found; `flaws` are told to the officers as they are. */
export interface Trial {
  readonly sound: boolean;
  readonly flaws: readonly string[];
}

interface Needs {
  readonly storage: Storage;
  readonly memory: string;
  readonly proposalOf: (of: Of) => Promise<Proposal>;
  readonly listsOf: (
    standard: Standard,
    of: { readonly caseId: string; readonly period: Order['period'] },
  ) => Promise<readonly CodeList[]>;
  /** Must be safe to repeat: one trial for each round. */
  readonly keepTrial: (of: Of, trial: Trial) => Promise<void>;
}

export type TrialActivities = ReturnType<typeof trialActivities>;

/** Faults of a cell alone: none of them may be found in the example that the standard itself gives of its columns. */
const ofCells: readonly string[] = [
  'required',
  'decimal-mark',
  'thousands-separator',
  'type',
  'length',
  'pattern',
  'enum',
  'range',
  'unknown-code',
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
      const flaws = proposal.kind === 'standard' ? await flawsOf(needs, proposal.content) : [];
      const sound = flaws.length === 0;
      await needs.keepTrial(of, { sound, flaws });
      return { sound };
    },
  };
}

/** The examples of a standard name no period. */
const always = { from: '0000-01', to: '9999-12' };

async function flawsOf({ storage, memory, listsOf }: Needs, standard: Standard): Promise<string[]> {
  const { fields } = standard.schema;
  if (fields.length === 0) return [];
  const lists = await listsOf(standard, { caseId: '', period: always });
  const missing = fields.flatMap(({ name, 'sip:codes': list }) =>
    list === undefined || lists.some((known) => known.name === list) ? [] : [`${name}: no code list is called ${list}`],
  );
  if (missing.length > 0) return missing;
  const content = Buffer.from(
    `${lineOf(fields.map(({ name }) => name))}${lineOf(fields.map(({ example }) => example))}`,
  );
  const scratch = await storage.scratch();
  const beating = setInterval(() => heartbeat(), 5000);
  try {
    const hash = createHash('sha256').update(content).digest('hex');
    const order = { hash, standard, period: always, memory, scratch: scratch.path, lists };
    const outcome = await runChild({
      order,
      source: Readable.from([content]),
      signal: cancellationSignal(),
      step: heartbeat,
    });
    if (outcome.kind === 'checked') return inExamples(outcome.report);
    if (outcome.reason === 'engine') return [outcome.detail];
    throw new Error(`trial ${activityInfo().attempt}: ${outcome.reason}: ${outcome.detail}`);
  } finally {
    clearInterval(beating);
    await scratch.remove();
  }
}

const inExamples = ({ findings }: Pick<CheckReport, 'findings'>): string[] =>
  findings
    .filter(({ code }) => ofCells.includes(code))
    .map(({ column = '', code, message }) => `${column}: its own example breaks ${code}: ${message.en}`);

const lineOf = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
