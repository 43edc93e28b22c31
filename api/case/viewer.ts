import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import type { Actor, Role } from '#domain/case';

/** Who looks: what they may do next depends on it. */
export interface Viewer {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly unit: string;
}

export const viewerOf = ({ person, roles, unit }: Principal): Viewer => ({ person, roles, unit });

/** The person in a role that the act asks for; in their first role where they have none of those, so that the domain refuses. */
export function actorIn({ person, roles, unit }: Viewer, asked: readonly Role[]): Actor {
  const role = roles.find((held) => asked.includes(held)) ?? roles[0];
  if (role === undefined) throw new ProblemError('no-role');
  return { person, role, unit };
}
