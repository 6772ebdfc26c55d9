/** Plays a schedule from beginning to rest. */
import { checkMoment } from './moments.ts'
import { perform } from './perform.ts'
import { checkPromises } from './promises.ts'
import { DOCUMENTS, type Schedule } from './schedule.ts'
import type { Spoil } from './spoil.ts'
import { makeWorld } from './world.ts'

const lines_shown_max = 60

/** @returns a hash of every message, commit and timer. @throws Broken, or whatever went wrong, with the last lines of what happened */
export async function play({ sites, steps, chance }: Schedule, spoil?: Spoil): Promise<string> {
  const world = await makeWorld({ seed: chance, sites, documents: DOCUMENTS, ...(spoil ? { spoil } : {}) })
  try {
    let written = 0
    // Most mornings start with everything there.
    if (chance % 4 !== 0) await world.time.advance(3_000)
    for (const step of steps) {
      await perform(world, step, () => `w${++written}`)
      await checkMoment(world)
    }
    await world.quiesce()
    await checkMoment(world)
    await checkPromises(world)
    return world.trace.hash()
  } catch (error) {
    ;(error as Error).message += `\n${world.trace.lines.slice(-lines_shown_max).join('\n')}`
    throw error
  } finally {
    await world.close()
  }
}
