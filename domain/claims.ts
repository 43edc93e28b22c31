import { type Role, roles } from './case.ts';
import { type Text, text } from './text.ts';

/**
 * How the claims of a sign-in service tell who somebody is here. Places are JSON pointers (RFC 6901) into the token; `means` says which
 * of our roles (units) a value of the service stands for, and where it is absent a value stands for itself.
 */
export interface ClaimsMapping {
  readonly roles: { readonly at: string; readonly means?: Readonly<Record<string, Role>> | undefined };
  readonly unit: { readonly at: string; readonly means?: Readonly<Record<string, string>> | undefined };
}

/** How the house reads claims until PDSI has put another mapping on register. */
export const shippedMapping: ClaimsMapping = { roles: { at: '/sip_roles' }, unit: { at: '/sip_unit' } };

/** Subject of the mapping for every issuer that has none of its own. */
export const everyIssuer = '*';

/**
 * The roles and the unit that a token names; what the mapping does not know is nobody's role. Who is a machine is nothing else, whatever
 * other roles the token names: a machine never decides, and comes in under an agreement alone (28/24 19).
 */
export function readClaims(
  { roles: ofRoles, unit: ofUnit }: ClaimsMapping,
  token: unknown,
): { readonly roles: readonly Role[]; readonly unit: string | undefined } {
  const meant: readonly string[] = stringsAt(ofRoles.at, token).flatMap(
    (value) => meaningOf(value, ofRoles.means) ?? [],
  );
  const [unit] = stringsAt(ofUnit.at, token);
  return {
    roles: meant.includes('machine') ? ['machine'] : roles.filter((role) => meant.includes(role)),
    unit: unit === undefined ? undefined : meaningOf(unit, ofUnit.means),
  };
}

function meaningOf(value: string, means: Readonly<Record<string, string>> | undefined): string | undefined {
  if (means === undefined) return value;
  return Object.hasOwn(means, value) ? means[value] : undefined;
}

/** One string, a list of strings, or strings between blanks (RFC 6749 3.3 writes scopes so). */
function stringsAt(pointer: string, token: unknown): string[] {
  let found: unknown = token;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return [];
    found = (found as Record<string, unknown>)[name];
  }
  if (typeof found === 'string') return found.split(' ').filter((part) => part !== '');
  return Array.isArray(found) ? found.filter((part) => typeof part === 'string') : [];
}

/**
 * Why a mapping would lock people out, or let them in for others. `held`: the roles of those who sign in by its issuer today. Whether its
 * places are there in a token is tried on the tokens of the officers who propose and record it.
 */
export function flawsOfMapping({ roles: { means } }: ClaimsMapping, held: readonly Role[]): Text[] {
  if (means === undefined) return [];
  const given = Object.values(means);
  const lost = held
    .filter((role) => !given.includes(role))
    .map((role) =>
      text(
        `Tidak ada nilai yang berarti ${role}: mereka yang kini memegang peran itu lewat penerbit ini tidak akan dapat masuk lagi`,
        `No value means ${role}: those who hold that role by this issuer today could not come in any more`,
      ),
    );
  const known: readonly string[] = roles;
  const swapped = Object.entries(means)
    .filter(([value, role]) => known.includes(value) && value !== role)
    .map(([value, role]) =>
      text(
        `${value} adalah nama sebuah peran, tetapi diartikan ${role}`,
        `${value} is the name of a role, and is to mean ${role}`,
      ),
    );
  return [...lost, ...swapped];
}
