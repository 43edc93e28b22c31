import type { ServerResponse } from 'node:http';
import { type RequestHandler, type Router, static as serveStatic } from 'express';
import helmet from 'helmet';
import swagger from 'swagger-ui-dist';
import type { Config } from '#platform/config';
import { openApi } from './openapi.ts';
import { mountProblemPages } from './problem-pages.ts';
import type { Route } from './route.ts';
import { keyExample } from './schema.ts';

type Settings = Pick<Config, 'PUBLIC_URL' | 'OIDC_ISSUERS' | 'OIDC_PAGE_CLIENT'>;

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>SIP Back Office API</title><link rel="icon" href="/docs/assets/favicon-32x32.png"><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><div id="page"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

/** The document in both versions, a page to read and try it, and a page for each problem type. */
export function mountDocs(router: Router, routes: readonly Route[], config: Settings): void {
  const documents = { '/openapi.json': openApi(routes, config), '/openapi-3.0.json': openApi(routes, config, '3.0.3') };
  for (const [path, document] of Object.entries(documents))
    router.get(path, (_request, response) => {
      response.json(document);
    });
  router.use('/docs', letPageSignIn(config));
  router.get('/docs', (_request, response) => {
    response.type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(startScript(config));
  });
  router.use('/docs/assets', serveStatic(swagger.getAbsoluteFSPath(), { index: false, setHeaders: keepForADay }));
  mountProblemPages(router);
}

const keepForADay = (response: ServerResponse) => response.setHeader('Cache-Control', 'public, max-age=86400');

/** On the page alone: it asks the sign-in service for a token, in a window that must find its opener again. */
function letPageSignIn({ PUBLIC_URL, OIDC_ISSUERS, OIDC_PAGE_CLIENT }: Settings): RequestHandler {
  const [issuer] = OIDC_ISSUERS;
  const others = issuer && OIDC_PAGE_CLIENT !== undefined ? [new URL(issuer.url).origin] : [];
  return helmet({
    contentSecurityPolicy: {
      directives: {
        connectSrc: ["'self'", ...others],
        upgradeInsecureRequests: PUBLIC_URL?.startsWith('https:') ? [] : null,
      },
    },
    crossOriginOpenerPolicy: { policy: 'unsafe-none' },
  });
}

/** A key that was left as the example becomes a new one, so that trying twice is asking twice. */
function startScript({ PUBLIC_URL, OIDC_PAGE_CLIENT }: Settings): string {
  const signIn = {
    clientId: OIDC_PAGE_CLIENT,
    usePkceWithAuthorizationCodeGrant: true,
    scopes: 'openid sip',
  };
  return `
const publicUrl = ${JSON.stringify(PUBLIC_URL ?? null)};
if (publicUrl && new URL(publicUrl).origin !== location.origin) location.replace(new URL('/docs', publicUrl));
const page = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  displayRequestDuration: true,
  oauth2RedirectUrl: new URL('/docs/assets/oauth2-redirect.html', location.href).href,
  requestInterceptor: (request) => {
    if (request.headers?.['idempotency-key'] === ${JSON.stringify(keyExample)}) request.headers['idempotency-key'] = crypto.randomUUID();
    return request;
  },
});
${OIDC_PAGE_CLIENT === undefined ? '' : `page.initOAuth(${JSON.stringify(signIn)});`}
`;
}
