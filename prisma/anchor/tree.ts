import { createHash } from 'node:crypto';

/**
 * A Merkle tree as RFC 9162 (2.1) builds it: leaves and nodes are hashed under different prefixes, so that neither can pass for the
 * other. A single leaf is proven by a path of a few hashes, without showing any other leaf.
 */
export interface Step {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

const node = (left: string, right: string): string =>
  createHash('sha256')
    .update('\u0001')
    .update(Buffer.from(left, 'hex'))
    .update(Buffer.from(right, 'hex'))
    .digest('hex');

/** The leaf of a text: the canonical JSON of what it stands for. */
export const leafOf = (text: string): string => createHash('sha256').update('\u0000').update(text).digest('hex');

const emptyTree = createHash('sha256').digest('hex');

export const treeOf = (leaves: readonly string[]): string => levelsOf(leaves).at(-1)?.[0] ?? emptyTree;

/** From a leaf up to the root, the neighbour at each level; a node without one goes up as it is. */
export function pathOf(leaves: readonly string[], position: number): Step[] {
  const path: Step[] = [];
  let at = position;
  for (const level of levelsOf(leaves)) {
    const neighbour = level[at % 2 === 0 ? at + 1 : at - 1];
    if (neighbour !== undefined) path.push({ side: at % 2 === 0 ? 'right' : 'left', hash: neighbour });
    at = Math.floor(at / 2);
  }
  return path;
}

export const rootBy = (leaf: string, path: readonly Step[]): string =>
  path.reduce((below, { side, hash }) => (side === 'left' ? node(hash, below) : node(below, hash)), leaf);

/** Pairs from the left, the odd one carried up: the same tree that RFC 9162 splits from the top. */
function levelsOf(leaves: readonly string[]): string[][] {
  const levels = leaves.length > 0 ? [[...leaves]] : [];
  for (let level = levels[0]; level && level.length > 1; ) {
    const above: string[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left = '', right] = level.slice(at, at + 2);
      above.push(right === undefined ? left : node(left, right));
    }
    levels.push(above);
    level = above;
  }
  return levels;
}
