/** Looks for a planted bug: plays schedules until an invariant breaks. */
import fc from 'fast-check'
import type { Bug } from './bug.ts'
import { Broken } from './invariant.ts'
import { plannerCase } from './planner-case.ts'
import { plan, PARTS } from './planner.ts'
import { play } from './play.ts'
import { scheduleOf } from './schedule.ts'

export interface Found {
  /** The invariant that broke, or the error that it ended in; undefined where it was not found. */
  by: string | undefined
  /** How many schedules were played. */
  after: number
}

const seed = 20_261_122
const schedules_max = 200
const cases_max = 5_000
const right = [0, 0, 0]

export async function findBug(bug: Bug): Promise<Found> {
  return bug.parts ? inPlanner(bug) : inWorld(bug)
}

async function inWorld({ spoil, schedule }: Bug): Promise<Found> {
  const schedules = fc.sample(scheduleOf(schedule), { seed, numRuns: schedules_max })
  return first(schedules, async (made) => void (await play(made, spoil)))
}

async function inPlanner({ parts }: Bug): Promise<Found> {
  const broken = { ...PARTS, ...parts }
  return first(fc.sample(plannerCase, { seed, numRuns: cases_max }), async (made) => {
    const [skewed, straight] = [await plan(made, broken), await plan({ ...made, hours: right }, broken)]
    if (skewed !== straight) throw new Broken('I14 clock-free', 'other documents with other clocks')
  })
}

async function first<T>(cases: readonly T[], run: (made: T) => Promise<void>): Promise<Found> {
  for (const [i, made] of cases.entries()) {
    try {
      await run(made)
    } catch (error) {
      return { by: error instanceof Broken ? error.invariant : String(error).split('\n')[0], after: i + 1 }
    }
  }
  return { by: undefined, after: cases.length }
}
