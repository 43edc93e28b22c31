import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '#local/demo/caller';
import { type Door, openDoor } from '#test/support/door';
import { outcome, type Told } from '#test/support/heard';
import { type Issuer, openIssuer } from '#test/support/issuer';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let inside: Issuer;
let outside: Issuer;
beforeAll(async () => {
  office = await openOffice();
  [inside, outside] = await Promise.all([openIssuer(), openIssuer()]);
  door = await openDoor(office, { OIDC_ISSUERS: `internal=${inside.url},external=${outside.url}` });
});
afterAll(async () => {
  await door.stop();
  await Promise.all([inside.stop(), outside.stop(), office.stop()]);
});

const claims = { sub: 'somebody', name: 'Orang Contoh', sip_roles: ['producer'], sip_unit: 'contoh.ekspor' };
const now = Math.floor(Date.now() / 1000);
const me = async (token: string | undefined) => callerOf(door.url, token).get<Me & Told>('/v1/me');

interface Me {
  readonly id: string;
  readonly roles: readonly string[];
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that is not good is refused with 401', () => {
  const bad: Record<string, () => Promise<string | undefined>> = {
    'that is missing': async () => undefined,
    'that is no token': async () => 'rahasia',
    'without a signature (alg none)': async () =>
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode({ ...claims, iss: inside.url, aud: 'sip-back-office', exp: now + 60 })}.`,
    'with alg none and a signature of something': async () =>
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode({ ...claims, iss: inside.url, aud: 'sip-back-office', exp: now + 60 })}.AAAA`,
    'signed with the public key as a secret (HS256)': () =>
      new SignJWT({ ...claims, iss: inside.url, aud: 'sip-back-office', exp: now + 60 })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
        .sign(new TextEncoder().encode(inside.publicKey)),
    'for another audience': () => inside.sign({ ...claims, aud: 'another' }),
    'without an audience': () => inside.sign({ ...claims, aud: [] }),
    'of an unknown issuer': () => inside.sign({ ...claims, iss: 'https://contoh.invalid' }),
    'of one issuer, signed by the other': () => inside.sign({ ...claims, iss: outside.url }),
    'that has expired': () => inside.sign({ ...claims, exp: now - 120 }),
    'without an end': () => inside.sign({ ...claims, exp: undefined }),
    'that is not valid yet': () => inside.sign({ ...claims, nbf: now + 600 }),
    'for signing in (an ID token)': () => inside.sign(claims, { typ: 'JWT' }),
    'of nobody': () => inside.sign({ ...claims, sub: undefined }),
    'signed with another key': async () => {
      const { privateKey } = await generateKeyPair('ES256');
      return new SignJWT({ ...claims, iss: inside.url, aud: 'sip-back-office', exp: now + 60 })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
        .sign(privateKey);
    },
    'that brings its own key': async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
      return new SignJWT({ ...claims, iss: inside.url, aud: 'sip-back-office', exp: now + 60 })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(publicKey) })
        .sign(privateKey);
    },
    'that was altered': async () => {
      const [header, , signature] = (await inside.sign(claims)).split('.');
      return `${header}.${encode({ ...claims, sip_roles: ['pdsi'], iss: inside.url, aud: 'sip-back-office', exp: now + 60 })}.${signature}`;
    },
  };

  it.each(Object.entries(bad))('%s', async (_, token) => {
    const { status, body, headers } = await me(await token());
    expect([status, ['sign-in-needed', 'token-refused']]).toEqual([401, expect.arrayContaining([body.code])]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('before anything else: also for a path that is not there and a body that is not read', async () => {
    const caller = callerOf(door.url, undefined);
    expect(outcome(await caller.get('/v1/nothing'))).toBe('401 sign-in-needed');
    expect(outcome(await caller.post('/v1/submissions', '{'))).toBe('401 sign-in-needed');
  });
});

describe('who one is', () => {
  it('is issuer and subject together: the same subject of two issuers is two people', async () => {
    const [here, there] = await Promise.all([me(await inside.sign(claims)), me(await outside.sign(claims))]);
    expect([here.status, there.status]).toEqual([200, 200]);
    expect(here.body.id).not.toBe(there.body.id);
  });

  it('is one person also when they come twenty times at once for the first time', async () => {
    const token = await inside.sign({ ...claims, sub: 'new-here' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => me(token)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
  });

  it('follows the token: a role that is taken away is gone at once', async () => {
    const both = await me(await inside.sign({ ...claims, sub: 'changing', sip_roles: ['producer', 'pdsi'] }));
    const one = await me(await inside.sign({ ...claims, sub: 'changing', sip_roles: ['producer'] }));
    expect([both.body.roles, one.body.roles]).toEqual([['producer', 'pdsi'], ['producer']]);
    expect(one.body.id).toBe(both.body.id);
  });

  it('has no role of the ministry when they sign in outside of it', async () => {
    const sip_roles = ['producer', 'pdsi', 'itjen', 'setjen', 'ops'];
    expect((await me(await outside.sign({ ...claims, sip_roles }))).body.roles).toEqual(['producer']);
    expect(outcome(await me(await outside.sign({ ...claims, sip_roles: ['pdsi'] })))).toBe('403 no-role');
    const head = { ...claims, sub: 'head', sip_roles: ['head'], sip_unit: 'kemendag.pdsi' };
    expect(outcome(await me(await outside.sign(head)))).toBe('403 no-role');
    expect((await me(await inside.sign(head))).body.roles).toEqual(['head']);
    const ofMinistry = { ...claims, sip_roles: ['producer', 'machine'], sip_unit: 'kemendag.pdsi' };
    expect(outcome(await me(await outside.sign(ofMinistry)))).toBe('403 no-role');
  });

  it.each([
    ['without a role', { sip_roles: [] }, '403 no-role'],
    ['with a role that is none', { sip_roles: ['king'] }, '403 no-role'],
    ['without a unit', { sip_unit: undefined }, '403 no-role'],
    ['of a unit that is not registered', { sip_unit: 'tidak.ada' }, '403 unknown-unit'],
  ])('%s they are not let in', async (_, more, expected) => {
    expect(outcome(await me(await inside.sign({ ...claims, ...more })))).toBe(expected);
  });
});

describe('what a token says of a person is never taken as it comes', () => {
  it.each<[title: string, said: object]>([
    ['a subject with NUL', { sub: 'a\0b' }],
    ['a subject with half a character', { sub: 'a\ud800' }],
    ['a subject with the other half', { sub: 'a\udfff' }],
    ['a subject that is no ASCII', { sub: 'søren' }],
    ['a subject of a line break', { sub: 'a\nb' }],
    ['a subject of 256 characters', { sub: 'a'.repeat(256) }],
    ['a subject of 5900 characters', { sub: 'a'.repeat(5900) }],
    ['an empty subject', { sub: '' }],
    ['a unit with NUL', { sip_unit: 'contoh.ekspor\0' }],
    ['a unit with half a character', { sip_unit: 'contoh\ud800' }],
    ['a unit of 5900 characters', { sip_unit: 'a'.repeat(5900) }],
  ])('%s refuses the token, and says why', async (_, said) => {
    const heard = await me(await inside.sign({ ...claims, ...said }));
    expect(outcome(heard)).toBe('401 token-refused');
    expect(heard.body).toMatchObject({ detail: expect.stringContaining('karakter') });
  });

  it('a subject of 255 characters is one, and is not cut', async () => {
    const long = 'b'.repeat(254);
    const [one, other] = await Promise.all(
      ['1', '2'].map(async (end) => me(await inside.sign({ ...claims, sub: long + end }))),
    );
    expect([one?.status, other?.status]).toEqual([200, 200]);
    expect(one?.body.id).not.toBe(other?.body.id);
  });

  it.each<[title: string, name: unknown, shown: string]>([
    ['control characters', 'Orang\0 \u0007Contoh', 'Orang Contoh'],
    ['direction marks', '\u202eOrang\u2066 Contoh\u200f', 'Orang Contoh'],
    ['halves of characters', 'Orang\ud800 Contoh', 'Orang Contoh'],
    ['line breaks and tabs', ' Orang\r\n\tContoh\u2028', 'Orang Contoh'],
    ['no character at all', '', 'named-by-sub'],
    ['blanks alone', ' \t\u200b', 'named-by-sub'],
    ['signs alone', '---', 'named-by-sub'],
    ['no text', { given: 'Orang' }, 'named-by-sub'],
    ['too many characters', 'é'.repeat(5900), 'é'.repeat(200)],
    ['other scripts', '吳 Ökonom', '吳 Ökonom'],
  ])('a name of %s is shown clean, or the subject in its place', async (_, name, shown) => {
    const { status, body } = await me(await inside.sign({ ...claims, sub: 'named-by-sub', name }));
    expect([status, body]).toEqual([200, expect.objectContaining({ name: shown })]);
  });
});

it('a sign-in service that does not answer is a 503, and the door works again when it does', async () => {
  const away = await openIssuer();
  const token = await away.sign(claims);
  await away.stop();
  const second = await openDoor(office, { OIDC_ISSUERS: `internal=${away.url}` });
  const heard = await callerOf(second.url, token).get('/v1/me');
  expect([outcome(heard), heard.headers.get('retry-after')]).toEqual(['503 try-again', '5']);
  await second.stop();
});

it('a sign-in service that leads elsewhere is not followed: its keys are asked for at the configured address alone', async () => {
  const elsewhere = await openIssuer();
  const leading = createServer((request, response) =>
    response.writeHead(302, { Location: `${elsewhere.url}${request.url}` }).end(),
  );
  leading.listen(0, '127.0.0.1');
  await once(leading, 'listening');
  const url = `http://127.0.0.1:${(leading.address() as AddressInfo).port}`;
  const second = await openDoor(office, { OIDC_ISSUERS: `internal=${url}` });
  const heard = await callerOf(second.url, await elsewhere.sign({ ...claims, iss: url })).get('/v1/me');
  expect(outcome(heard)).toBe('503 try-again');
  await Promise.all([second.stop(), elsewhere.stop()]);
  leading.closeAllConnections();
  await new Promise((closed) => leading.close(closed));
});
