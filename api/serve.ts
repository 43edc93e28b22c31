import { readFileSync } from 'node:fs';
import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { Express } from 'express';
import type { Config } from '#platform/config';

type TlsConfig = Pick<Config, 'API_TLS_CERT_FILE' | 'API_TLS_KEY_FILE'>;

/** The API's server: https where a certificate is configured, else http behind a proxy that ends TLS. */
export function serve(app: Express, { API_TLS_CERT_FILE: certificate, API_TLS_KEY_FILE: key }: TlsConfig): Server {
  const server =
    certificate === undefined || key === undefined
      ? createPlain(app)
      : createSecure({ cert: readFileSync(certificate), key: readFileSync(key), minVersion: 'TLSv1.2' }, app);
  // Whoever stops sending is ended by the pipeline; one who sends slowly may take as long as 1 GB takes at 64 kB/s.
  server.requestTimeout = 5 * 3_600_000;
  server.headersTimeout = 20_000;
  return server;
}
