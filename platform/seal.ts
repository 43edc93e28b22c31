import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a value as JSON (RFC 8785): the same whatever order its keys or how many blanks it came with. */
export const sealOf = (value: object): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
