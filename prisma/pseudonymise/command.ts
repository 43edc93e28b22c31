import { parseArgs } from 'node:util';
import { NotPseudonymised, type Pseudonymised, pseudonymise, type Wanted } from '#prisma/pseudonymise';

export const pseudonymiseUsage =
  'npm run pseudonymise -- --person ID --reason "..." [--also "Other spelling"]... [--namesakes] [--dry-run]';

/** `--person p0123 --reason "..."`; throws what to write instead. */
function wantedIn(args: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    person: text,
    reason: text,
    also: { ...text, multiple: true },
    namesakes: flag,
    'dry-run': flag,
  } as const;
  const { person, reason, 'dry-run': dryRun, ...more } = parseArgs({ args: [...args], options }).values;
  if (person === undefined || reason === undefined) throw new NotPseudonymised(pseudonymiseUsage);
  return { person, reason, dryRun, ...more };
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Pseudonymises and says what was done; the name itself is never said. */
export async function sayPseudonymised(ownerUrl: string, args: readonly string[]): Promise<void> {
  const wanted = wantedIn(args);
  const done = await pseudonymise(ownerUrl, wanted);
  for (const line of wordsFor(done, wanted)) say(line);
}

function wordsFor({ pseudonym, isRepeat, plan, remains }: Pseudonymised, { person, dryRun = false }: Wanted): string[] {
  const verb = dryRun ? 'would be' : 'was';
  const { changes, erasures } = plan;
  return [
    isRepeat ? `${person} is "${pseudonym}" already.` : `${person} ${verb} replaced by "${pseudonym}".`,
    ...changes.map(
      ({ place, key, values }) =>
        `  ${place.table} ${Object.values(key).join(' ')}: ${Object.keys(values).join(', ')} ${verb} rewritten`,
    ),
    ...erasures.map(({ caseId, seq }) => `  ${caseId}, event ${seq}: its detail ${verb} erased`),
    ...remains.map(({ place, rows, why }) => `REMAINS  ${place}, ${rows} rows: ${why}`),
    dryRun ? 'Nothing was changed.' : 'Submitted files, backups and mailboxes are not looked into.',
  ];
}

if (import.meta.main) {
  const url = process.env['DATABASE_OWNER_URL'];
  if (!url) throw new Error('Set DATABASE_OWNER_URL: the login that owns the tables.');
  await sayPseudonymised(url, process.argv.slice(2)).catch((error: unknown) => {
    if (!(error instanceof NotPseudonymised)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
