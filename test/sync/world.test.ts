/**
 * The sync engine in a simulated world. HALLPASS_SYNC_SCHEDULES and HALLPASS_SYNC_SECONDS bound how many schedules run; a
 * failure prints its seed, its path and the shrunk schedule, and HALLPASS_SYNC_SEED with HALLPASS_SYNC_PATH plays it again.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ONCE_FAILED } from './once-failed.ts'
import { play, withRightClocks } from './play.ts'
import { scheduleOf } from './schedule.ts'

const schedules = Number(process.env.HALLPASS_SYNC_SCHEDULES ?? 100)
const seconds_max = Number(process.env.HALLPASS_SYNC_SECONDS ?? 10)
const seed = process.env.HALLPASS_SYNC_SEED === undefined ? {} : { seed: Number(process.env.HALLPASS_SYNC_SEED) }
const path = process.env.HALLPASS_SYNC_PATH === undefined ? {} : { path: process.env.HALLPASS_SYNC_PATH }
/** Each hundredth schedule, and at least this many, is played twice. */
const twice_min = 4
const clocks_min = 3

describe('the simulated world', () => {
  it.each(ONCE_FAILED)('once failed: %s', async (_what, schedule) => void (await play(schedule)))

  it('keeps every invariant under any schedule', async () => {
    const end = Date.now() + seconds_max * 1_000
    let failed = false
    await fc.assert(fc.asyncProperty(scheduleOf(), async (schedule) => {
      // Once the time is over, only a failure is still made smaller.
      if (!failed && Date.now() > end) return
      failed = true
      await play(schedule)
      failed = false
    }), { numRuns: schedules, verbose: 1, ...seed, ...path })
  }, (seconds_max + 600) * 1_000)

  it('plays the same seed twice with the same messages, commits and timers', async () => {
    for (const schedule of fc.sample(scheduleOf({ maxSteps: 40 }), { seed: 20_261_122, numRuns: Math.max(twice_min, schedules / 100) })) {
      expect((await play(schedule)).trace, JSON.stringify(schedule)).toBe((await play(schedule)).trace)
    }
  }, 60_000)

  it('comes to the same documents whatever the clocks say', async () => {
    for (const schedule of fc.sample(scheduleOf({ weights: { skew: 60 }, maxSteps: 40 }), { seed: 20_261_122, numRuns: clocks_min })) {
      expect((await play(schedule)).documents, JSON.stringify(schedule)).toBe((await play(withRightClocks(schedule))).documents)
    }
  }, 60_000)
})
