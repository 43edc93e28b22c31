/** What logs and Temporal's histories are told of an error. */
export interface Told {
  readonly type: string;
  /** What its makers, PostgreSQL, the operating system or the post call it: `P2002`, `ENOSPC`, `450`. */
  readonly codes?: readonly string[];
  /** Only of errors whose words are ours. */
  readonly message?: string;
  readonly at?: readonly string[];
  readonly cause?: Told;
}

/** The words of these are written by us, for whoever looks at a case: ids, codes and numbers. */
const ours = new Set(['ApplicationFailure', 'ActivityFailure', 'TimeoutFailure', 'CancelledFailure']);

/**
 * An error without its words: libraries, databases and mail servers quote in them what people wrote, and names and addresses. Its
 * kind, its codes and the lines of the program where it arose say as much to who can mend it.
 */
export function toldOf(error: unknown): Told | string {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return { type: typeof error };
  const codes = codesOf(error);
  return {
    type: error.name,
    ...(codes.length > 0 && { codes }),
    ...(ours.has(error.name) && { message: error.message }),
    at: placesOf(error),
    ...(error.cause instanceof Error && { cause: toldOf(error.cause) as Told }),
  };
}

/** A code is a word or a number: a sentence under that name is left out. */
function codesOf(error: Error): string[] {
  const { code, responseCode, syscall, originalCode } = error as Error & Record<string, unknown>;
  return [code, responseCode, syscall, originalCode]
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map(String)
    .filter((one) => /^[A-Z0-9_.]{1,40}$/i.test(one));
}

/** The frames of the stack alone: what stands before them is the message. */
function placesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at .*\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

/** The same in one line, for who reads a case: `PrismaClientKnownRequestError P2002`. */
export function toldInOneLine(error: unknown): string {
  const told = toldOf(error);
  if (typeof told === 'string') return 'text';
  const parts: string[] = [];
  for (let one: Told | undefined = told; one; one = one.cause) parts.push([one.type, ...(one.codes ?? [])].join(' '));
  return parts.join(', caused by ');
}

export const framesOf = (error: unknown): string =>
  error instanceof Error
    ? placesOf(error)
        .map((line) => `    ${line}`)
        .join('\n')
    : '';

/** What an engine says, without what it quotes: from the first quotation mark to the last of its kind. */
export const unquoted = (words: string): string => words.replaceAll(/'.*'|".*"|`.*`/g, '…');
