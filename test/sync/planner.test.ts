/**
 * The pure parts of sync under made-up histories: I2, I3, I6 to I10, I14 and I17. HALLPASS_PLANNER_CASES sets how many (200,000 for
 * a night), HALLPASS_PLANNER_SEED and HALLPASS_PLANNER_PATH play one again.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROTOCOL_VERSION, speaks } from '../../src-shared/protocol.ts'
import { plannerCase } from './planner-case.ts'
import { plan } from './planner.ts'

const numRuns = Number(process.env.HALLPASS_PLANNER_CASES ?? 1_000)
const seed = process.env.HALLPASS_PLANNER_SEED === undefined ? {} : { seed: Number(process.env.HALLPASS_PLANNER_SEED) }
const path = process.env.HALLPASS_PLANNER_PATH === undefined ? {} : { path: process.env.HALLPASS_PLANNER_PATH }
const right = [0, 0, 0]

describe('the pure parts of sync', () => {
  it('lose, repeat and hide nothing, whatever comes between, and come to rest within 200 rounds', async () => {
    await fc.assert(fc.asyncProperty(plannerCase, async (made) => void (await plan(made))), { numRuns, ...seed, ...path })
  }, 20_000 + 5 * numRuns)

  it('come to the same documents whatever the clocks say', async () => {
    await fc.assert(fc.asyncProperty(plannerCase, async (made) => {
      expect(await plan(made)).toBe(await plan({ ...made, hours: right }))
    }), { numRuns: Math.ceil(numRuns / 6), ...seed })
  }, 20_000 + 5 * numRuns)

  it('speak to a headquarters that knows this version, and to no other', () => {
    fc.assert(fc.property(fc.nat(6), fc.nat(6), (min, more) => {
      expect(speaks({ min, max: min + more })).toBe(min <= PROTOCOL_VERSION && min + more >= PROTOCOL_VERSION)
    }))
  })
})
