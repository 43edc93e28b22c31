import { PrismaPg } from '@prisma/adapter-pg';
import { asOwner } from '#local/parts/postgres';
import { applicationRole, type Database } from '#prisma/database';
import { PrismaClient } from '#prisma/generated/client';

interface Query {
  readonly query: string;
  readonly params: string;
}

/** A database whose every query is heard, word by word as Prisma sends it. */
export function watched(url: string): { database: Database; heard: Query[] } {
  const adapter = new PrismaPg({ connectionString: url, options: `-c role=${applicationRole}`, max: 2 });
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  const heard: Query[] = [];
  client.$on('query', ({ query, params }) => heard.push({ query, params }));
  return { database: client, heard };
}

export interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

/** How PostgreSQL would answer it, with these very values. */
export async function planOf(url: string, { query, params }: Query): Promise<Plan> {
  const { rows } = await asOwner(url, (client) =>
    client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${query}`, JSON.parse(params) as unknown[]),
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL has no plan');
  return row['QUERY PLAN'][0].Plan;
}

export const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
