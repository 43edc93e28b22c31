import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Where the sign-in service keeps sessions and codes: in memory, on purpose. Demo people sign in again after a restart; their
 * tokens stay good, because the key that signed them is kept.
 */
export function inMemory(): (model: string) => Adapter {
  const kept = new Map<string, { payload: AdapterPayload; until: number }>();
  const live = (key: string | undefined) => {
    const entry = key === undefined ? undefined : kept.get(key);
    return entry && entry.until > Date.now() ? entry.payload : undefined;
  };
  const findBy = (prefix: string, matches: (payload: AdapterPayload) => boolean) => {
    const keys = [...kept.keys()].filter((key) => key.startsWith(prefix));
    return keys.map(live).find((payload) => payload && matches(payload));
  };
  return (model) => ({
    async upsert(id, payload, expiresIn = 3600) {
      kept.set(`${model}:${id}`, { payload, until: Date.now() + expiresIn * 1000 });
    },
    find: async (id) => live(`${model}:${id}`),
    findByUid: async (uid) => findBy(`${model}:`, (payload) => payload.uid === uid),
    findByUserCode: async (code) => findBy(`${model}:`, (payload) => payload.userCode === code),
    async consume(id) {
      const payload = live(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
