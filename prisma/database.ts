import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** The role under which the application works: it may add to the record and never change it. */
export const applicationRole = 'sip_app';

/** Shared by whoever opens a case while it takes the rules of the clock along, alone by whoever changes them: no case falls between. */
export const rulesLock = 6_120_206;

interface Options {
  /** Connections at the most. */
  readonly pool?: number;
  /** Milliseconds after which PostgreSQL ends a statement by itself. */
  readonly statementTimeout?: number;
  /** As whom the login acts; null: as itself, which is for the owner of the tables alone. */
  readonly role?: typeof applicationRole | null;
}

/**
 * The database as the application sees it: under its own role from the first statement on, with limits on every wait, so that
 * nothing hangs while PostgreSQL is away. Connects when first used.
 */
export function openDatabase(
  url: string,
  { pool = 10, statementTimeout = 10_000, role = applicationRole }: Options = {},
): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    ...(role !== null && { options: `-c role=${role}` }),
    max: pool,
    connectionTimeoutMillis: 3000,
    statement_timeout: statementTimeout,
    // What PostgreSQL can't end by itself, because it no longer hears us, ends here.
    query_timeout: statementTimeout + 1000,
    idle_in_transaction_session_timeout: statementTimeout,
  });
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}

/** PostgreSQL can't be reached, or went away under way: nothing is wrong with what was asked, it may be tried again. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'].includes(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08003', '53300'].includes(code)) return true;
  return /Connection terminated|Query read timeout|not queryable|connection timeout|timeout exceeded when trying to connect|the database system is (starting up|shutting down)|Can't reach database/i.test(
    error.message,
  );
}

/** A unique constraint or index refused the row; with a name, only when it was that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false;
  return constraint === undefined || JSON.stringify([error.meta, error.message]).includes(constraint);
}

/** PostgreSQL won't have the data itself (classes 22 and 54): asked again it says the same. */
export function isRefusedData(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const adapter = error.meta?.['driverAdapterError'] as
    | { readonly cause?: { readonly originalCode?: unknown } }
    | undefined;
  return /^(22|54)/.test(String(adapter?.cause?.originalCode));
}
