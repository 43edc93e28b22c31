import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callerOf } from '#local/demo/caller';
import { browserAt } from '#test/support/browser';
import { type Door, openDoor } from '#test/support/door';
import { outcome } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const page = (path: string) => fetch(`${door.url}${path}`);
const textOf = async (path: string) => (await page(path)).text();

it('the page and everything that it loads come from the API itself', async () => {
  const html = await textOf('/docs');
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path));
  expect(loaded.length).toBe(4);
  expect(loaded.every((path) => path.startsWith('/docs/'))).toBe(true);
  expect(html).not.toMatch(/<script>|style=|on\w+=/);
  for (const path of [...loaded, '/docs/assets/oauth2-redirect.html', '/docs/assets/oauth2-redirect.js'])
    expect(`${path} ${(await page(path)).status}`).toBe(`${path} 200`);
  expect(await textOf('/docs/assets/oauth2-redirect.html')).not.toMatch(/<script>/);
});

it('the page alone may ask the sign-in service, and finds its window again', async () => {
  const headersOf = async (path: string) => {
    const { headers } = await page(path);
    const connect = /connect-src ([^;]+)/.exec(headers.get('content-security-policy') ?? '')?.[1];
    return { connect, opener: headers.get('cross-origin-opener-policy') };
  };
  const mayAsk = { connect: `'self' ${door.issuer}`, opener: 'unsafe-none' };
  expect(await headersOf('/docs')).toEqual(mayAsk);
  expect(await headersOf('/docs/assets/oauth2-redirect.html')).toEqual(mayAsk);
  expect(await headersOf('/livez')).toEqual({ connect: undefined, opener: 'same-origin' });
});

it('without a client of its own the page asks for a token by hand', async () => {
  const plain = await openDoor(office, { OIDC_PAGE_CLIENT: '' });
  const { body } = await callerOf(plain.url, undefined).get<{ components: { securitySchemes: object } }>(
    '/openapi.json',
  );
  expect(Object.keys(body.components.securitySchemes)).toEqual(['bearer']);
  expect(await (await fetch(`${plain.url}/docs/start.js`)).text()).not.toContain('initOAuth');
  const policy = (await fetch(`${plain.url}/docs`)).headers.get('content-security-policy');
  expect(policy).toMatch(/connect-src 'self'(;|$)/);
  await plain.stop();
});

it('a person signs in on the page: by code with PKCE, and the token is good at the API', async () => {
  const clientId = /"clientId":"([^"]+)"/.exec(await textOf('/docs/start.js'))?.[1] ?? '';
  const scope = /"scopes":"([^"]+)"/.exec(await textOf('/docs/start.js'))?.[1] ?? '';
  const { body } = await callerOf(door.url, undefined).get<Described>('/openapi.json');
  const discovery = await askFromPage(body.components.securitySchemes.signIn.openIdConnectUrl);
  const found = (await discovery.json()) as Record<string, string> & { scopes_supported: string[] };
  expect(discovery.headers.get('access-control-allow-origin')).toBeTruthy();
  expect(found.scopes_supported).toEqual(expect.arrayContaining(scope.split(' ')));

  const verifier = randomBytes(32).toString('base64url');
  const redirect = `${door.url}/docs/assets/oauth2-redirect.html`;
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirect,
    response_type: 'code',
    scope,
    state: 's1',
  });
  asked.set('code_challenge', challenge);
  asked.set('code_challenge_method', 'S256');
  const code = await codeOf(`${found['authorization_endpoint']}?${asked.toString()}`, redirect);

  const exchange = (grant: Record<string, string>) =>
    askFromPage(found['token_endpoint'] ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: redirect,
        ...grant,
      }),
    });
  expect((await exchange({ code_verifier: randomBytes(32).toString('base64url') })).status).toBe(400);
  const answer = await exchange({ code_verifier: verifier });
  expect(answer.headers.get('access-control-allow-origin')).toBe(door.url);
  const { access_token } = (await answer.json()) as { access_token: string };
  const me = await callerOf(door.url, access_token).get('/v1/me');
  expect([me.status, me.body]).toEqual([
    200,
    expect.objectContaining({ name: 'Petugas PDSI Contoh A', roles: ['pdsi'] }),
  ]);
});

describe('outside development', () => {
  let closed: Door;
  beforeAll(async () => {
    closed = await openDoor(office, { API_DOCS: '' });
  });
  afterAll(() => closed.stop());

  const documents = ['/openapi.json', '/openapi-3.0.json'];

  it.each(documents)('%s is for who has signed in', async (path) => {
    const open = callerOf(closed.url, undefined);
    expect(outcome(await open.get(path))).toBe('401 sign-in-needed');
    expect(outcome(await open.get(path, { Authorization: `Bearer ${await door.token('produsen')}` }))).toBe(
      '401 token-refused',
    );
    const { status, body } = await (await closed.as('produsen')).get(path);
    expect([status, Object.keys(body)]).toEqual([200, expect.arrayContaining(['openapi', 'paths'])]);
  });

  it('the page and what it loads say nothing of the API before', async () => {
    const paths = Object.keys((await (await closed.as('produsen')).get<{ paths: object }>('/openapi.json')).body.paths);
    expect(paths.length).toBeGreaterThan(20);
    for (const path of ['/docs', '/docs/start.js']) {
      const response = await fetch(`${closed.url}${path}`);
      const text = await response.text();
      expect([response.status, paths.filter((one) => text.includes(one))]).toEqual([200, []]);
    }
  });

  it('the page signs a person in by code with PKCE, keeps the token to itself and shows the document with it', async () => {
    const browser = await browserAt(closed.url);
    browser.press('sign-in');
    const address = await browser.windowGoesTo();
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    await browser.comesBack(await returnOf(address, `${closed.url}/docs/assets/oauth2-redirect.html`));
    const [settings] = await vi.waitFor(() => {
      expect(browser.shown).toHaveLength(1);
      return browser.shown;
    });
    expect(Object.keys(settings?.spec?.paths ?? {})).toContain('/v1/submissions');
    settings?.onComplete();
    expect(browser.authorized).toEqual([['bearer', expect.stringMatching(/^ey/)]]);
  });

  it('an answer that the page did not ask for signs nobody in', async () => {
    const browser = await browserAt(closed.url);
    browser.press('sign-in');
    const address = await browser.windowGoesTo();
    const back = new URL(await returnOf(address, `${closed.url}/docs/assets/oauth2-redirect.html`));
    back.searchParams.set('state', 'of-another');
    await browser.comesBack(back.href);
    await vi.waitFor(() => expect(browser.said()).toMatch(/state/));
    expect(browser.shown).toEqual([]);
  });

  it('a token that is brought along opens it, and one that is refused is told why', async () => {
    const browser = await browserAt(closed.url);
    browser.write('token', 'a.b.c');
    browser.press('open');
    await vi.waitFor(() => expect(browser.said()).toMatch(/Token/));
    expect(browser.shown).toEqual([]);
    browser.write('token', await closed.token('produsen'));
    browser.press('open');
    await vi.waitFor(() => expect(browser.shown).toHaveLength(1));
  });
});

interface Described {
  readonly components: { readonly securitySchemes: { readonly signIn: { readonly openIdConnectUrl: string } } };
}

const askFromPage = (url: string, init: RequestInit = {}) => fetch(url, { ...init, headers: { Origin: door.url } });

/** What a browser does between the page and its return: follow, keep cookies, choose a person. */
async function codeOf(start: string, redirect: string): Promise<string> {
  const returned = new URL(await returnOf(start, redirect)).searchParams;
  expect(returned.get('state')).toBe('s1');
  return returned.get('code') ?? '';
}

/** Where the sign-in service sends the person back to. */
async function returnOf(start: string, redirect: string): Promise<string> {
  const cookies = new Map<string, string>();
  const visit = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { Cookie: cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return { response, next: new URL(response.headers.get('location') ?? url, url).href };
  };
  const toSignIn = await visit(start);
  const signIn = await visit(toSignIn.next);
  const html = await signIn.response.text();
  expect(html).toContain('Petugas PDSI Contoh A');
  const action = new URL(/action="([^"]+)"/.exec(html)?.[1] ?? '', toSignIn.next).href;
  const chosen = await visit(action, { method: 'POST', body: new URLSearchParams({ person: 'petugas' }) });
  const back = await visit(chosen.next);
  expect(back.next).toContain(`${redirect}?`);
  return back.next;
}
