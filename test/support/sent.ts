import type { Route } from '#api/route';
import type { Caller, Heard } from '#local/demo/caller';

type Note = (operation: string, body: unknown) => void;

/** The same person, of whom every body that a door took is noted under its operation. */
export function noting(caller: Caller, routes: readonly Route[], note: Note): Caller {
  return {
    ...caller,
    post: async <B>(...asked: Parameters<Caller['post']>): Promise<Heard<B>> => {
      const [path, body] = asked;
      const heard = await caller.post<B>(...asked);
      const route = routes.find((one) => one.method === 'post' && patternOf(one).test(path));
      if (route && heard.status < 300) note(route.operationId, body);
      return heard;
    },
  };
}

const patternOf = ({ path }: Route) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
