import type { Signer } from '#platform/signer';
import { makeAnchor } from '#prisma/anchor';
import { exported } from '#prisma/anchor/statement';
import type { Database } from '#prisma/database';
import type { AnchorExport } from './anchor/export.ts';

interface Needs {
  /** With limits for reading a lot: an anchor reads every head. */
  readonly database: Database;
  readonly signer: Signer;
  /** Undefined: kept in the database alone, which then proves nothing against its owner. */
  readonly copies: AnchorExport | undefined;
}

export interface Anchored {
  readonly seq: number;
  readonly root: string;
  readonly leaves: number;
}

export type AnchorActivities = ReturnType<typeof anchorActivities>;

export function anchorActivities({ database, signer, copies }: Needs) {
  return {
    /**
     * Signs the heads of the whole record for a time and carries the anchor out of the database, after those that were left behind.
     * Safe to repeat: the same time never gives two.
     */
    async anchorRecord({ at }: { readonly at: number }): Promise<Anchored> {
      const { seq, root, leaves } = await makeAnchor(database, {
        at: new Date(at),
        sign: (bytes) => signer.sign(bytes),
      });
      if (copies) {
        const waiting = { seq: { gt: Math.min(await copies.last(), seq - 1) } };
        for (const anchor of await database.anchor.findMany({ where: waiting, orderBy: { seq: 'asc' } }))
          await copies.write(exported(anchor));
      }
      return { seq, root, leaves };
    },
  };
}
