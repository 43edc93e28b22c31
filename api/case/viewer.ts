import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import type { Actor, CaseState, Role } from '#domain/case';
import { behalfIn, type StandIn } from '#domain/substitution';

/** Who looks: what they may do next depends on it. */
export interface Viewer {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly unit: string;
  readonly standsFor?: readonly StandIn[];
}

export const viewerOf = ({ person, roles, unit, standsFor = [] }: Principal): Viewer => ({
  person,
  roles,
  unit,
  standsFor,
});

/** The person in a role that the act asks for; in their first role where they have none of those, so that the domain refuses. */
export function actorIn({ person, roles, unit }: Viewer, asked: readonly Role[]): Actor {
  const role = roles.find((held) => asked.includes(held)) ?? roles[0];
  if (role === undefined) throw new ProblemError('no-role');
  return { person, role, unit };
}

/** The same on a case: on behalf of whom they stand in for, where the act is one that four eyes judge. */
export function actorOn(
  desk: { rolesOf(act: string): readonly Role[]; isJudging(act: string): boolean },
  viewer: Viewer,
  act: string,
  state: Pick<CaseState, 'touched' | 'claimant'>,
): Actor {
  const actor = actorIn(viewer, desk.rolesOf(act));
  const onBehalfOf = desk.isJudging(act) ? behalfIn(viewer.standsFor ?? [], actor.role, state) : undefined;
  return onBehalfOf === undefined ? actor : { ...actor, onBehalfOf };
}
