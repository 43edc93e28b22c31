import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '#local/lifetime';
import { Remedy, say } from '#local/say';

const alive = new Set<ChildProcess>();

// The last net: whatever way this process ends, what it started does not outlive it.
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

interface Options {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  readonly logFile: string;
  /** Resolves once the program does its work; it is raced against the program's end. */
  readonly ready: (program: { readonly output: () => string }) => Promise<void>;
  /** How long it may take to end by itself before it is killed. */
  readonly patience?: number;
}

/** Starts a program, waits until it is ready, and starts it again when it ends without having been told to. */
export async function startProgram(options: Options): Promise<Part> {
  const { name, ready, patience = 5000 } = options;
  const program = new Program(options);
  const early = program.ended.then((how) => {
    throw new Remedy(`${name} ended at once (${how}): see ${options.logFile}\n${program.output().slice(-1500)}`);
  });
  await Promise.race([ready(program), early]);
  // What answered may have been somebody else on the same port: ours would have ended by now.
  await Promise.race([pause(200), early]);
  early.catch(() => undefined);
  program.keepAlive();
  return {
    get processes() {
      return program.pid === undefined ? {} : { [name]: program.pid };
    },
    stop: () => program.stop(patience),
  };
}

/** Runs a program that does one thing and ends. */
export async function runToEnd(options: Omit<Options, 'ready'>): Promise<void> {
  const program = new Program({ ...options, ready: async () => undefined });
  const how = await program.ended;
  if (how !== 'code 0')
    throw new Remedy(`${options.name} failed (${how}): see ${options.logFile}\n${program.output().slice(-1500)}`);
}

class Program {
  ended: Promise<string>;
  readonly #options: Options;
  #child: ChildProcess;
  #isWanted = true;
  #output = '';

  constructor(options: Options) {
    this.#options = options;
    mkdirSync(dirname(options.logFile), { recursive: true });
    this.#child = this.#start();
    this.ended = endOf(this.#child);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  readonly output = (): string => this.#output;

  #start(): ChildProcess {
    const { command, args, environment, folder, logFile } = this.#options;
    const child = spawn(command, args, {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    const log = createWriteStream(logFile, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        this.#output = (this.#output + chunk.toString()).slice(-20_000);
      });
    child.once('close', () => log.end());
    return child;
  }

  /** An end that nobody asked for is told, and mended after a second. */
  keepAlive(): void {
    void this.ended.then(async (how) => {
      if (!this.#isWanted) return;
      say(`  !!  ${this.#options.name} ended (${how}); it is started again.`);
      await pause(1000);
      if (!this.#isWanted) return;
      this.#child = this.#start();
      this.ended = endOf(this.#child);
      this.keepAlive();
    });
  }

  async stop(patience: number): Promise<void> {
    this.#isWanted = false;
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), patience);
    await this.ended;
    clearTimeout(late);
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

/** Waits for a sentence in what the program says. */
export function says(sentence: string): Options['ready'] {
  return async ({ output }) => {
    while (!output().includes(sentence)) await pause(50);
  };
}

/** Waits until an address answers a request with success. */
export function answers(url: string): Options['ready'] {
  return async () => {
    for (;;) {
      const response = await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
      await pause(100);
    }
  };
}
