import { describe, expect, it } from 'vitest';
import type { Role } from '#domain/case';
import { type ClaimsMapping, shippedMapping } from '#domain/claims';
import { lettingIn } from '#domain/claims-letting-in';

const mapping = (at: string, means?: Record<string, Role>): ClaimsMapping => ({
  roles: { at, means },
  unit: { at: '/unit' },
});
const today = mapping('/groups', { verifikator: 'pdsi', unggah: 'producer', audit: 'itjen' });

describe('a mapping of claims lets nobody in unseen', () => {
  it.each<[title: string, proposed: ClaimsMapping, inForce: ClaimsMapping, flaws: RegExp[], told: RegExp[]]>([
    ['what is in force', today, today, [], []],
    ['fewer values', mapping('/groups', { verifikator: 'pdsi' }), today, [], []],
    ['another value for producers', mapping('/groups', { verifikator: 'pdsi', oss: 'producer' }), today, [], []],
    ['producers made officers', mapping('/groups', { unggah: 'pdsi' }), today, [/^unggah means producer .* pdsi/], []],
    ['producers made heads', mapping('/groups', { unggah: 'head' }), today, [/would mean head/], []],
    ['a value that meant nothing', mapping('/groups', { baru: 'ops' }), today, [], [/1 values .* not ops .* baru/]],
    ['one office made another', mapping('/groups', { audit: 'pdsi' }), today, [], [/1 values .* not pdsi .* audit/]],
    [
      'another claim',
      mapping('/realm', { a: 'pdsi', b: 'pdsi', c: 'itjen', unggah: 'producer' }),
      today,
      [],
      [/pdsi would be read from \/realm.* 2 values give it: a, b/, /itjen .* 1 values give it: c/],
    ],
    [
      'another claim in the words of the house',
      mapping('/realm'),
      shippedMapping,
      [],
      [/pdsi/, /head/, /setjen/, /itjen/, /ops/],
    ],
    [
      'the words of the house for a machine',
      mapping('/sip_roles', { machine: 'pdsi' }),
      shippedMapping,
      [/machine/],
      [],
    ],
  ])('%s', (_, proposed, inForce, flaws, told) => {
    const found = lettingIn(proposed, inForce);
    expect(found.flaws.map(({ en }) => en)).toEqual(flaws.map((flaw) => expect.stringMatching(flaw)));
    expect(found.told.map(({ en }) => en)).toEqual(told.map((one) => expect.stringMatching(one)));
  });
});
