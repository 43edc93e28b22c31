import type { z } from 'zod';
import type { ComponentQuery } from '#api/catalogue.schema';
import type { Principal } from '#api/identity';
import { dayOf } from '#domain/calendar';
import { type LegalBasis, statusOf } from '#domain/legal-basis';
import { isOfPdsi, ofMinistry, type UnitKind, unitKinds } from '#domain/office';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';

/** A citation with what it is worth today: what is revoked or our own is never shown as law. */
export const citation = (basis: string) => ({ basis, basisStatus: statusOf(basis as LegalBasis, dayOf(Date.now())) });

/** Every word asked for occurs somewhere in the texts. */
export function holds(texts: readonly (string | null | undefined)[], q: string | undefined): boolean {
  const text = texts.join(' ').toLowerCase();
  return (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export async function classificationsOf(database: Database, q?: string) {
  const found = await database.classification.findMany({ orderBy: { position: 'asc' } });
  return found
    .filter(({ code, name, label, meaning }) => holds([code, name, label, meaning], q))
    .map(({ code, name, label, meaning, basis }) => ({ code, name, label, meaning, ...citation(basis) }));
}

export async function categoriesOf(database: Database, q?: string) {
  const found = await database.category.findMany({ orderBy: { position: 'asc' }, include: { kind: true } });
  const sought = found.filter(({ code, name, classificationCode }) => holds([code, name, classificationCode], q));
  return sought.map(({ code, name, classificationCode, kind, basis }) => ({
    code,
    name,
    classification: classificationCode,
    kind: kind?.number ?? null,
    ...citation(basis),
  }));
}

const withComponents = {
  category: true,
  headings: true,
  components: { orderBy: { position: 'asc' } },
} satisfies Prisma.KindInclude;
type Kind = Prisma.KindGetPayload<{ include: typeof withComponents }>;

/** The whole annex: under two hundred rows, so it is read at once and searched here. */
const annexOf = (database: Database): Promise<Kind[]> =>
  database.kind.findMany({ orderBy: { number: 'asc' }, include: withComponents });

/** A row is found by its own words and by those of its components, and is told whole. */
export async function kindsOf(database: Database, q?: string) {
  const found = (await annexOf(database)).filter((kind) => holds(wordsOf(kind), q));
  return found.map((kind) => ({
    number: kind.number,
    name: kind.name,
    label: kind.label,
    classification: kind.category.classificationCode,
    category: kind.category.code,
    components: numbered(kind),
    ...citation(kind.basis),
  }));
}

const wordsOf = ({ name, label, components, headings }: Kind) => [
  name,
  label,
  ...components.flatMap((component) => [component.name, component.shortName]),
  ...headings.map((heading) => heading.name),
];

/** The components of a row as it numbers them: a heading with its lettered parts counts as one. */
function numbered({ components, headings }: Kind) {
  const places = new Map<string, Part & { parts: Part[] }>();
  for (const component of components) {
    const heading = headings.find(({ code }) => code === component.headingCode);
    const place = places.get(heading?.code ?? component.code) ?? { ...partOf(heading ?? component), parts: [] };
    if (heading) place.parts.push(partOf(component));
    places.set(place.code, place);
  }
  return [...places.values()];
}

type Part = ReturnType<typeof partOf>;

const partOf = ({ code, name, basis, shortName = null }: Named) => ({ code, name, shortName, ...citation(basis) });

interface Named {
  readonly code: string;
  readonly name: string;
  readonly basis: string;
  readonly shortName?: string | null;
}

/** What a submission may be about, searched over the official words, our short names and the words of the heading. */
export async function componentsOf(
  database: Database,
  { q, classification, kind }: z.output<typeof ComponentQuery> = {},
) {
  return (await annexOf(database))
    .filter(({ number }) => kind === undefined || number === kind)
    .filter(({ category }) => classification === undefined || category.classificationCode === classification)
    .flatMap((row) => row.components.map((component) => componentIn(row, component)))
    .filter(({ name, shortName, heading }) => holds([name, shortName, heading?.name], q));
}

function componentIn({ number, name, category, headings }: Kind, component: Kind['components'][number]) {
  const heading = headings.find(({ code }) => code === component.headingCode);
  return {
    ...partOf(component),
    heading: heading ? { code: heading.code, name: heading.name } : null,
    row: name,
    kind: number,
    classification: category.classificationCode,
  };
}

/** Units and their organisations. Businesses are for the ministry to see, and each for itself. */
export async function unitsOf(database: Database, principal: Principal, q: string | undefined) {
  const { roles, unit } = principal;
  const seesAll = isOfPdsi(principal) || roles.some((role) => ofMinistry.includes(role));
  const business: UnitKind = 'pelaku usaha';
  const found = await database.unit.findMany({
    where: seesAll ? {} : { OR: [{ kind: { not: business } }, { id: unit }] },
    orderBy: [{ organisation: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  });
  return found
    .filter(({ id, name, organisation }) => holds([id, name, organisation], q))
    .map(({ id, name, organisation, kind }) => ({ id, name, organisation, kind, ...citation(basisOf(kind)) }));
}

const basisOf = (kind: string): LegalBasis =>
  unitKinds.some((known) => known === kind) ? '28/24 1.12' : 'house standard';
