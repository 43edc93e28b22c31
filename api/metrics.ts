import { createServer, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '#platform/log';
import type { Database } from '#prisma/database';
import { type Standing, standingOfOffice } from './metrics/standing.ts';
import { routeOf } from './request-log.ts';

interface Needs {
  readonly database: Database;
  readonly log: Log;
}

/** How long one look at the record serves: whoever scrapes more often reads the same numbers again. */
const serves = 10_000;

/** What Prometheus reads of the API and of the office as the record has it. Numbers and codes only: no ids, no names. */
export function createMetrics({ database, log }: Needs) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'sip_api_' });
  const registers = [registry];
  const duration = new Histogram({
    name: 'sip_http_request_duration_seconds',
    help: 'How long the API took to answer, by the pattern of the path',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const gauges = {
    up: gauge('sip_record_up', '1 while the record can be read; the numbers below are of the last time that it could'),
    cases: gauge('sip_cases', 'Cases by process, stage and holder', ['process', 'stage', 'holder']),
    overdue: gauge('sip_cases_overdue', 'Open cases past their target or fatal date', ['process', 'holder', 'date']),
    oldest: gauge('sip_oldest_waiting_seconds', 'How long the case that has waited longest has waited', [
      'process',
      'stage',
    ]),
    outbox: gauge('sip_outbox_waiting', 'Mails that are still to go out'),
    outboxAge: gauge('sip_outbox_oldest_seconds', 'How long the oldest of them has waited'),
    requests: gauge('sip_requests_running', 'Requests that have no answer yet'),
    requestsAge: gauge('sip_requests_oldest_seconds', 'How long the oldest of them has waited'),
    checks: gauge('sip_checks', 'Files that wait for the machine checks, or are being checked', ['of', 'state']),
    checksAge: gauge('sip_checks_oldest_seconds', 'How long the oldest of them has been there', ['of', 'state']),
    refusals: gauge('sip_refusals', 'Refused attempts on record', ['code']),
  };

  let looked = 0;
  const look = async () => {
    if (Date.now() - looked < serves) return;
    looked = Date.now();
    try {
      set(gauges, await standingOfOffice(database, new Date()));
      gauges.up.set(1);
    } catch (error) {
      gauges.up.set(0);
      log.warn({ err: error }, 'the record is not read');
    }
  };

  /** Times every request under its pattern, never under its address. */
  const timing: RequestHandler = (request, response, next) => {
    const end = duration.startTimer({ method: request.method });
    response.once('close', () => {
      end({ route: routeOf(request), status: String(response.statusCode) });
    });
    next();
  };

  return {
    timing,
    async text(): Promise<string> {
      await look();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

type Gauges = Readonly<Record<'outbox' | 'outboxAge' | 'requests' | 'requestsAge', Gauge>> & {
  readonly cases: Gauge<'process' | 'stage' | 'holder'>;
  readonly overdue: Gauge<'process' | 'holder' | 'date'>;
  readonly oldest: Gauge<'process' | 'stage'>;
  readonly checks: Gauge<'of' | 'state'>;
  readonly checksAge: Gauge<'of' | 'state'>;
  readonly refusals: Gauge<'code'>;
};

/** What is no longer there must not stand as it did: every gauge begins anew. */
function set(gauges: Gauges, { cases, overdue, outbox, requests, checks, refusals }: Standing): void {
  const { overdue: late, oldest, checks: files, checksAge, refusals: refused } = gauges;
  for (const one of [gauges.cases, late, oldest, files, checksAge, refused]) one.reset();
  for (const { process, stage, holder, count, oldestSeconds } of cases) {
    gauges.cases.set({ process, stage, holder }, count);
    if (oldestSeconds !== undefined) oldest.set({ process, stage }, oldestSeconds);
  }
  for (const { process, holder, date, count } of overdue) late.set({ process, holder, date }, count);
  for (const { of, state, count, oldestSeconds } of checks) {
    files.set({ of, state }, count);
    checksAge.set({ of, state }, oldestSeconds);
  }
  for (const { code, count } of refusals) refused.set({ code }, count);
  gauges.outbox.set(outbox.count);
  gauges.outboxAge.set(outbox.oldestSeconds);
  gauges.requests.set(requests.count);
  gauges.requestsAge.set(requests.oldestSeconds);
}

/** On an address of its own, never on the one that people use. */
export function serveMetrics(metrics: Metrics, address: string): Server {
  const [host = '', port = ''] = address.split(/:(?=\d+$)/);
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return server.listen(Number(port), host);
}
