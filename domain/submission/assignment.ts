import { type Actor, peopleBehind, type Role } from '#domain/case';
import { pdsi, type UnitKind } from '#domain/office';
import { type Refusal, refuse } from '#domain/refusal';
import type { Submission } from '#domain/submission';
import { text } from '#domain/text';

/** To whom the head gives a case, with what was known of them when the head asked. Opaque ids and codes only. */
export interface Assignee {
  readonly person: string;
  readonly unit: string;
  readonly unitKind: string;
  readonly roles: readonly Role[];
  /** By a substitution that was in force. */
  readonly absent: boolean;
  /** For whom they stood in. */
  readonly standsFor: readonly string[];
  /** How many officers of PDSI could have judged the case: where there is none, the head appoints somebody of another unit. */
  readonly officersLeft: number;
}

export const isOfficer = ({ roles }: Pick<Assignee, 'roles'>): boolean => roles.includes('pdsi');

/**
 * Four eyes (house rule): nobody decides who touched the case on the producer's side, or stands in for one who did; and nobody
 * of the submitting unit, but for PDSI's own data, where a different person suffices.
 */
export function whyNotIndependent(
  { touched, party }: Pick<Submission, 'touched' | 'party'>,
  { people, unit }: { readonly people: readonly string[]; readonly unit: string },
): Refusal | undefined {
  if (people.some((person) => touched.includes(person)))
    return refuse(
      'four-eyes',
      text(
        'yang menyampaikan, atau menggantikannya, tidak boleh memutuskan',
        'who submitted, or stands in for one who did, may not decide',
      ),
    );
  if (unit === party && party !== pdsi)
    return refuse(
      'four-eyes',
      text(
        'tidak seorang pun dari unit yang menyampaikan boleh memutuskan',
        'nobody of the submitting unit may decide',
      ),
    );
  return undefined;
}

/** Why the head may not: the acts are those of the head of PDSI, and four eyes hold for who chooses the judge as for the judge. */
export function whyNotHead(act: string, submission: Submission, actor: Actor): Refusal | undefined {
  if (actor.unit !== pdsi)
    return refuse('not-your-case', text(`${act} dilakukan oleh kepala PDSI`, `${act} is for the head of PDSI`));
  return whyNotIndependent(submission, { people: peopleBehind(actor), unit: actor.unit });
}

/** Why the case can't be given to this person: an officer of PDSI who is there and independent; with none left, somebody of another Unit Kerja. */
export function whyNotAssignee(submission: Submission, assignee: Assignee | undefined): Refusal | undefined {
  if (assignee === undefined) return refuse('not-entitled', sayWhom);
  const { person, unit, standsFor, absent } = assignee;
  if (person === submission.claimant) return refuse('already-claimed', hasIt, { act: 'claim', by: person });
  const bound = whyNotIndependent(submission, { people: [person, ...standsFor], unit });
  if (bound) return bound;
  if (!isOfficer(assignee) && !canBeAppointed(assignee)) return refuse('not-entitled', noOfficer);
  return absent ? refuse('absent', isAway) : undefined;
}

/** Another office of the ministry: never a machine, nor anybody from outside. */
function canBeAppointed({ officersLeft, roles, unitKind }: Assignee): boolean {
  const ofMinistry: UnitKind = 'unit kerja';
  return officersLeft === 0 && unitKind === ofMinistry && roles.length > 0 && !roles.includes('machine');
}

/** Whether somebody who is no officer of PDSI was appointed to judge this case. */
export const isAppointed = ({ appointed }: Submission, { person }: Actor): boolean => appointed === person;

const sayWhom = text('sebut kepada siapa perkara ditugaskan', 'say to whom the case is given');
const hasIt = text('orang ini sudah memegang perkaranya', 'this person has the case already');
const noOfficer = text(
  'perkara ditugaskan kepada petugas PDSI selama masih ada yang berwenang memutus',
  'the case is given to an officer of PDSI as long as one is entitled to decide',
);
const isAway = text('orang ini sedang berhalangan', 'this person is absent');
