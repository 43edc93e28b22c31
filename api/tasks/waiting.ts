import type { z } from 'zod';
import type { Principal } from '#api/identity';
import { scopeOf } from '#api/scope';
import { pdsi } from '#domain/office';
import { stagesOfAuthors } from '#domain/processes';
import type { Prisma } from '#prisma/generated/client';
import type { CountQuery, Kind } from './query.schema.ts';

type Where = Prisma.CaseWhereInput;

/**
 * What waits for this person, as questions that share no case and that one index each answers in order of urgency. Who holds no
 * case here waits for nothing. `undefined` is what they may act on: their own, what those have for whom they stand in, and the pool.
 * A head is shown what waits for the unit.
 */
export function waitingFor(principal: Principal, kind: Kind | undefined): Where[] {
  const { roles, unit } = principal;
  const scope = scopeOf(principal);
  const isHead = roles.includes('head') && kind === 'unit';
  const questions: Where[] = [];
  if ((roles.includes('producer') && kind !== 'pool') || isHead)
    questions.push({ AND: [scope, { holder: 'producer', party: unit }] });
  if (isHead && unit === pdsi) questions.push({ AND: [scope, { holder: 'pdsi' }] });
  else if (roles.includes('pdsi'))
    for (const claim of claimsOf(principal, kind))
      questions.push({ AND: [scope, { holder: 'pdsi', ...claim }, mayDecide(principal)] });
  else if (principal.appointed && kind !== 'pool')
    questions.push({ AND: [scope, { holder: 'pdsi', claimant: principal.person }] });
  return questions;
}

/** Whose claims: each a question of its own, so that the index of claims gives it in order. */
function claimsOf({ person, standsFor = [] }: Principal, kind: Kind | undefined): Where[] {
  if (kind === 'unit') return [{}];
  const people = [...new Set([person, ...standsFor.map((absent) => absent.person)])];
  return [
    ...(kind === 'pool' ? [] : people.map((claimant) => ({ claimant }))),
    ...(kind === 'mine' ? [] : [{ claimant: null }]),
  ];
}

/** Nobody is shown what four eyes forbid them to decide; authors are shown what waits for its authors. */
function mayDecide({ person, unit, standsFor = [] }: Principal): Where {
  const bound = standsFor.map((absent): Where => ({ NOT: { touched: { has: absent.person } } }));
  const independent = { NOT: { touched: { has: person } }, ...(unit !== pdsi && { party: { not: unit } }) };
  return { OR: [bound.length > 0 ? { ...independent, AND: bound } : independent, ...stagesOfAuthors] };
}

/** Filters only narrow what waits. */
export function narrowed({ process, stage, party }: z.output<typeof CountQuery>): Where {
  return {
    ...(process !== undefined && { process }),
    ...(stage !== undefined && { stage }),
    ...(party !== undefined && { party }),
  };
}
