import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, type ExportedAnchor, exported, rootOf } from '#prisma/anchor/statement';
import { hashOf } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Anchor } from '#prisma/generated/client';
import type { JudgeSignature } from './anchors.ts';
import type { Fault } from './fault.ts';

/** An anchor that is older than this has been carried out, or nobody carries them out. */
const carriedOutWithin = 3_600_000;

const fault = (seq: number, what: string): Fault => ({ chain: 'anchor', seq, what });

/**
 * The anchors that somebody keeps outside of the database, against those inside: whoever wrote both anew would have had to reach both.
 * The last one may not have been carried out yet, and others may come while this reads. A folder that cannot be read is a fault like any
 * other, never nothing to compare: only before the first anchor there is none.
 */
export async function faultsOfExports(
  database: Database,
  folder: string,
  { anchors: known, judge }: { readonly anchors: readonly Anchor[]; readonly judge: JudgeSignature | undefined },
): Promise<Fault[]> {
  const files = await filesIn(folder).catch(reasonOf);
  if (typeof files === 'string') return known.length === 0 ? [] : [unread(files)];
  const anchors = await database.anchor.findMany({ orderBy: { seq: 'asc' } });
  const faults: Fault[] = [];
  for (const [seq, kept] of files) {
    const anchor = anchors.find((one) => one.seq === seq);
    const what = faultOfFile(kept, judge) ?? (anchor ? differs(kept, anchor) : missing(kept));
    if (what !== undefined) faults.push(fault(seq, what));
  }
  const left = known.filter(({ seq, at }, place) => !files.has(seq) && (place < known.length - 1 || isOld(at)));
  return [...faults, ...left.map(({ seq }) => fault(seq, 'its exported file is missing'))];
}

const isOld = (at: Date): boolean => at.getTime() < Date.now() - carriedOutWithin;

/** A chain of its own, so that it hides no fault of the anchors themselves. */
const unread = (reason: string): Fault => ({
  chain: 'anchor export',
  seq: 1,
  what: `the exports cannot be read (${reason}): no anchor was compared with what is kept outside`,
});

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return code;
}

type Kept = ExportedAnchor | undefined;

async function filesIn(folder: string): Promise<Map<number, Kept>> {
  const files = new Map<number, Kept>();
  for (const name of (await readdir(folder)).toSorted()) {
    const [, number] = /^anchor-(\d+)\.json$/.exec(name) ?? [];
    if (number !== undefined) files.set(Number(number), parsed(await readFile(join(folder, name), 'utf8')));
  }
  return files;
}

function parsed(text: string): Kept {
  try {
    return JSON.parse(text) as ExportedAnchor;
  } catch {
    return undefined;
  }
}

function faultOfFile(kept: Kept, judge: JudgeSignature | undefined): string | undefined {
  if (kept?.statement === undefined) return 'its exported file cannot be read';
  if (rootOf(kept.statement) !== kept.root) return 'its exported file was altered';
  const what = judge?.(bytesOf(kept.statement), kept, new Date(kept.statement.at));
  return what && `its exported file: ${what}`;
}

const differs = (kept: Kept, anchor: Anchor): string | undefined =>
  hashOf(kept) === hashOf(exported(anchor)) ? undefined : 'its exported file says something else than the record';

const missing = (kept: Kept): string =>
  `the record ends before it: what was recorded up to ${kept?.statement.at ?? 'then'} is missing`;
