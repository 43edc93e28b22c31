import { keyExample } from '#api/schema';
import type { Config } from '#platform/config';

type Settings = Pick<Config, 'PUBLIC_URL' | 'OIDC_ISSUERS' | 'OIDC_PAGE_CLIENT' | 'API_DOCS'>;

/** It says nothing of the API by itself: all that there is to read comes with the document. */
export const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>SIP Back Office API</title><link rel="icon" href="/docs/assets/favicon-32x32.png"><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><div id="page"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

/** A key that was left as the example becomes a new one, so that trying twice is asking twice. */
export function startScript({ PUBLIC_URL, OIDC_ISSUERS: [issuer], OIDC_PAGE_CLIENT, API_DOCS }: Settings): string {
  const client = issuer &&
    OIDC_PAGE_CLIENT !== undefined && {
      discovery: `${issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`,
      oauth: { clientId: OIDC_PAGE_CLIENT, usePkceWithAuthorizationCodeGrant: true, scopes: 'openid sip' },
    };
  return `
const publicUrl = ${JSON.stringify(PUBLIC_URL ?? null)};
const client = ${JSON.stringify(client || null)};
const redirectUrl = new URL('/docs/assets/oauth2-redirect.html', location.href).href;
if (publicUrl && new URL(publicUrl).origin !== location.origin) location.replace(new URL('/docs', publicUrl));

function show(document, token) {
  const page = SwaggerUIBundle({
    ...document,
    dom_id: '#page',
    deepLinking: true,
    displayRequestDuration: true,
    oauth2RedirectUrl: redirectUrl,
    requestInterceptor: (request) => {
      if (request.headers?.['idempotency-key'] === ${JSON.stringify(keyExample)}) request.headers['idempotency-key'] = crypto.randomUUID();
      return request;
    },
    onComplete: () => token && page.preauthorizeApiKey('bearer', token),
  });
  ${client ? 'page.initOAuth(client.oauth);' : ''}
}
${API_DOCS === 'open' ? "show({ url: '/openapi.json' });" : door}
`;
}

/**
 * Before the document: sign in by code with PKCE in a window of its own, or bring a token along. The token is kept in the page's
 * memory alone, and asks for the document as anybody would.
 */
const door = `
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const box = document.getElementById('page');

function add(name, settings) {
  const element = Object.assign(document.createElement(name), settings);
  box.append(element);
  return element;
}

async function readWith(token) {
  const response = await fetch('/openapi.json', { headers: { Authorization: 'Bearer ' + token } });
  const answer = await response.json();
  if (response.ok) show({ spec: answer }, token);
  else say(answer.title + ': ' + answer.remedy);
}

async function signIn() {
  const opened = window.open('', 'sign-in');
  const found = await (await fetch(client.discovery)).json();
  const [verifier, state] = [random(), random()];
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
  const both = { client_id: client.oauth.clientId, redirect_uri: redirectUrl };
  const asked = { ...both, response_type: 'code', scope: client.oauth.scopes, state, code_challenge: challenge, code_challenge_method: 'S256' };
  let isOurs = true;
  window.swaggerUIRedirectOauth2 = {
    state,
    redirectUrl,
    auth: { name: 'signIn', schema: { get: () => 'authorizationCode' } },
    errCb: ({ message }) => { isOurs = false; say(message); },
    callback: async ({ auth }) => {
      if (!isOurs) return;
      const grant = { ...both, grant_type: 'authorization_code', code: auth.code, code_verifier: verifier };
      const answer = await (await fetch(found.token_endpoint, { method: 'POST', body: new URLSearchParams(grant) })).json();
      if (answer.access_token) await readWith(answer.access_token);
      else say(answer.error_description ?? answer.error);
    },
  };
  opened.location.href = found.authorization_endpoint + '?' + new URLSearchParams(asked);
}

add('h1', { textContent: 'SIP Back Office API' });
add('p', { textContent: 'Masuk untuk membaca dan mencoba API ini. / Sign in to read and try this API.' });
if (client) add('button', { id: 'sign-in', textContent: 'Masuk / Sign in', onclick: () => signIn().catch((error) => say(String(error))) });
const given = add('input', { id: 'token', type: 'password', placeholder: 'token', autocomplete: 'off', ariaLabel: 'token' });
add('button', { id: 'open', textContent: 'Buka dengan token / Open with a token', onclick: () => readWith(given.value.trim()).catch((error) => say(String(error))) });
const said = add('p', { role: 'alert' });
const say = (text) => { said.textContent = text; };
`;
