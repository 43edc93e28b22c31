/** `npm run bench -- NAME [options]`: one of the measurements beside this file; what each needs stands at its beginning. */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  acts: () => import('./acts.ts'),
  checks: () => import('./checks.ts'),
  lists: () => import('./lists.ts'),
  neighbours: () => import('./neighbours.ts'),
  parked: () => import('./parked.ts'),
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = benches[name];
process.argv.splice(2, process.argv.length, ...rest);
if (bench) await bench();
else {
  process.stderr.write(`npm run bench -- NAME, with NAME one of ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
}
