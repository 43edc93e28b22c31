import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection, TLSConfig } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Config } from './config.ts';

/** Where Temporal is, and how it is spoken to: API, workers and jobs alike. */
export function temporalAt(config: AddressConfig): { address: string; tls?: TLSConfig } {
  const { TEMPORAL_ADDRESS: address } = config;
  const { TEMPORAL_TLS_SERVER_NAME: name, TEMPORAL_TLS_CA_FILE: ca } = config;
  const { TEMPORAL_TLS_CERT_FILE: certificate, TEMPORAL_TLS_KEY_FILE: key } = config;
  if (name === undefined && ca === undefined && certificate === undefined) return { address };
  return {
    address,
    tls: {
      ...(name !== undefined && { serverNameOverride: name }),
      ...(ca !== undefined && { serverRootCACertificate: readFileSync(ca) }),
      ...(certificate !== undefined &&
        key !== undefined && { clientCertPair: { crt: readFileSync(certificate), key: readFileSync(key) } }),
    },
  };
}

type AddressConfig = Pick<
  Config,
  | 'TEMPORAL_ADDRESS'
  | 'TEMPORAL_TLS_SERVER_NAME'
  | 'TEMPORAL_TLS_CA_FILE'
  | 'TEMPORAL_TLS_CERT_FILE'
  | 'TEMPORAL_TLS_KEY_FILE'
>;

/** Temporal's numbers for the types of search attributes. */
const types = { keyword: 2, int: 3, datetime: 6 } as const;

/**
 * What operators can filter by in Temporal's UI. Codes, dates and numbers only: search attributes are never encrypted.
 * The process itself is the workflow type.
 */
const searchAttributes = {
  SipStage: types.keyword,
  SipHolder: types.keyword,
  SipParty: types.keyword,
  SipDueAt: types.datetime,
  SipWaitingSince: types.datetime,
  SipRound: types.int,
};

/** How long Temporal keeps the history of a closed case; the record in PostgreSQL is the evidence and stays. */
export const historiesKept = 90 * 86_400_000;

/** Registers the namespace and our search attributes, and waits until both are there. Safe to repeat. */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(historiesKept),
    });
  } catch (error) {
    if (!hasCode(error, 6)) throw error;
  }
  await whenReady(() => connection.workflowService.describeNamespace({ namespace }));
  await whenReady(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
}

async function whenReady(call: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (hasCode(error, 6)) return;
      if (attempt === 100) throw error;
      await pause(100);
    }
  }
}

const hasCode = (error: unknown, code: number): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
