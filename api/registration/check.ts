import type { z } from 'zod';
import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import type { ProposalBody } from '#api/registration.schema';
import { dayOf } from '#domain/calendar';
import { type ClaimsMapping, everyIssuer } from '#domain/claims';
import { distance } from '#domain/distance';
import { engineCodes, neverErrors } from '#domain/finding-codes';
import { isArticle } from '#domain/legal-basis';
import { itjen } from '#domain/office';
import { wordsOf } from '#domain/processes';
import { endOfQuiet, everyComponent, longestQuiet, type Periods, type Quiet } from '#domain/register';
import { type Text, text } from '#domain/text';
import type { Transaction } from '#prisma/database';
import { standardsOnRegister } from '#prisma/registers';

export type Proposed = z.output<typeof ProposalBody>;

/** A version is never used twice, a component is one of Lampiran I, and a decision has been taken. */
export async function checkProposal(transaction: Transaction, proposal: Proposed): Promise<void> {
  const { kind, subject, version, decision } = proposal;
  if (decision.date > dayOf(Date.now()))
    throw invalid(
      '/decision/date',
      text(
        `keputusan tertanggal ${decision.date} belum ada: tanggalnya tidak boleh setelah hari ini`,
        `a decision of ${decision.date} is not there yet: its date must not come after today`,
      ),
    );
  const used = await transaction.registerEntry.findFirst({ where: { kind, subject, version } });
  if (used)
    throw invalid(
      '/version',
      text(
        `versi ${version} dari ${subject} sudah tercatat: yang baru memakai versi baru`,
        `version ${version} of ${subject} is on register: a new one has a new version`,
      ),
    );
  await checkSubject(transaction, proposal);
  if (proposal.kind === 'automatic-return') await checkCodes(transaction, subject, proposal.content.codes);
  if (proposal.kind === 'calendar') checkYear(subject, proposal.content.holidays);
  if (proposal.kind === 'periods') checkPeriods(proposal, proposal.content);
  if (proposal.kind === 'quiet') checkQuiet(proposal, proposal.content);
  await checkTakesEffect(transaction, proposal);
}

/** Rights and dates: of those that have begun the latest holds, so what begins before it would be on register and without effect. */
async function checkTakesEffect(transaction: Transaction, { kind, subject, validFrom }: Proposed): Promise<void> {
  if (kind === 'standard' || kind === 'code-list') return;
  const until = kind === 'calendar' ? `${subject}-12-31` : dayOf(Date.now());
  const where = { kind, subject, validFrom: { gt: validFrom, lte: until } };
  const later = await transaction.registerEntry.findFirst({ where, orderBy: { validFrom: 'desc' } });
  if (later)
    throw invalid(
      '/validFrom',
      text(
        `versi ${later.version} berlaku sejak ${later.validFrom} dan akan tetap berlaku: mulailah pada hari itu atau sesudahnya`,
        `version ${later.version} has been in force since ${later.validFrom} and would stay so: begin on that day or later`,
      ),
    );
}

/** Who proposes or records how claims are read must themselves come in by it: else nobody could mend it. */
export function checkOwnToken({ token }: Principal, { kind, subject, content }: Kept): void {
  if (kind !== 'claims-mapping' || !token || (subject !== everyIssuer && subject !== token.issuer)) return;
  if (token.rolesUnder(content as ClaimsMapping).includes('pdsi')) return;
  throw invalid(
    '/content',
    text(
      'dengan pemetaan ini Anda sendiri tidak akan dapat masuk sebagai petugas PDSI: periksa letak klaim dan artinya',
      'by this mapping you yourself could not come in as an officer of PDSI: look at the places of the claims and what they mean',
    ),
  );
}

interface Kept {
  readonly kind: string;
  readonly subject: string;
  readonly content: unknown;
}

/** A table is of its year, and names a day once. */
function checkYear(year: string, holidays: readonly { readonly day: string }[]): void {
  const days = holidays.map(({ day }) => day);
  const errors = [...days.entries()]
    .filter(([at, day]) => !day.startsWith(`${year}-`) || days.indexOf(day) !== at)
    .map(([at, day]) => ({
      pointer: `/content/holidays/${at}/day`,
      detail: text(
        `${day} bukan hari tahun ${year}, atau sudah disebut`,
        `${day} is no day of ${year}, or is named already`,
      ),
    }));
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
}

/** Open cases are told when periods are recorded: what begins on a later day nobody would tell them. */
function checkPeriods({ subject, validFrom }: Proposed, { stages, openCases }: Periods): void {
  checkStages(subject, stages);
  if (openCases && validFrom > dayOf(Date.now()))
    throw invalid(
      '/validFrom',
      text(
        'perkara yang berjalan mengikuti begitu dicatat: mulailah hari ini atau sebelumnya, atau biarkan perkara itu memakai aturannya',
        'open cases follow as soon as it is recorded: begin today or earlier, or let them keep their rule',
      ),
    );
}

/** Open cases are told when it is recorded, so it begins at once; it ends by its own word, and soon. */
function checkQuiet({ validFrom, validTo }: Proposed, quiet: Quiet): void {
  if (validFrom > dayOf(Date.now()))
    throw invalid(
      '/validFrom',
      text(
        'jeda berlaku begitu dicatat: mulailah hari ini atau sebelumnya',
        'a silence begins as soon as it is recorded: begin today or earlier',
      ),
    );
  if (validTo !== undefined)
    throw invalid(
      '/validTo',
      text(
        'jeda berakhir menurut content.until: kosongkan validTo',
        'a silence ends by content.until: leave validTo out',
      ),
    );
  if (endOfQuiet(quiet) - Date.now() > longestQuiet)
    throw invalid(
      '/content/until',
      text(
        'jeda paling lama 31 hari sejak sekarang: tidak ada perkara yang menunggu tanpa terlihat',
        'a silence lasts 31 days from now at the most: no case waits unseen',
      ),
    );
}

/** Every stage that waits has a period, and the law is named as a basis where it has the article. */
function checkStages(process: string, stages: Periods['stages']): void {
  const { waits, extendable = [], claimable = [] } = wordsOf(process);
  const missing = waits
    .filter((stage) => !(stage in stages))
    .map((stage) => ({
      pointer: '/content/stages',
      detail: text(`tahap ${stage} belum punya jangka waktu`, `the stage ${stage} has no period`),
    }));
  const wrong = Object.entries(stages).flatMap(([stage, { basis, extension, lease }]) => [
    ...(extension && !extendable.includes(stage)
      ? [{ pointer: `/content/stages/${stage}/extension`, detail: withoutEffect(extendable) }]
      : []),
    ...(lease !== undefined && !claimable.includes(stage)
      ? [{ pointer: `/content/stages/${stage}/lease`, detail: withoutEffect(claimable) }]
      : []),
    ...(waits.includes(stage) ? [] : [{ pointer: `/content/stages/${stage}`, detail: noStage(stage, waits) }]),
    ...(basis === 'house standard' || isArticle(basis)
      ? []
      : [{ pointer: `/content/stages/${stage}/basis`, detail: noBasis(basis) }]),
  ]);
  if (missing.length + wrong.length > 0) throw new ProblemError('invalid-request', { errors: [...missing, ...wrong] });
}

/** What nothing at a stage heeds does not come on register. */
const withoutEffect = (where: readonly string[]): Text =>
  where.length === 0
    ? text('proses ini tidak mengenalnya', 'this process knows none')
    : text(`hanya berlaku pada tahap ${where.join(', ')}`, `holds at the stage ${where.join(', ')} alone`);

const noStage = (stage: string, waits: readonly string[]): Text =>
  text(
    `tidak ada tahap ${stage} yang menunggu; yang ada: ${waits.join(', ')}`,
    `no stage that waits is called ${stage}; there are ${waits.join(', ')}`,
  );

const noBasis = (basis: string): Text =>
  text(
    `${basis} bukan pasal yang dikenal; standar rumah disebut "house standard"`,
    `${basis} is no article that is known; what no article orders is a "house standard"`,
  );

async function checkSubject(transaction: Transaction, { kind, subject }: Proposed): Promise<void> {
  if (kind === 'standard' || kind === 'automatic-return') {
    const isThere =
      subject === everyComponent || (await transaction.component.findUnique({ where: { code: subject } }));
    if (!isThere) throw new ProblemError('unknown-component');
  }
  if (kind === 'reading-grant' && subject !== itjen)
    throw invalid(
      '/subject',
      text(
        `hak baca diberikan kepada unit yang mengawasi: ${itjen} (28/24 29(4))`,
        `reading is granted to the unit that oversees: ${itjen} (28/24 29(4))`,
      ),
    );
  if (kind === 'machine-access' && !(await transaction.unit.findUnique({ where: { id: subject } })))
    throw invalid('/subject', text(`tidak ada unit ${subject}`, `there is no unit ${subject}`));
}

/** Automatic return names codes that a finding can bear: the engine's own, or those of rules of the subject's standards. */
async function checkCodes(transaction: Transaction, subject: string, codes: readonly string[]): Promise<void> {
  const standards = await standardsOnRegister(transaction, subject);
  const rules = standards.flatMap(({ schema }) => (schema['sip:rules'] ?? []).map(({ code }) => code));
  const known = [...new Set([...engineCodes, ...rules])];
  const errors = [...codes.entries()]
    .filter(([, code]) => !known.includes(code))
    .map(([at, code]) => ({ pointer: `/content/codes/${at}`, detail: unknownCode(code, known) }));
  const dead = [...codes.entries()]
    .filter(([, code]) => neverErrors.includes(code))
    .map(([at, code]) => ({ pointer: `/content/codes/${at}`, detail: deadCode(code) }));
  const twice = [...codes.entries()]
    .filter(([at, code]) => codes.indexOf(code) !== at)
    .map(([at, code]) => ({ pointer: `/content/codes/${at}`, detail: namedTwice(code) }));
  const all = [...errors, ...dead, ...twice];
  if (all.length > 0) throw new ProblemError('invalid-request', { errors: all });
}

const namedTwice = (code: string): Text =>
  text(`${code} sudah disebut: cukup sekali`, `${code} is named already: once is enough`);

const deadCode = (code: string): Text =>
  text(
    `${code} tidak pernah menjadi galat: keputusan tidak akan mengembalikan apa pun karenanya`,
    `${code} is never an error: nothing would ever be returned for it`,
  );

function unknownCode(code: string, known: readonly string[]): Text {
  const [nearest = ''] = known.toSorted((one, other) => distance(code, one) - distance(code, other));
  return text(
    `tidak ada temuan berkode ${code}; yang terdekat: ${nearest}`,
    `no finding has the code ${code}; the nearest is ${nearest}`,
  );
}

export const invalid = (pointer: string, detail: Text) =>
  new ProblemError('invalid-request', { errors: [{ pointer, detail }] });
