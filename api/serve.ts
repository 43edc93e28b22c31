import { readFileSync } from 'node:fs';
import { createServer as createPlain, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Config } from '#platform/config';
import { bodyOf, statuses } from './problem.ts';
import type { ProblemCode } from './problem-texts.ts';

type TlsConfig = Pick<Config, 'API_TLS_CERT_FILE' | 'API_TLS_KEY_FILE'>;

/** The API's server: https where a certificate is configured, else http behind a proxy that ends TLS. */
export function serve(app: Express, { API_TLS_CERT_FILE: certificate, API_TLS_KEY_FILE: key }: TlsConfig): Server {
  const server =
    certificate === undefined || key === undefined
      ? createPlain({ connectionsCheckingInterval }, app)
      : createSecure(
          {
            connectionsCheckingInterval,
            cert: readFileSync(certificate),
            key: readFileSync(key),
            minVersion: 'TLSv1.2',
          },
          app,
        );
  // Whoever stops sending is ended by the pipeline; one who sends slowly may take as long as 1 GB takes at 64 kB/s.
  server.requestTimeout = 5 * 3_600_000;
  server.headersTimeout = 20_000;
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => void answers.set(socket, response));
  server.on('clientError', (error, line) => {
    const answer = answers.get(line);
    const isInTheMiddle = answer?.headersSent === true && !answer.writableFinished;
    if (isInTheMiddle || !line.writable) line.destroy();
    else answerOnTheLine(error, line);
  });
  return server;
}

/** How often the line is looked at for those who are too slow. */
const connectionsCheckingInterval = 2000;

const told: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** What never became a request is answered too, in Indonesian: whoever sent it had no say yet. */
function answerOnTheLine(error: NodeJS.ErrnoException, line: Duplex): void {
  const code = told[error.code ?? ''] ?? 'unreadable-request';
  const status = statuses[code];
  const body = JSON.stringify(bodyOf({ status, code }, 'id', undefined));
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Content-Language: id',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  line.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
