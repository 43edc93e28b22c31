import { describe, expect, it } from 'vitest';
import type { Role } from '#domain/case';
import { type ClaimsMapping, flawsOfMapping, readClaims, shippedMapping } from '#domain/claims';

const keycloak: ClaimsMapping = {
  roles: {
    at: '/realm_access/roles',
    means: { 'pdsi-verifikator': 'pdsi', 'auditor itjen': 'itjen', oss: 'producer' },
  },
  unit: { at: '/https:~1~1kemendag.go.id~1unit', means: { '0901': 'kemendag.pdsi' } },
};
const scopes: ClaimsMapping = { roles: { at: '/scope' }, unit: { at: '/unit' } };

describe('roles and unit come from claims by a mapping that is data', () => {
  it.each<[title: string, ClaimsMapping, token: object, roles: string[], unit: string | undefined]>([
    ['as the house reads them', shippedMapping, { sip_roles: ['pdsi'], sip_unit: 'u' }, ['pdsi'], 'u'],
    ['a role that there is not', shippedMapping, { sip_roles: ['menteri', 'ops'], sip_unit: 'u' }, ['ops'], 'u'],
    ['no claim at all', shippedMapping, {}, [], undefined],
    ['a claim of another kind', shippedMapping, { sip_roles: { pdsi: true }, sip_unit: 7 }, [], undefined],
    ['a list with other things', shippedMapping, { sip_roles: ['itjen', 7, null], sip_unit: 'u' }, ['itjen'], 'u'],
    [
      'deep in the token, in words of the service',
      keycloak,
      { realm_access: { roles: ['auditor itjen', 'offline_access'] }, 'https://kemendag.go.id/unit': '0901' },
      ['itjen'],
      'kemendag.pdsi',
    ],
    ['a value that means nothing here', keycloak, { realm_access: { roles: ['pdsi'] } }, [], undefined],
    ['a unit that means nothing here', keycloak, { 'https://kemendag.go.id/unit': 'kemendag.pdsi' }, [], undefined],
    ['names of an object itself', keycloak, { realm_access: { roles: ['constructor', '__proto__'] } }, [], undefined],
    ['several in one string', scopes, { scope: 'openid head producer', unit: 'u' }, ['producer', 'head'], 'u'],
    ['a machine that names more is one alone', scopes, { scope: 'pdsi machine producer', unit: 'u' }, ['machine'], 'u'],
    ['what only the prototype has', { ...scopes, unit: { at: '/constructor/name' } }, { scope: '' }, [], undefined],
  ])('%s', (_, mapping, token, roles, unit) => {
    expect(readClaims(mapping, token)).toEqual({ roles, unit });
  });

  const onlyProducers = { ...keycloak, roles: { at: '/r', means: { oss: 'producer' } } } as const;
  const swapped = { ...keycloak, roles: { at: '/r', means: { producer: 'pdsi', pdsi: 'pdsi' } } } as const;
  it.each<[title: string, ClaimsMapping, held: Role[], flaws: number]>([
    ['values that stand for themselves', shippedMapping, ['pdsi', 'itjen'], 0],
    ['all who come in today come in', keycloak, ['pdsi', 'itjen', 'producer'], 0],
    ['no officer comes in', onlyProducers, ['pdsi'], 1],
    ['neither officer nor inspector', onlyProducers, ['pdsi', 'itjen', 'producer'], 2],
    ['nobody ever did by this issuer', onlyProducers, [], 0],
    ['the name of one role means another', swapped, [], 1],
  ])('a mapping locks nobody out and swaps no roles: %s', (_, mapping, held, flaws) => {
    expect(flawsOfMapping(mapping, held)).toHaveLength(flaws);
  });
});
