/**
 * `npm run test:walks`: the random walks of a case, thousands on the pure rules and hundreds on the real server; `WALKS` and
 * `SERVER_WALKS` say how many. `npm test` walks a few hundred and twenty.
 */
process.env['WALKS'] ??= '5000';
process.env['SERVER_WALKS'] ??= '200';
const tests = ['walks.test.ts', '--testTimeout=3600000', '--hookTimeout=120000'];
process.argv.splice(2, process.argv.length, 'run', ...tests);
await import(new URL('../node_modules/vitest/vitest.mjs', import.meta.url).href);
