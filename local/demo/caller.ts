import { randomUUID } from 'node:crypto';

/** An answer of the API, parsed. */
export interface Heard<B = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: B;
}

interface Asking {
  /** `Idempotency-Key`; a new one unless given. */
  readonly key?: string;
  /** `If-Match`: the ETag of the case as it was seen. */
  readonly match?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person at the door of the API: the calls that anybody can make with a token, and nothing else. */
export function callerOf(api: string, token: string | undefined) {
  const identity = token === undefined ? {} : { Authorization: `Bearer ${token}` };

  async function ask<B>(path: string, init: RequestInit): Promise<Heard<B>> {
    const response = await fetch(`${api}${path}`, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as B };
  }

  return {
    get: <B = Record<string, unknown>>(path: string, headers: Readonly<Record<string, string>> = {}) =>
      ask<B>(path, { headers: { ...identity, ...headers } }),

    post: <B = Record<string, unknown>>(path: string, body: unknown, { key, match, headers }: Asking = {}) =>
      ask<B>(path, {
        method: 'POST',
        headers: {
          ...identity,
          'Content-Type': 'application/json',
          'Idempotency-Key': key ?? randomUUID(),
          ...(match !== undefined && { 'If-Match': match }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),

    upload: <B = { id: string; hash: string; size: number }>(
      content: Uint8Array | string,
      name: string,
      media = 'text/csv',
    ) =>
      ask<B>(`/v1/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { ...identity, 'Content-Type': media },
        body: typeof content === 'string' ? content : Buffer.from(content),
      }),
  };
}

export type Caller = ReturnType<typeof callerOf>;
