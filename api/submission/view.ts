import type { z } from 'zod';
import type { Desk, Needs } from '#api/case/desk';
import { withUnit } from '#api/case/rows';
import { choicesFor, factsOf, workflowLink } from '#api/case/view';
import type { Viewer } from '#api/case/viewer';
import type { OpenAct, Stage, Submission } from '#domain/submission';
import type { Database } from '#prisma/database';
import type { SubmissionView } from './answers.schema.ts';
import { errorsIn } from './trail.ts';

type Choices = ReturnType<typeof choicesFor>;

interface Looking {
  readonly desk: Desk;
  readonly needs: Needs;
  readonly viewer: Viewer;
}

/** The case as a viewer sees it, from the record alone. */
export async function viewOf(
  { desk, needs, viewer }: Looking,
  caseId: string,
): Promise<z.input<typeof SubmissionView>> {
  const { database } = needs;
  const include = { ...withUnit, submission: true };
  const found = await database.case.findUniqueOrThrow({ where: { id: caseId }, include });
  const { component, period, hash, ...state } = found.state as unknown as Submission;
  const waiting = state.stage === 'received' ? await progressOf(database, state) : null;
  return {
    ...(await factsOf(database, found, viewer)),
    stage: found.stage as Stage,
    component,
    period,
    hash,
    replaces: found.submission?.replaces ?? null,
    checks: waiting,
    nextActs: await choicesOf(database, state, choicesFor(desk, found, viewer)),
    links: { ...linksOf(found), ...workflowLink(needs, viewer, found) },
  };
}

/** To accept what the checks found errors in takes a reason. */
async function choicesOf(database: Database, state: Pick<Submission, 'id' | 'round'>, choices: Choices) {
  const mayAccept = choices.some(({ act }) => act === 'accept');
  const isDespite = mayAccept && (await errorsIn(database, state)) > 0;
  return choices.map((choice) => ({
    ...choice,
    act: choice.act as OpenAct,
    needs: isDespite && choice.act === 'accept' ? [...choice.needs, 'reason'] : choice.needs,
  }));
}

function linksOf({ number, round }: { number: string; round: number }): Record<string, string> {
  const self = `/v1/submissions/${number}`;
  const ofRound = `${self}/rounds/${round}`;
  return {
    self,
    rounds: `${self}/rounds`,
    findings: `${ofRound}/findings`,
    receipt: `${ofRound}/receipt`,
    file: `${ofRound}/file`,
    events: `${self}/events`,
    dueExplanation: `${self}/due-explanation`,
  };
}

async function progressOf(database: Database, { id, round }: Pick<Submission, 'id' | 'round'>) {
  const far = await database.checkProgress.findUnique({ where: { caseId_round: { caseId: id, round } } });
  return far && { rule: far.rule, done: far.done, of: far.of, rows: far.rows };
}
