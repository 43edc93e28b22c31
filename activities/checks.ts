import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ApplicationFailure, activityInfo, cancellationSignal, cancelled, heartbeat } from '@temporalio/activity';
import { dayOf } from '#domain/calendar';
import { listsOf } from '#domain/code-list';
import type { CodeList } from '#domain/code-list/shape';
import { type CheckReport, foundUnder, type ReturnDecision } from '#domain/finding';
import { type Standard, standardFor } from '#domain/standard';
import type { Comparison } from '#domain/standard/rules';
import { spansOf, type VersionDuring } from '#domain/standard/spans';
import type { Storage } from '#platform/storage';
import { unquoted } from '#platform/told';
import { listName, type Order, type Step } from './checks/channel.ts';
import { ChildLost, type Outcome, runChild } from './checks/run-child.ts';

export interface CheckInput {
  readonly caseId: string;
  readonly round: number;
  readonly hash: string;
  readonly component: string;
  /** An interval of months, both included: `2025-01`. */
  readonly period: { readonly from: string; readonly to: string };
}

/** `returns`: the round goes back by itself, under a recorded decision of PDSI. */
export interface Checked {
  readonly errors: number;
  readonly warnings: number;
  readonly returns?: true;
}

/** How far a check is; `of` is 0 as long as the file is still being read. */
export interface CheckProgress extends Step {
  readonly caseId: string;
  readonly round: number;
}

interface Needs {
  readonly storage: Storage;
  /** What the engine may take, such as `512MB`. */
  readonly memory: string;
  /** For people who wait: a lost one loses nothing, so its failure does not fail the check. */
  readonly progress: (progress: CheckProgress) => Promise<void>;
  /** Must be safe to repeat: one report for each round. */
  readonly report: (of: Pick<CheckInput, 'caseId' | 'round' | 'hash'>, report: CheckReport) => Promise<void>;
  /** The lists that a standard names; those of the house unless told otherwise. */
  readonly listsOf?: (standard: Standard, of: Pick<CheckInput, 'caseId' | 'period'>) => Promise<readonly CodeList[]>;
  /** The standard that is valid for the period of the data; that of the house unless told otherwise. */
  readonly standardOf?: (of: Pick<CheckInput, 'caseId' | 'component' | 'period'>) => Promise<Standard>;
  /** The versions of the standard in force during the period of the data, oldest first. */
  readonly versionsOf?: (of: Pick<CheckInput, 'caseId' | 'component' | 'period'>) => Promise<readonly VersionDuring[]>;
  /** Hash of the party's file to compare with; the party is whose case it is. */
  readonly previousOf?: (
    of: Pick<CheckInput, 'caseId' | 'component' | 'period'>,
    by: Comparison,
  ) => Promise<string | undefined>;
  /** PDSI's decision on automatic return that is in force for the component at an instant; none unless told otherwise. */
  readonly decisionOf?: (of: Pick<CheckInput, 'component'>, at: number) => Promise<ReturnDecision | undefined>;
}

export type CheckActivities = ReturnType<typeof checkActivities>;

export function checkActivities(needs: Needs) {
  const { storage, progress, report } = needs;
  return {
    /** Safe to repeat: the same content under the same standard gives the same report, which replaces the one before. */
    async checkFile(input: CheckInput): Promise<Checked> {
      const { caseId, round, hash } = input;
      const scratch = await storage.scratch();
      const pulse = beat((step) => progress({ caseId, round, ...step }));
      try {
        const order = await orderOf(needs, input, scratch.path);
        const source = await storage.open(hash);
        const outcome = await run(order, source, pulse.step);
        const { report: found, list } = checkedOr(outcome);
        const complete = list ? await storeList(storage, join(scratch.path, listName)) : undefined;
        const spans = spansOf((await needs.versionsOf?.(input)) ?? []);
        const returnedUnder = await decisionOn(needs, input, found);
        await pulse.stop();
        const told = { ...(spans && { spans }), ...(returnedUnder && { returnedUnder }) };
        const whole = { ...found, ...(complete && { complete }), ...told };
        await report({ caseId, round, hash }, whole);
        const { errors, warnings } = found;
        return { errors, warnings, ...(returnedUnder && { returns: true }) };
      } catch (error) {
        throw isLost(error) ? ApplicationFailure.nonRetryable(`content: ${error.message}`, 'CheckFailed') : error;
      } finally {
        await pulse.stop();
        await scratch.remove();
      }
    },
  };
}

/** Whether the round goes back by itself: only under a decision in force when the check began, and only for what it names. */
async function decisionOn({ decisionOf }: Needs, input: CheckInput, { totals }: Pick<CheckReport, 'totals'>) {
  const decision = await decisionOf?.(input, activityInfo().scheduledTimestampMs);
  const found = decision ? foundUnder(decision, totals) : [];
  return decision && found.length > 0 ? { ...decision, found } : undefined;
}

async function orderOf(needs: Needs, input: CheckInput, scratch: string): Promise<Order> {
  const { storage, memory, listsOf: lists = async (of) => listsOf(of), previousOf } = needs;
  const { standardOf = async (of) => standardFor(of.component) } = needs;
  const { hash, period } = input;
  const standard = await standardOf(input);
  const compare = standard.schema['sip:compare'];
  const before = compare && (await previousOf?.(input, compare));
  const path = join(scratch, 'previous.csv');
  if (before !== undefined) await pipeline(await storage.open(before), createWriteStream(path, { flags: 'wx' }));
  const previous = before !== undefined && { previous: { path, hash: before } };
  const today = dayOf(activityInfo().scheduledTimestampMs);
  return { hash, standard, period, today, memory, scratch, lists: await lists(standard, input), ...previous };
}

async function run(
  order: Order,
  source: Awaited<ReturnType<Storage['open']>>,
  step: (step: Step) => void,
): Promise<Outcome> {
  const signal = cancellationSignal();
  try {
    return await runChild({ order, source, signal, step });
  } catch (error) {
    if (signal.aborted) return await cancelled();
    if (error instanceof ChildLost)
      throw ApplicationFailure.create({
        type: 'CheckInterrupted',
        message: error.message,
        nonRetryable: activityInfo().attempt >= mostAttempts,
      });
    throw error;
  }
}

/** After so many attempts it is the file that ends the engine or its process, and a person must look. */
const mostAttempts = 5;

/** Content that is gone or is not what its hash names never comes back by trying again. */
const isLost = (error: unknown): error is Error =>
  error instanceof Error && ['ContentMissing', 'ContentDiffers'].includes(error.name);

/** Memory may have been short because of neighbours: the second time it is the file. */
function checkedOr(outcome: Outcome): Extract<Outcome, { kind: 'checked' }> {
  if (outcome.kind === 'checked') return outcome;
  const { reason, detail } = outcome;
  const { attempt } = activityInfo();
  const final = reason === 'content' || attempt >= mostAttempts || (reason === 'memory' && attempt > 1);
  throw ApplicationFailure.create({
    type: 'CheckFailed',
    message: `${reason}: ${unquoted(detail)}`,
    nonRetryable: final,
  });
}

/** Kept in intake under its own hash; the report names it. */
async function storeList(storage: Storage, path: string): Promise<string> {
  const { hash } = await storage.put(createReadStream(path), { limit: Number.MAX_SAFE_INTEGER });
  return hash;
}

/** Heartbeats every second with the latest step, which also reaches the people who wait; one at a time. */
function beat(tell: (step: Step) => Promise<void>) {
  let latest: Step = { rule: 'reading', done: 0, of: 0, rows: 0 };
  let told: Step | undefined;
  let telling: Promise<void> = Promise.resolve();
  let busy = false;
  const once = () => {
    heartbeat(latest);
    if (busy || told === latest) return;
    told = latest;
    busy = true;
    telling = tell(latest)
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  };
  once();
  const timer = setInterval(once, 1000);
  return {
    step: (step: Step) => {
      latest = { rule: step.rule, done: step.done, of: step.of, rows: step.rows };
    },
    stop: async () => {
      clearInterval(timer);
      await telling;
    },
  };
}
