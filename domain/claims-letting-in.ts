import { type Role, roles } from './case.ts';
import type { ClaimsMapping } from './claims.ts';
import { type Text, text } from './text.ts';

/** Roles that decide, oversee or see everything: whoever gets one by a mapping was let in by it. */
const guarded: readonly Role[] = ['pdsi', 'head', 'setjen', 'itjen', 'ops'];

const meaning = ({ roles: { means } }: ClaimsMapping, value: string): Role | undefined => {
  if (means !== undefined) return Object.hasOwn(means, value) ? means[value] : undefined;
  return roles.find((role) => role === value);
};

/** Values by which a mapping gives a role: each of its own, or the role's own name. */
const valuesOf = ({ roles: { means } }: ClaimsMapping, role: Role): string[] =>
  means === undefined
    ? [role]
    : Object.entries(means)
        .filter(([, meant]) => meant === role)
        .map(([value]) => value);

/**
 * Whom a mapping would let in who is not let in today. `flaws`: a value that today means a role without such rights would give one, so
 * everybody who has it would get it. `told`: what nobody can compare here and the officer who records it must know, role by role.
 */
export function lettingIn(
  proposed: ClaimsMapping,
  inForce: ClaimsMapping,
): { readonly flaws: Text[]; readonly told: Text[] } {
  const isElsewhere = proposed.roles.at !== inForce.roles.at;
  const found = guarded.map((role) => {
    const values = valuesOf(proposed, role);
    const today = (value: string) => (isElsewhere ? undefined : meaning(inForce, value));
    const raised = values.filter((value) => {
      const meant = today(value);
      return meant !== undefined && !guarded.includes(meant);
    });
    const fresh = values.filter((value) => today(value) !== role && !raised.includes(value));
    return {
      flaws: raised.map((value) => wouldRaise(value, today(value) ?? '', role)),
      told: fresh.length === 0 ? [] : [isElsewhere ? notComparable(proposed, role, fresh) : isNew(role, fresh)],
    };
  });
  return { flaws: found.flatMap(({ flaws }) => flaws), told: found.flatMap(({ told }) => told) };
}

const wouldRaise = (value: string, today: string, role: Role): Text =>
  text(
    `${value} kini berarti ${today} dan akan berarti ${role}: semua yang memilikinya akan memegang peran itu`,
    `${value} means ${today} today and would mean ${role}: everybody who has it would hold that role`,
  );

const isNew = (role: Role, values: readonly string[]): Text =>
  text(
    `Perhatikan sebelum mencatat: ${values.length} nilai yang kini bukan ${role} akan memberikannya: ${values.join(', ')}. Pastikan siapa saja yang memilikinya`,
    `Look before recording: ${values.length} values that are not ${role} today would give it: ${values.join(', ')}. Make sure who has them`,
  );

const notComparable = ({ roles: { at } }: ClaimsMapping, role: Role, values: readonly string[]): Text =>
  text(
    `Perhatikan sebelum mencatat: ${role} akan dibaca dari ${at}, klaim yang kini tidak dibaca; ${values.length} nilai memberikannya: ${values.join(', ')}. Siapa yang memilikinya tidak dapat dibandingkan di sini`,
    `Look before recording: ${role} would be read from ${at}, a claim that is not read today; ${values.length} values give it: ${values.join(', ')}. Who has them can't be compared here`,
  );
