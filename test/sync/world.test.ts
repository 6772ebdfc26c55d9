/**
 * The sync engine in a simulated world. HALLPASS_SYNC_SCHEDULES sets how many schedules run; a failure prints its seed and
 * the shrunk schedule, and HALLPASS_SYNC_SEED plays a seed again.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMoment, checkPromises } from './promises.ts'
import { DOCUMENTS, perform, schedule, type Action } from './schedule.ts'
import { makeWorld } from './world.ts'

const schedules = Number(process.env.HALLPASS_SYNC_SCHEDULES ?? 100)
const seconds_max = Number(process.env.HALLPASS_SYNC_SECONDS ?? 40)
const seed = process.env.HALLPASS_SYNC_SEED === undefined ? undefined : Number(process.env.HALLPASS_SYNC_SEED)

/** Plays a schedule. @returns what happened, line by line */
async function play(steps: readonly Action[], chance: number): Promise<string[]> {
  const world = await makeWorld({ seed: chance, sites: ['N', 'S', null], documents: DOCUMENTS })
  try {
    let written = 0
    // Most mornings start with everything there.
    if (chance % 4 !== 0) await world.time.advance(3_000)
    for (const step of steps) {
      await perform(world, step, () => `w${++written}`)
      await checkMoment(world)
    }
    await world.quiesce()
    await checkPromises(world)
    return world.trace
  } catch (error) {
    ;(error as Error).message += `\n${world.trace.slice(-60).join('\n')}`
    throw error
  } finally {
    await world.close()
  }
}

describe('the simulated world', () => {
  it('keeps promises 1 to 5 under any schedule', async () => {
    await fc.assert(fc.asyncProperty(schedule, fc.nat(), async (steps, chance) => void (await play(steps, chance))), {
      numRuns: schedules, interruptAfterTimeLimit: seconds_max * 1_000, markInterruptAsFailure: false, endOnFailure: process.env.HALLPASS_SYNC_SHRINK === undefined, verbose: 1,
      ...(seed === undefined ? {} : { seed }),
    })
  }, (seconds_max + 120) * 1_000)

  it('plays the same seed twice with the same trace', async () => {
    const [sample] = fc.sample(fc.tuple(schedule, fc.nat()), { seed: 20_261_122, numRuns: 1 })
    const [steps, chance] = sample!
    expect(await play(steps, chance)).toEqual(await play(steps, chance))
  }, 60_000)
})
