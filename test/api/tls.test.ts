import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect as plainly, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecurely, createServer as createTls, type Server as TlsServer } from 'node:tls';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import express from 'express';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serve } from '#api/serve';
import { openConnection } from '#api/temporal';
import { freePort } from '#local/ports';
import { selfSigned } from '#platform/signer/development';
import { prepareNamespace, temporalAt } from '#platform/temporal';

const [from, until] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)];
const server = selfSigned({ name: 'contoh', hosts: ['127.0.0.1', 'temporal.contoh.test'], from, until });
const client = selfSigned({ name: 'pekerja', from, until });

let folder: string;
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sip-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the API with a certificate', () => {
  it('speaks https and nothing else', async () => {
    const app = express().get('/livez', (_request, response) => void response.json({ status: 'ok' }));
    const api = serve(app, {
      API_TLS_CERT_FILE: file('api.pem', server.certificate),
      API_TLS_KEY_FILE: file('api.key', server.key),
    });
    const port = await freePort();
    api.listen(port, '127.0.0.1');
    await once(api, 'listening');
    const asked = (ca?: string) =>
      new Promise<string>((resolve) => {
        const options = { host: '127.0.0.1', port, path: '/livez', agent: false, ...(ca !== undefined && { ca }) };
        get(options, (response) =>
          response.once('data', (text: Buffer) => resolve(`${response.statusCode} ${text.toString()}`)),
        ).once('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? error.message));
      });
    expect(await asked(server.certificate)).toBe('200 {"status":"ok"}');
    expect(await asked()).toMatch(/SELF_SIGNED/);
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow('fetch failed');
    api.closeAllConnections();
    await new Promise((closed) => api.close(closed));
  });

  it('speaks no TLS before 1.2', async () => {
    const api = serve(express(), {
      API_TLS_CERT_FILE: file('old.pem', server.certificate),
      API_TLS_KEY_FILE: file('old.key', server.key),
    });
    const port = await freePort();
    api.listen(port, '127.0.0.1');
    await once(api, 'listening');
    const shakes = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve) => {
        const old = { minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
        const socket = connectSecurely({ host: '127.0.0.1', port, ca: server.certificate, ...old }, () =>
          resolve(socket.getProtocol() ?? ''),
        ).once('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? error.message));
      });
    expect(await Promise.all([shakes('TLSv1.2'), shakes('TLSv1.3')])).toEqual(['TLSv1.2', 'TLSv1.3']);
    expect(await shakes('TLSv1.1')).toMatch(/PROTOCOL_VERSION/);
    api.closeAllConnections();
    await new Promise((closed) => api.close(closed));
  });

  it('without one speaks http', async () => {
    const api = serve(express(), {});
    api.listen(0, '127.0.0.1');
    await once(api, 'listening');
    const { port } = api.address() as { port: number };
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    api.closeAllConnections();
    await new Promise((closed) => api.close(closed));
  });
});

describe('Temporal behind TLS that asks for a certificate', () => {
  let front: TlsServer;
  let port: number;
  const open = new Set<Socket>();
  beforeAll(async () => {
    port = await freePort();
    const [host = '', behind = ''] = inject('servers').temporalAddress.split(':');
    const options = {
      key: server.key,
      cert: server.certificate,
      ca: client.certificate,
      requestCert: true,
      ALPNProtocols: ['h2'],
    };
    front = createTls({ ...options, rejectUnauthorized: true }, (secure) => {
      const plain = plainly(Number(behind), host);
      for (const socket of [secure, plain]) {
        open.add(socket);
        socket.on('error', () => undefined);
      }
      secure.pipe(plain).pipe(secure);
    });
    front.on('tlsClientError', () => undefined);
    front.listen(port, '127.0.0.1');
    await once(front, 'listening');
  });
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((closed) => front.close(closed));
  });

  const config = () => ({
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    TEMPORAL_TLS_SERVER_NAME: 'temporal.contoh.test',
    TEMPORAL_TLS_CA_FILE: file('ca.pem', server.certificate),
    TEMPORAL_TLS_CERT_FILE: file('client.pem', client.certificate),
    TEMPORAL_TLS_KEY_FILE: file('client.key', client.key),
  });

  it('is reached by the API, by a worker and by the job that prepares the namespace', async () => {
    const api = openConnection(temporalAt(config()));
    expect(await api.workflowService.getSystemInfo({})).toHaveProperty('serverVersion');
    await api.close();
    const worker = await NativeConnection.connect(temporalAt(config()));
    expect(await worker.workflowService.getSystemInfo({})).toHaveProperty('serverVersion');
    await worker.close();
    const job = await Connection.connect(temporalAt(config()));
    await prepareNamespace(job, inject('servers').namespace);
    await job.close();
  });

  it.each([
    [
      'without TLS',
      { TEMPORAL_TLS_SERVER_NAME: undefined, TEMPORAL_TLS_CA_FILE: undefined, TEMPORAL_TLS_CERT_FILE: undefined },
    ],
    ['under another name', { TEMPORAL_TLS_SERVER_NAME: 'lain.contoh.test' }],
    ['without its authority', { TEMPORAL_TLS_CA_FILE: undefined }],
    ['without a certificate of its own', { TEMPORAL_TLS_CERT_FILE: undefined }],
  ])('is not reached %s', async (_, change) => {
    const at = temporalAt({ ...config(), ...change });
    await expect(Connection.connect({ ...at, connectTimeout: 1500 })).rejects.toThrow(/connect/i);
  });

  it('is plain when nothing is said of TLS', () => {
    expect(temporalAt({ TEMPORAL_ADDRESS: 'a:1' })).toEqual({ address: 'a:1' });
  });
});
