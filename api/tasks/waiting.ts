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
 * case here waits for nothing. `undefined` is what they may act on: their own and the pool.
 */
export function waitingFor(principal: Principal, kind: Kind | undefined): Where[] {
  const { roles, unit, person } = principal;
  const scope = scopeOf(principal);
  const questions: Where[] = [];
  if (roles.includes('producer') && kind !== 'pool')
    questions.push({ AND: [scope, { holder: 'producer', party: unit }] });
  if (roles.includes('pdsi')) {
    const claims: Where[] =
      kind === 'unit'
        ? [{}]
        : [...(kind === 'pool' ? [] : [{ claimant: person }]), ...(kind === 'mine' ? [] : [{ claimant: null }])];
    for (const claim of claims) questions.push({ AND: [scope, { holder: 'pdsi', ...claim }, mayDecide(principal)] });
  }
  return questions;
}

/** Nobody is shown what four eyes forbid them to decide; authors are shown what waits for its authors. */
function mayDecide({ person, unit }: Principal): Where {
  const independent = { NOT: { touched: { has: person } }, ...(unit !== pdsi && { party: { not: unit } }) };
  return { OR: [independent, ...stagesOfAuthors] };
}

/** Filters only narrow what waits. */
export function narrowed({ process, stage, party }: z.output<typeof CountQuery>): Where {
  return {
    ...(process !== undefined && { process }),
    ...(stage !== undefined && { stage }),
    ...(party !== undefined && { party }),
  };
}
