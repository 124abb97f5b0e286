import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/live/**', 'test/shells/**'],
          setupFiles: ['test/harness/folder.ts'],
          // No file leaves anything behind: modules are loaded once a worker. They wait now and then.
          isolate: false,
          maxWorkers: availableParallelism() + 1,
          // A whole command line is quick, but not where a machine is busy with others.
          testTimeout: 30_000,
        },
      },
      {
        // Real shells and pagers on terminals; they start the build.
        test: {
          name: 'shells',
          include: ['test/shells/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          globalSetup: ['test/live/harness/cloud.ts'],
          // The services share the machine's cores with the tests; the files wait most of the time.
          maxWorkers: 4,
          // Two clients that look at a living cloud one after the other may see it in two states.
          retry: 2,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
