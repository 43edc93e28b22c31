import type { ServerResponse } from 'node:http';
import { type Request, type RequestHandler, type Response, type Router, static as serveStatic } from 'express';
import helmet from 'helmet';
import swagger from 'swagger-ui-dist';
import type { Config } from '#platform/config';
import { page, startScript } from './docs/page.ts';
import { safeHeaders } from './headers.ts';
import { openApi } from './openapi.ts';
import { mountProblemPages } from './problem-pages.ts';
import type { Route } from './route.ts';

type Settings = Pick<Config, 'PUBLIC_URL' | 'OIDC_ISSUERS' | 'OIDC_PAGE_CLIENT' | 'API_DOCS'>;

/**
 * The document in both versions, a page to read and try it, and a page for each problem type. Outside development the documents are
 * for who has signed in; the page, which says nothing without them, lets people do so.
 */
export function mountDocs(
  router: Router,
  routes: readonly Route[],
  config: Settings,
  signedIn: readonly RequestHandler[],
): void {
  const documents = { '/openapi.json': openApi(routes, config), '/openapi-3.0.json': openApi(routes, config, '3.0.3') };
  for (const [path, document] of Object.entries(documents))
    router.get(path, config.API_DOCS === 'open' ? [] : [...signedIn], (_request: Request, response: Response) => {
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
    ...safeHeaders({
      connectSrc: ["'self'", ...others],
      upgradeInsecureRequests: PUBLIC_URL?.startsWith('https:') ? [] : null,
    }),
    crossOriginOpenerPolicy: { policy: 'unsafe-none' },
  });
}
