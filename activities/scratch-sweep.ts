import type { Storage } from '#platform/storage';

/** A living check keeps its folder fresh every half minute: whoever was silent for so long is dead. */
export const silence = 15 * 60_000;

interface Needs {
  readonly storage: Pick<Storage, 'sweepScratch'>;
  readonly log: { info(of: object, what: string): void; warn(of: object, what: string): void };
}

/** Removes what killed checks left, hundreds of megabytes each, now and ever again; answers how to end that. */
export function startSweepingScratch({ storage, log }: Needs, every = silence): () => void {
  const sweep = async () => {
    try {
      const folders = await storage.sweepScratch(silence);
      if (folders > 0) log.info({ folders }, 'folders of dead checks swept');
    } catch (error) {
      log.warn({ err: error }, 'sweeping folders failed');
    }
  };
  void sweep();
  const timer = setInterval(() => void sweep(), every);
  return () => clearInterval(timer);
}
