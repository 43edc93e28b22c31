import { type Router, static as serveStatic } from 'express';
import swagger from 'swagger-ui-dist';
import { ProblemError } from './problem.ts';
import { problemTexts } from './problem-texts.ts';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>SIP Back Office API</title><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><div id="page"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', deepLinking: true, persistAuthorization: false, displayRequestDuration: true });`;

/** The document, a page to read and try it, and a page for each problem type. */
export function mountDocs(router: Router, document: object): void {
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(start);
  });
  router.use('/docs/assets', serveStatic(swagger.getAbsoluteFSPath(), { index: false, maxAge: '1d' }));
  router.get('/problems/:code', (request, response) => {
    const found = Object.entries(problemTexts).find(([code]) => code === request.params.code);
    if (!found) throw new ProblemError('not-found');
    const [code, { title, remedy }] = found;
    response.json({ code, title, remedy });
  });
}
