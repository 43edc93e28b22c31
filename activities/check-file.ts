/**
 * Checks a file on the producer's own machine, without any server: exit code 0 no errors, 1 errors were found, 2 it could
 * not be checked. That is promised of `npm run check-file` alone: a Node too old for TypeScript ends with 1 before a line of this is
 * read. Loaded within, so that packages that are damaged are 2 as well.
 */
try {
  const { run } = await import('./check-file/run.ts');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `Pemeriksa tidak dapat dijalankan: jalankan npm ci, lalu ulangi.\nThe checker cannot be run: run npm ci, then repeat.\n${why}\n`,
  );
  process.exitCode = 2;
}
