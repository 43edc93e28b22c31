/** A table in which people are named by what others wrote, and how its rows are found again. */
export interface Place {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** The trigger that keeps the rows as they were written: lifted inside of the one transaction, which nobody else can write beside. */
  readonly guard?: string;
  readonly except?: string;
}

/** Hashed by the event that names it and judged by it for ever: what came on register is a decision of an office. */
const proposals = `process = 'registration' AND act IN ('propose', 'amend')`;

/** Read models: what they say is proven by the detail of an event, and by nothing once that is erased. */
export const rewritten: readonly Place[] = [
  { table: 'request', key: ['id'], columns: ['body', 'answer'], guard: 'written_once', except: proposals },
  {
    table: 'submission_round',
    key: ['case_id', 'round'],
    columns: ['statement', 'findings', 'note', 'file_name'],
    guard: 'written_once',
  },
  { table: 'document', key: ['case_id', 'round', 'kind'], columns: ['name'], guard: 'append_only' },
  { table: 'substitution', key: ['id'], columns: ['reason'], guard: 'written_once' },
  { table: 'sharing', key: ['id'], columns: ['reason'], guard: 'written_once' },
  { table: 'file', key: ['id'], columns: ['name'] },
];

/** Acts whose detail repeats what is kept elsewhere on purpose: erasing it there would hide nothing. */
export const keptActs = ['checked', 'auto-returned', 'propose', 'amend', 'record', 'sound', 'unsound'] as const;

/** Why a name is left where it is, by table and column. */
const reasons: Readonly<Record<string, string>> = {
  'check_report.report': 'findings quote the submitted file, which is the evidence and is not touched',
  'case_detail.body': 'repeats what the machine found in a file, or what was proposed for a register',
  'request.body': 'asks for a register: an event names its hash',
  'proposal.proposal': 'what was proposed for a register: an event names its hash',
  'outbox.refused': 'the words of the post, which an anchor covers',
  'person.name': 'another person of that name',
  'person.email': 'another person with that address',
  'unit.mailbox': 'the address of a unit: change it there',
};

export function reasonFor(table: string, column: string): string {
  if (table === 'register_entry') return 'a decision on register';
  const isOurs = rewritten.some((place) => place.table === table && place.columns.includes(column));
  if (isOurs && reasons[`${table}.${column}`] === undefined)
    return 'it came while this ran: run it again, with the name as --also';
  return reasons[`${table}.${column}`] ?? 'this command knows no place for a name here: look at it';
}
