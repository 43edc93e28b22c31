import { exportRealisation } from './standard/export-realisation.ts';
import { readableTable } from './standard/readable-table.ts';
import type { Standard } from './standard/shape.ts';

export type { Field, Standard } from './standard/shape.ts';

const standards: readonly Standard[] = [exportRealisation];

/** The data standard that judges a component of Lampiran I (28/24 23(2)); the generic one where none is set yet. */
export function standardFor(component: string): Standard {
  return standards.find((standard) => standard['sip:component'] === component) ?? readableTable;
}
