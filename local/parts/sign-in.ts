import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Configuration, type KoaContextWithOIDC, Provider, type ResourceServer } from 'oidc-provider';
import type { Part } from '#local/lifetime';
import { claimsOf } from '#local/sign-in/claims';
import { inMemory } from '#local/sign-in/memory';
import { signInPage } from '#local/sign-in/page';
import { demoPeople } from '#local/sign-in/people';

interface Options {
  readonly port: number;
  readonly audience: string;
  /** Signs the tokens; kept, so that a token outlives a restart. */
  readonly key: JWK;
  readonly cookies: string;
  /** The secret of the client that may ask for a token of any demo person. */
  readonly tokenClient: string;
  /** Where the API's page sends people back to. */
  readonly apiUrl: string;
}

export interface SignIn extends Part {
  readonly issuer: string;
}

/** Our own grant: a token of a demo person by name. For the one client of this machine that holds the secret. */
export const demoGrant = 'urn:sip:demo-person';

/** What access tokens are for. */
const resource = 'urn:sip-back-office';

const tokenLifetime = 8 * 3600;

export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'demo-1', alg: 'ES256', use: 'sig' };
}

/** A real OpenID Provider with demo people instead of passwords. Loopback only: nobody else reaches it, and no other API trusts it. */
export async function startSignIn(options: Options): Promise<SignIn> {
  const issuer = `http://127.0.0.1:${options.port}`;
  const provider = new Provider(issuer, configuration(options));
  allowDemoGrant(provider, options.audience);
  offerOnlyCode(provider);
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/sign-in/')) signIn(provider, request, response).catch(() => refuse(response));
    else void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    issuer,
    processes: {},
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function configuration({ key, cookies, tokenClient, apiUrl, audience }: Options): Configuration {
  return {
    adapter: inMemory(),
    jwks: { keys: [key] },
    scopes: ['openid', 'profile', 'email', 'sip'],
    responseTypes: ['code'],
    cookies: { keys: [cookies] },
    clients: [
      {
        client_id: 'sip-token',
        id_token_signed_response_alg: 'ES256',
        client_secret: tokenClient,
        grant_types: [demoGrant],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: 'sip-api-page',
        id_token_signed_response_alg: 'ES256',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        redirect_uris: [`${apiUrl}/docs/assets/oauth2-redirect.html`],
      },
    ],
    clientBasedCORS: (_context, origin) => origin === apiUrl,
    claims: { openid: ['sub'], profile: ['name', 'sip_roles', 'sip_unit'], email: ['email'] },
    extraTokenClaims: (_context, token) => ('accountId' in token ? claimsOf(token.accountId) : undefined),
    findAccount: (_context, id) =>
      demoPeople[id] ? { accountId: id, claims: () => ({ sub: id, ...claimsOf(id) }) } : undefined,
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    loadExistingGrant: grantEverything,
    pkce: { required: () => true },
    ttl: { AccessToken: tokenLifetime, Grant: tokenLifetime, Session: tokenLifetime, Interaction: 3600, IdToken: 3600 },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(audience),
      },
    },
  };
}

const resourceServer = (audience: string): ResourceServer => ({
  scope: 'sip',
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: tokenLifetime,
  jwt: { sign: { alg: 'ES256' } },
});

/** Demo people are asked for no consent. */
async function grantEverything(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email sip');
  grant.addResourceScope(resource, 'sip');
  await grant.save();
  return grant;
}

function allowDemoGrant(provider: Provider, audience: string): void {
  provider.registerGrantType<{ person: string }>(
    demoGrant,
    async (context) => {
      const { client, params } = context.oidc;
      const accountId = params.person;
      if (!demoPeople[accountId]) {
        context.status = 400;
        context.body = { error: 'invalid_grant', error_description: `nobody here is called ${accountId}` };
        return;
      }
      const grant = new provider.Grant({ clientId: client.clientId, accountId });
      grant.addResourceScope(resource, 'sip');
      const token = new provider.AccessToken({
        accountId,
        client,
        grantId: await grant.save(),
        gty: demoGrant,
        scope: 'sip',
      });
      const server = provider as unknown as { ResourceServer: new (id: string, info: ResourceServer) => never };
      token.resourceServer = new server.ResourceServer(resource, resourceServer(audience));
      context.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration };
    },
    ['person'],
  );
}

/** Whoever asks how to sign in is told of the way for people; the other is for this machine's own command. */
function offerOnlyCode(provider: Provider): void {
  provider.use(async (context: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next();
    if (context.oidc?.route === 'discovery')
      (context.body as Record<string, unknown>)['grant_types_supported'] = ['authorization_code'];
  });
}

/** The page on which one chooses who to be, and its answer. */
async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(signInPage(uid));
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get('person') ?? '';
  if (!demoPeople[accountId]) return refuse(response);
  await provider.interactionFinished(request, response, { login: { accountId } });
}

function refuse(response: ServerResponse): void {
  response.statusCode = 400;
  response.end('This sign-in is over. Go back to where you came from and begin again.');
}
