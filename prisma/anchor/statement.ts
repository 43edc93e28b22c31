import canonicalize from 'canonicalize';
import { hashOf } from '#prisma/chain';
import type { Anchor } from '#prisma/generated/client';
import { leafOf } from './tree.ts';

export const kinds = ['case', 'refusal', 'counter', 'register', 'access', 'mail'] as const;
export type Kind = (typeof kinds)[number];

/** How far a chain had come, and with which hash. */
export interface Leaf {
  readonly kind: Kind;
  readonly chain: string;
  readonly seq: bigint;
  readonly hash: string;
}

/** What an anchor says, and what is signed. */
export interface Statement {
  readonly seq: number;
  readonly at: string;
  readonly tree: string;
  readonly leaves: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly previous: string;
}

/** How a signature is kept: verified with the certificate that stands beside it. */
export interface Signature {
  readonly algorithm: string;
  /** Base64. */
  readonly signature: string;
  /** The signer's certificate first, then those who issued it; PEM. */
  readonly certificate: string;
}

/** An anchor as it leaves the database: a small file that somebody else keeps. */
export interface ExportedAnchor extends Signature {
  readonly statement: Statement;
  readonly root: string;
}

export function hashOfLeaf({ kind, chain, seq, hash }: Leaf): string {
  return leafOf(canonical({ kind, chain, seq: Number(seq), hash }));
}

/** The very bytes that are signed: canonical JSON (RFC 8785). Their SHA-256 is the root. */
export const bytesOf = (statement: Statement): Buffer => Buffer.from(canonical(statement));

export const rootOf = (statement: Statement): string => hashOf(statement);

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON can be hashed');
  return text;
}

export function statementIn({ seq, at, tree, leaves, counts, previous }: Anchor): Statement {
  return { seq, at: at.toISOString(), tree, leaves, counts: counts as Record<string, number>, previous };
}

export function exported(anchor: Anchor): ExportedAnchor {
  const { root, algorithm, signature, certificate } = anchor;
  return { statement: statementIn(anchor), root, algorithm, signature, certificate };
}

/** `anchor-000001.json`: files that sort as the anchors follow each other. */
export const fileNameOf = (seq: number): string => `anchor-${String(seq).padStart(6, '0')}.json`;
