/** Plays a schedule from beginning to rest. */
import { isServerStamp } from '../../src-main/station/commands/to-outbox.ts'
import { checkMoment } from './moments.ts'
import { perform } from './perform.ts'
import { checkPromises } from './promises.ts'
import { DOCUMENTS, type Schedule } from './schedule.ts'
import type { Spoil } from './spoil.ts'
import { makeWorld, type World } from './world.ts'

const lines_shown_max = 60

/** A schedule that was played. */
export interface Played {
  /** Hash of every message, commit and timer. */
  trace: string
  /** Headquarters' documents at the end, without what says when and by whom. */
  documents: string
}

/** @throws Broken, or whatever went wrong, with the last lines of what happened */
export async function play({ sites, hubs = 0, chained = false, steps, chance }: Schedule, spoil?: Spoil): Promise<Played> {
  const world = await makeWorld({ seed: chance, sites, hubs, chained, documents: DOCUMENTS, ...(spoil ? { spoil } : {}) })
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
    return { trace: world.trace.hash(), documents: documentsOf(world) }
  } catch (error) {
    ;(error as Error).message += `\n${world.trace.lines.slice(-lines_shown_max).join('\n')}`
    throw error
  } finally {
    await world.close()
  }
}

function documentsOf({ ledger }: World): string {
  const last = [...ledger.past.history].map(([name, versions]) => [name, versions.at(-1)?.doc] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(last.map(([name, doc]) => [name, doc && Object.entries(doc).filter(([field]) => !isServerStamp(field)).sort(([a], [b]) => (a < b ? -1 : 1))]))
}

/** The same with every clock right. */
export function withRightClocks(schedule: Schedule): Schedule {
  return { ...schedule, steps: schedule.steps.map((step) => (step.do === 'skew' ? { ...step, hours: 0 } : step)) }
}
