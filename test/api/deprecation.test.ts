import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApi } from '#api/openapi';
import { problemHandler } from '#api/problem';
import { mount, type Route, route } from '#api/route';

const door = (path: string, more: Partial<Route> = {}) =>
  route(
    {
      method: 'get',
      path,
      operationId: path.replaceAll('/', ''),
      summary: 'A door',
      tag: 'Doors',
      query: z.strictObject({ n: z.coerce.number().default(1) }),
      answers: { 200: { description: 'An answer', schema: z.object({}) } },
      ...more,
    },
    async () => ({ status: 200, body: {} }),
  );

const deprecated = { since: '2026-12-01', sunset: '2028-01-01', use: '/v2/new' } as const;
const routes = [door('/v1/old', { deprecated, description: 'Old.' }), door('/v1/kept')];
const app = express();
mount(app, routes);
app.use(problemHandler(pino({ level: 'silent' })));
const server = createServer(app);
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => void server.close());

const ask = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
const promised = ({ headers }: Response) => ['deprecation', 'sunset', 'link'].map((name) => headers.get(name));

describe('a door that is to go', () => {
  it('says in every answer, a refusal too, since when, until when, and what to use instead', async () => {
    const told = ['@1796058000', 'Fri, 31 Dec 2027 17:00:00 GMT', '</v2/new>; rel="successor-version"'];
    const [answer, refusal] = [await ask('/v1/old'), await ask('/v1/old?n=x')];
    expect([answer.status, ...promised(answer)]).toEqual([200, ...told]);
    expect([refusal.status, ...promised(refusal)]).toEqual([400, ...told]);
    expect(new Date(Number(told[0]?.slice(1)) * 1000).toISOString()).toBe('2026-11-30T17:00:00.000Z');
  });

  it.each(['3.1.1', '3.0.3'] as const)('is marked in the document of version %s', (version) => {
    const { paths } = openApi(
      routes,
      { PUBLIC_URL: undefined, OIDC_ISSUERS: [], OIDC_PAGE_CLIENT: undefined },
      version,
    );
    expect(paths?.['/v1/old']?.get).toMatchObject({
      deprecated: true,
      description: 'Old. Deprecated since 2026-12-01, gone from 2028-01-01: use /v2/new.',
    });
    expect(paths?.['/v1/kept']?.get).not.toHaveProperty('deprecated');
  });
});

describe('a door that stays', () => {
  it('says nothing of that kind', async () => {
    expect(promised(await ask('/v1/kept'))).toEqual([null, null, null]);
  });
});
