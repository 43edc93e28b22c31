/** A command whose reader has read enough (`| head -1`) ends without a word; only for commands that have nothing left to put in order. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** `--help` among the arguments: the usage is the answer. */
export function isAskingHelp(args: readonly string[], usage: string): boolean {
  const isAsking = args.includes('--help') || args.includes('-h');
  if (isAsking) process.stdout.write(`${usage}\n`);
  return isAsking;
}
