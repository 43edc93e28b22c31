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
  server.requestTimeout = 600_000;
  server.headersTimeout = 20_000;
  return server;
}
