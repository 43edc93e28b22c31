import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { componentsOfAnnex } from './seed/components.ts';
import { demoGrant, type Shipped, shippedEntries } from './seed/shipped.ts';

/** Klasifikasi and categories of Pasal 13-17, word for word. */
interface Articles {
  readonly classifications: readonly {
    readonly code: string;
    readonly name: string;
    readonly label: string;
    readonly meaning: string;
    readonly basis: string;
  }[];
  readonly categories: readonly {
    readonly code: string;
    readonly name: string;
    readonly classification: string;
    readonly basis: string;
  }[];
}

/** The rows of Lampiran I, the numbered components that only head lettered ones, and our short names. */
interface Rows {
  readonly kinds: readonly {
    readonly number: number;
    readonly name: string;
    readonly label: string;
    readonly category: string;
    readonly basis: string;
  }[];
  readonly headings: readonly {
    readonly code: string;
    readonly name: string;
    readonly kind: number;
    readonly basis: string;
  }[];
  readonly shortNames: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`seed/${file}`, import.meta.url), 'utf8'));

/** The offices that the regulations name; the units of producers are registered by PDSI. */
const offices = [
  {
    id: 'kemendag.pdsi',
    name: 'Pusat Data dan Sistem Informasi',
    organisation: 'Kementerian Perdagangan',
    kind: 'unit kerja',
  },
  { id: 'kemendag.setjen', name: 'Sekretariat Jenderal', organisation: 'Kementerian Perdagangan', kind: 'unit kerja' },
  { id: 'kemendag.itjen', name: 'Inspektorat Jenderal', organisation: 'Kementerian Perdagangan', kind: 'unit kerja' },
];

/**
 * Writes the registers that every installation needs: the catalogue of 28/24, the offices, the registers with the holidays
 * of the SKB and house standards of time.
 * Adds what is missing and never overwrites what an office has changed, so it may run at every start.
 */
export async function seed(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await seedCatalogue(client);
    for (const office of offices) await insert(client, 'unit', office);
    await seedRegisters(client);
  });
}

/** What the house ships, unless it is there: an entry on register is never written anew. */
async function seedRegisters(client: Client): Promise<void> {
  for (const entry of shippedEntries()) await putOnRegister(client, entry);
}

async function putOnRegister(client: Client, { validFrom, decisionNumber, content, ...entry }: Shipped): Promise<void> {
  await insert(client, 'register_entry', {
    ...entry,
    valid_from: validFrom,
    content: JSON.stringify(content),
    recorded_at: new Date().toISOString(),
    ...(decisionNumber !== null && { decision_number: decisionNumber }),
  });
}

async function seedCatalogue(client: Client): Promise<void> {
  const { classifications, categories } = read('pasal-13-17.json') as Articles;
  const { kinds, headings, shortNames } = read('lampiran-i-rows.json') as Rows;
  for (const [at, entry] of classifications.entries())
    await insert(client, 'classification', { ...entry, position: at + 1 });
  for (const [at, entry] of categories.entries()) await insert(client, 'category', { ...entry, position: at + 1 });
  for (const kind of kinds) await insert(client, 'kind', kind);
  for (const heading of headings) await insert(client, 'heading', heading);
  for (const [at, { code, name, row, basis }] of componentsOfAnnex().entries()) {
    await insert(client, 'component', { position: at + 1, code, name, row_name: row, basis });
    const heading = headings.find((one) => code.startsWith(`${one.code}.`))?.code ?? null;
    // Only where a component has no place yet: new, or older than its place in the catalogue.
    await client.query(
      'UPDATE component SET kind = $2, heading = $3, short_name = $4 WHERE code = $1 AND kind IS NULL',
      [code, Number.parseInt(code, 10), heading, shortNames[code] ?? null],
    );
  }
}

export interface DemoUnit {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly kind: string;
  readonly mailbox: string;
}

/** Registers invented units for a machine where people try things out, and gives every unit a mailbox. */
export async function seedDemoUnits(ownerUrl: string, units: readonly DemoUnit[]): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (const unit of units) {
      await insert(client, 'unit', { ...unit });
      await client.query('UPDATE unit SET mailbox = $2 WHERE id = $1 AND mailbox IS NULL', [unit.id, unit.mailbox]);
    }
  });
}

/**
 * Lets the inspectors of a machine for trying out read everything, as a decision of nobody; a real installation has no grant until two
 * officers have put one on register.
 */
export async function seedDemoGrant(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, (client) => putOnRegister(client, demoGrant));
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** Adds the row unless it is there, and says whether it did. Table and column names are ours, values are parameters. */
async function insert(client: Client, table: string, row: Readonly<Record<string, string | number>>): Promise<boolean> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')}) ON CONFLICT DO NOTHING`,
    Object.values(row),
  );
  return rowCount === 1;
}
