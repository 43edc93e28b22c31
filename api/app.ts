import { isUtf8 } from 'node:buffer';
import type { Client, Connection } from '@temporalio/client';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { processNames } from '#domain/processes';
import type { Config } from '#platform/config';
import type { Log } from '#platform/log';
import { judgeBy } from '#platform/signer';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { dueExplanationRoute } from './case/due-explanation.ts';
import { catalogueRoutes } from './catalogue.ts';
import { checkRoutes } from './checks.ts';
import { clockRoute } from './clock.ts';
import { mountDocs } from './docs.ts';
import { evidenceRoutes } from './evidence.ts';
import { fileRoutes } from './files.ts';
import { safeHeaders } from './headers.ts';
import { mountHealth } from './health.ts';
import { identify } from './identity.ts';
import { limitRate, quotasOf } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { ProblemError, problemHandler } from './problem.ts';
import { proofRoutes } from './proofs.ts';
import { registrationRoutes } from './registration.ts';
import { nameRequests } from './request-log.ts';
import { mount, type Route } from './route.ts';
import { admit } from './scope.ts';
import { sharingRoutes } from './sharings.ts';
import { endStalled } from './stalled.ts';
import { standardRoutes } from './standards.ts';
import { submissionRoutes } from './submission.ts';
import { substitutionRoutes } from './substitutions.ts';
import { taskRoutes } from './tasks.ts';

export interface Needs {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly storage: Storage;
  readonly connection: Connection;
  readonly temporal: Client;
  readonly metrics?: Metrics;
}

/** Every door of the office: one line per process. */
export function allRoutes(needs: Needs): Route[] {
  const { config, database, storage, temporal } = needs;
  const judge = judgeBy(config);
  const acting = {
    database,
    storage,
    temporal,
    taskQueue: config.TASK_QUEUE,
    namespace: config.TEMPORAL_NAMESPACE,
    limit: config.UPLOAD_LIMIT_BYTES,
    uiUrl: config.TEMPORAL_UI_URL,
    publicUrl: config.PUBLIC_URL,
  };
  return [
    ...fileRoutes(acting),
    ...submissionRoutes(acting),
    ...registrationRoutes(acting),
    ...processNames.map((process) => dueExplanationRoute(database, process)),
    ...checkRoutes({ ...acting, dryRunsPerUnit: config.DRY_RUNS_PER_UNIT }),
    ...taskRoutes({ database }),
    clockRoute(database),
    ...substitutionRoutes({ database }),
    ...sharingRoutes(acting),
    ...catalogueRoutes({ database }),
    ...standardRoutes({ database, storage }),
    ...proofRoutes({ ...acting, judge }),
    ...evidenceRoutes({ database, storage, judge }, processNames),
  ];
}

/** The whole pipeline, top to bottom. */
export function createApp(needs: Needs): Express {
  const { config, log, database, metrics } = needs;
  const routes = allRoutes(needs);
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple');
  app.use(nameRequests(log));
  app.use(helmet(safeHeaders()), (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Permissions-Policy': 'camera=(), geolocation=(), microphone=()' });
    next();
  });
  if (metrics) app.use(metrics.timing);
  app.use(endStalled(config));
  mountHealth(app, needs);
  const signedIn = [identify({ config, database }), limitRate(config)];
  mountDocs(app, routes, config, signedIn);
  app.use('/v1', signedIn);
  // A code list is larger than any other form.
  app.use('/v1/registrations', readJson('4mb'));
  app.use('/v1', readJson('256kb'));
  const [admitted, quotas] = [admit(database), quotasOf(config)];
  mount(app, routes, (route) => [admitted(route), ...quotas(route)]);
  app.use(() => {
    throw new ProblemError('not-found');
  });
  app.use(problemHandler(log));
  return app;
}

/** JSON in UTF-8; what is no UTF-8 is refused and never guessed at. */
function readJson(limit: string) {
  return express.json({
    limit,
    verify(_request, _response, bytes, charset) {
      if (charset !== 'utf-8' || !isUtf8(bytes)) throw new ProblemError('unreadable-body');
    },
  });
}
