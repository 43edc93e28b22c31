import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { GatewayActivities } from '#activities/gateway';
import type { TrialActivities } from '#activities/trial';
import type { Standing } from '#domain/case';
import type { Registration, Step } from '#domain/registration';
import { registrationProcess } from '#domain/registration/course';
import type { Duty } from './case/duties.ts';
import { carry } from './case.ts';
import type { RegistrationInput } from './registration.messages.ts';

/** A new version is tried where files are checked: by the same engine, in a process that may die. */
const trials = () =>
  proxyActivities<TrialActivities>({
    taskQueue: `${workflowInfo().taskQueue}-checks`,
    startToCloseTimeout: '5m',
    heartbeatTimeout: '30s',
  });

const { tellOpenCases } = proxyActivities<GatewayActivities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '1m' },
});

/** Pencatatan: a proposal is tried by the machine and recorded as in force by a second officer. House standard throughout. */
export async function registration(input: RegistrationInput): Promise<Standing> {
  return carry(registrationProcess, dutyAt, input);
}

/** What cannot be tried is not sound: the officers read why, amend it or withdraw it. What open cases keep by them they are told. */
function dutyAt({ id, stage, round, kind, subject }: Registration): Duty<Step> | undefined {
  if (stage === 'spreading') {
    const summary = `told to the open cases: ${kind} ${subject}`;
    const tell = () => tellOpenCases.executeWithOptions({ summary }, []);
    return { summary, run: () => tell().then(() => 'spread'), failed: 'not-spread' };
  }
  if (stage !== 'received') return undefined;
  const summary = `trial of round ${round}: ${kind} ${subject}`;
  const attempt = () => trials().tryProposal.executeWithOptions({ summary }, [{ caseId: id, round }]);
  return { summary, run: () => attempt().then(({ sound }) => (sound ? 'sound' : 'unsound')), failed: 'unsound' };
}
