import type { Request, Response } from 'express';
import { clockRoute } from '#api/clock';
import type { Principal } from '#api/identity';
import { registrationRoutes } from '#api/registration';
import { type Needs, submissionRoutes } from '#api/submission';
import { taskRoutes } from '#api/tasks';
import type { Database } from '#prisma/database';

/** The doors that list, each asked by its path and query as the router would, without a network and without signing in. */
export function listsOf(database: Database) {
  // Lists need nothing but a database.
  const needs = { database } as Needs;
  const routes = [...taskRoutes(needs), ...submissionRoutes(needs), ...registrationRoutes(needs), clockRoute(database)];

  return async function ask<T>(principal: Principal, url: string): Promise<T> {
    const { pathname, searchParams } = new URL(url, 'http://contoh.invalid');
    const found = routes.find(({ method, path }) => method === 'get' && path === pathname);
    if (!found) throw new Error(`no door is called ${pathname}`);
    const heard: unknown[] = [];
    const response = {
      locals: { principal },
      set: () => response,
      status: () => response,
      json: heard.push.bind(heard),
    };
    const request = { query: Object.fromEntries(searchParams), params: {}, is: () => null };
    await found.serve(request as unknown as Request, response as unknown as Response);
    return heard[0] as T;
  };
}
