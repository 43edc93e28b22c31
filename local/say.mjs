/** What the two commands say while they work: one line a step, with how long it usually takes and how long it took. */

const isTerminal = process.stdout.isTTY;
/** @type {NodeJS.WriteStream} */
let out = process.stdout;

/** From now on all of it goes to standard error: standard output is somebody else's. */
export function sayAside() {
  out = process.stderr;
}

/** @param {number} milliseconds */
export function inWords(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}

/** @param {string} line */
export function say(line) {
  out.write(`${line}\n`);
}

/**
 * Runs a step and says so once it has taken a second, then now and then until it ends: silence would look like a hang.
 * @template T
 * @param {string} what
 * @param {string} usually
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, usually, work) {
  const since = Date.now();
  let told = false;
  const tell = () => {
    say(`  ... ${what}${told ? `, ${inWords(Date.now() - since)} so far` : ''} (usually ${usually})`);
    told = true;
  };
  const first = setTimeout(tell, 1000);
  const again = setInterval(tell, isTerminal ? 15_000 : 60_000);
  try {
    const result = await work();
    say(`  ok  ${what}, ${inWords(Date.now() - since)}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}

/** An end that was foreseen: one sentence that says what to do, and no stack. */
export class Remedy extends Error {}

/** @param {unknown} error */
export function sayEnd(error) {
  const text =
    error instanceof Remedy ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`\n${diskFull(error) ?? text}\n`);
  process.exitCode = 1;
}

/** @param {unknown} error */
function diskFull(error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = `${error instanceof Error ? error.message : String(error)} ${code}`;
  return /ENOSPC|No space left/.test(text)
    ? 'The disk is full: free about 3 GB and run the same command again; nothing is lost.'
    : undefined;
}
