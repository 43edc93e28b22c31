import { defineConfig } from 'vitest/config';

/** Three kinds of tests: what needs nothing, what needs the real database and engine, and what starts and kills processes. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/*.test.ts', 'test/{domain,platform}/**/*.test.ts', 'test/activities/checks/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'office',
          include: ['test/{prisma,activities,workflows,api}/**/*.test.ts'],
          exclude: ['test/activities/checks/**'],
          globalSetup: 'test/support/global-setup.ts',
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'machine',
          include: ['test/{local,kill}/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
