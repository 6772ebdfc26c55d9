import { defineConfig } from 'vitest/config'

const slow = ['test/faults/**/*.test.ts', 'test/e2e/**/*.test.ts', 'test/**/*.slow.test.ts']

/**
 * Two projects: `unit` answers in under two minutes and is what `npm run check` runs;
 * `slow` kills processes, opens windows and packages the app, one file at a time.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Left to itself Vitest keeps one core free; two of two are needed to stay under two minutes.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: slow,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: slow,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
