import { describe, expect, it } from 'vitest';
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
    ['several in one string', scopes, { scope: 'openid machine producer', unit: 'u' }, ['producer', 'machine'], 'u'],
    ['what only the prototype has', { ...scopes, unit: { at: '/constructor/name' } }, { scope: '' }, [], undefined],
  ])('%s', (_, mapping, token, roles, unit) => {
    expect(readClaims(mapping, token)).toEqual({ roles, unit });
  });

  it.each<[title: string, ClaimsMapping, hasOfficers: boolean, flaws: number]>([
    ['values that stand for themselves', shippedMapping, true, 0],
    ['officers come in by a value of the service', keycloak, true, 0],
    ['nobody comes in as an officer', { ...keycloak, roles: { at: '/r', means: { oss: 'producer' } } }, true, 1],
    ['nobody ever did by this issuer', { ...keycloak, roles: { at: '/r', means: { oss: 'producer' } } }, false, 0],
  ])('a mapping never locks its own officers out: %s', (_, mapping, hasOfficers, flaws) => {
    expect(flawsOfMapping(mapping, hasOfficers)).toHaveLength(flaws);
  });
});
