import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { dayOf } from '#domain/calendar';
import type { Role } from '#domain/case';
import { type ClaimsMapping, readClaims, shippedMapping } from '#domain/claims';
import { mayGive } from '#domain/office';
import type { ReadingGrant } from '#domain/register';
import { rolesToday, type StandIn } from '#domain/substitution';
import { text } from '#domain/text';
import type { Config } from '#platform/config';
import { standInsOf } from '#prisma/absence';
import type { Database } from '#prisma/database';
import { mappingInForce, mayMachinesSubmit, readingGrantInForce } from '#prisma/registers/rights';
import { ProblemError } from './problem.ts';
import { refuseNoUnit, saidOfPerson } from './said-by-token.ts';

/** Who is asking: an opaque id, and what the sign-in service says of them. Never an e-mail or a NIP. */
export interface Principal {
  readonly person: string;
  readonly name: string;
  /** What they may be here today: a machine is none while nothing on register lets the machines of its unit in (28/24 19, L-II). */
  readonly roles: readonly Role[];
  readonly unit: string;
  readonly unitName: string;
  /** What kind of Produsen Data the unit is (28/24 1.12). */
  readonly unitKind: string;
  /** Of a machine: whether an agreement or an exception is in force by which those of its unit come in (28/24 19). */
  readonly interoperability: boolean;
  /** For whom they stand in today; what that changes is judged case by case. */
  readonly standsFor?: readonly StandIn[];
  /** Has a case by appointment of the head of PDSI, without being of PDSI. */
  readonly appointed?: boolean;
  /** What an inspector may read by the unit's standing grant (28/24 29(4)). */
  readonly grant?: ReadingGrant;
  /** How their own token would be read by another mapping; absent for whoever works without a token. */
  readonly token?: { readonly issuer: string; readonly rolesUnder: (mapping: ClaimsMapping) => readonly Role[] };
}

type Issuer = Config['OIDC_ISSUERS'][number] & { keys?: ReturnType<typeof createRemoteJWKSet> };

const algorithms = ['ES256', 'ES384', 'ES512', 'PS256', 'RS256', 'EdDSA'];

interface Needs {
  readonly config: Pick<Config, 'OIDC_ISSUERS' | 'OIDC_AUDIENCE' | 'OIDC_CLAIMS'>;
  readonly database: Database;
}

/** Resolves the bearer token of a request to a principal, or answers 401/403. A key set that can't be reached is a 503. */
export function identify({ config, database }: Needs): RequestHandler {
  const issuers: Issuer[] = config.OIDC_ISSUERS.map((issuer) => ({ ...issuer }));
  return async (request, response, next) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) throw new ProblemError('sign-in-needed');
    const { issuer, payload } = await verify(token, issuers, config.OIDC_AUDIENCE);
    response.locals['principal'] = await resolve({ config, database }, issuer, payload);
    next();
  };
}

async function verify(token: string, issuers: readonly Issuer[], audience: string) {
  const issuer = issuers.find(({ url }) => url === claimedIssuer(token));
  if (!issuer)
    throw new ProblemError('token-refused', { detail: text('penerbit token tidak dikenal', 'unknown issuer') });
  try {
    issuer.keys ??= await keysOf(issuer.url);
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.url,
      audience,
      algorithms,
      typ: 'at+jwt',
      clockTolerance: 30,
      requiredClaims: ['exp', 'sub'],
    });
    return { issuer, payload };
  } catch (error) {
    if (isKeySetAway(error)) throw away();
    if (error instanceof errors.JOSEError)
      throw new ProblemError('token-refused', { detail: text(error.code, error.code) });
    throw error;
  }
}

const away = () =>
  new ProblemError('try-again', {
    detail: text('layanan masuk tidak menjawab', 'the sign-in service does not answer'),
    retryAfter: 5,
  });

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

async function keysOf(url: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const response = await fetch(`${url.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(3000),
    redirect: 'error',
  });
  const found = Discovery.safeParse(await response.json());
  if (!found.success) throw away();
  const { issuer, jwks_uri } = found.data;
  if (issuer !== url)
    throw new ProblemError('token-refused', {
      detail: text('penerbit token menyebut dirinya lain', 'the issuer calls itself otherwise'),
    });
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 3000 });
}

function isKeySetAway(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC'))
    return true;
  return (
    error instanceof TypeError ||
    (error instanceof DOMException && error.name === 'TimeoutError') ||
    error instanceof SyntaxError
  );
}

/**
 * A person is (issuer, subject); the first sight gives them an opaque id. Roles and unit are read by the mapping on register; roles that
 * this kind of issuer may not give are dropped.
 */
async function resolve({ config, database }: Needs, { kind, url }: Issuer, payload: JWTPayload): Promise<Principal> {
  const today = dayOf(Date.now());
  const isShipped = config.OIDC_CLAIMS === 'shipped';
  /** A mapping that finds no unit lets nobody in. */
  const rolesAllowed = ({ roles, unit: named }: ReturnType<typeof readClaims>): Role[] =>
    named === undefined ? [] : roles.filter((role) => mayGive(kind, role, named));
  const told = readClaims(isShipped ? shippedMapping : await mappingInForce(database, url, today), payload);
  const { sub, name, email } = saidOfPerson(payload);
  if (told.unit === undefined)
    throw new ProblemError('no-role', { detail: text('token tidak menyebut unit', 'the token names no unit') });
  refuseNoUnit(told.unit);
  const held = rolesAllowed(told);
  if (held.length === 0) throw new ProblemError('no-role');
  const unit = await database.unit.findUnique({ where: { id: told.unit } });
  if (!unit) throw new ProblemError('unknown-unit');
  const known = { name, email, roles: held, unitId: unit.id };
  const key = { issuer_subject: { issuer: url, subject: sub } };
  const person = await seen(database, key, known);
  const rights = await (held.includes('machine') ? rightsOfMachine : rightsOfPerson)(database, known, person, today);
  return {
    person,
    name,
    ...rights,
    unit: unit.id,
    unitName: unit.name,
    unitKind: unit.kind,
    token: { issuer: url, rolesUnder: (mapping) => rolesAllowed(readClaims(mapping, payload)) },
  };
}

type Rights = Pick<Principal, 'roles' | 'standsFor' | 'appointed' | 'interoperability' | 'grant'>;

/** A machine stands in for nobody, has no case and decides nothing. */
async function rightsOfMachine(database: Database, { unitId }: Known, _person: string, today: string): Promise<Rights> {
  const interoperability = await mayMachinesSubmit(database, unitId, today);
  return { roles: interoperability ? ['machine'] : [], interoperability };
}

async function rightsOfPerson(database: Database, { roles: held, unitId }: Known, person: string, today: string) {
  const standsFor = await standInsOf(database, { person, unit: unitId }, today);
  const grant = held.includes('itjen') ? await readingGrantInForce(database, unitId, today) : undefined;
  return {
    roles: rolesToday(held, standsFor),
    standsFor,
    appointed: !held.includes('pdsi') && (await hasClaim(database, person)),
    interoperability: false,
    ...(grant && { grant }),
  } satisfies Rights;
}

type Key = { issuer_subject: { issuer: string; subject: string } };
type Known = { name: string; email: string | null; roles: Role[]; unitId: string };

/** Reads first, writes only what is new: a person who asks a hundred times a minute costs no writes. */
async function seen(database: Database, key: Key, known: Known): Promise<string> {
  const found = await database.person.findUnique({ where: key });
  const isSame =
    found &&
    found.name === known.name &&
    found.email === known.email &&
    found.unitId === known.unitId &&
    found.roles.join() === known.roles.join();
  if (isSame) return found.id;
  const create = { id: `p${randomBytes(9).toString('hex')}`, ...key.issuer_subject, ...known };
  const { id } = await database.person.upsert({ where: key, create, update: known });
  return id;
}

/** Whether somebody has a case, of which they may else see nothing. */
async function hasClaim(database: Database, claimant: string): Promise<boolean> {
  return (await database.case.findFirst({ where: { claimant }, select: { id: true } })) !== null;
}
