import { commodityAuctions } from './standard/commodity-auctions.ts';
import { exportRealisation } from './standard/export-realisation.ts';
import { importRealisation } from './standard/import-realisation.ts';
import { readableTable } from './standard/readable-table.ts';
import type { Standard } from './standard/shape.ts';
import { staplePrices } from './standard/staple-prices.ts';
import { verifiedMeasures } from './standard/verified-measures.ts';
import { warehouses } from './standard/warehouses.ts';

export type { CellRule, DecimalMark, Delimiter, Field, Standard } from './standard/shape.ts';

/** Those of Lampiran I that have a standard of their own, in its order. */
export const standards: readonly Standard[] = [
  warehouses,
  staplePrices,
  verifiedMeasures,
  exportRealisation,
  importRealisation,
  commodityAuctions,
];

/** The data standard that judges a component of Lampiran I (28/24 23(2)); the generic one where none is set yet. */
export function standardFor(component: string): Standard {
  return standards.find((standard) => standard['sip:component'] === component) ?? readableTable;
}
