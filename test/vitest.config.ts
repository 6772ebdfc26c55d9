import { defineConfig } from 'vitest/config'
import { LongestFirst } from './support/longest-first.ts'

const windows = ['test/e2e/**/*.test.ts', 'test/shell/**/*.slow.test.ts']
const slow = ['test/faults/**/*.test.ts', 'test/**/*.slow.test.ts']

/**
 * Three projects: `unit` answers in under two minutes and is what `npm run check` runs; `slow` kills processes, cuts lines
 * and starts servers, and mostly waits, so five of its files run side by side; then `window` opens windows and packages
 * the app, and waits less: four at a time.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Left to itself Vitest keeps one core free; two of two are needed to stay under two minutes.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...slow, ...windows],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: slow,
          exclude: windows,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          maxWorkers: 5,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'window',
          include: windows,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
