/** One process of the nightly run: plays the pieces of work that it is handed. */
import fc from 'fast-check'
import { bundledProgram } from '../faults/kills/bundled-program.ts'
import { killRun, type KillRun } from '../faults/kills/kill-run.ts'
import { startLineFleet } from '../faults/line/line-fleet.ts'
import { soakAlone, type Soak } from '../faults/line/soak.ts'
import { Broken } from './invariant.ts'
import { plannerCase } from './planner-case.ts'
import { plan } from './planner.ts'
import { play, withRightClocks } from './play.ts'
import { scheduleOf, type Schedule } from './schedule.ts'

export interface Task {
  kind: 'planner' | 'engine' | 'kills' | 'soaks'
  seed: number
  runs: number
}

/** Schedules with one hub, with two beside one another, and with one behind the other. */
export interface HubCounts {
  one: number
  two: number
  chained: number
}

export interface TaskResult {
  task: Task
  runs: number
  /** How many were played a second time, with the same trace. */
  twice: number
  /** How many had hubs. */
  hubs?: HubCounts
  /** Of the real processes that were killed. */
  kills?: KillRun
  /** Of the lines that chance broke. */
  soak?: Soak
  failure?: { path: string; example: string; message: string }
}

const twice_every = 100
const run_ms_max = 120_000
/** Making a failing schedule small ends after that, too. */
const task_ms_max = 600_000
let played = 0

const soak_seconds = 60
/** No round of kills is begun after that. */
let stopping = false

async function run(task: Task): Promise<TaskResult> {
  if (task.kind === 'planner' || task.kind === 'engine') return playAll(task)
  const { seed, runs } = task
  try {
    const program = await bundledProgram()
    if (task.kind === 'soaks') return { task, runs, twice: 0, soak: await soakAlone(seed, soak_seconds, (first) => startLineFleet(first, program)) }
    return { task, runs, twice: 0, kills: await killRun({ seed, kills: runs, program, isOver: () => stopping }) }
  } catch (error) {
    return { task, runs, twice: 0, failure: { path: '', example: `${runs} ${task.kind}`, message: (error as Error).message } }
  }
}

async function playAll(task: Task): Promise<TaskResult> {
  let twice = 0
  const hubs: HubCounts = { one: 0, two: 0, chained: 0 }
  const property: fc.IAsyncPropertyWithHooks<[Schedule]> = fc.asyncProperty(scheduleOf(), async (schedule) => {
    if (schedule.hubs) hubs[schedule.hubs === 1 ? 'one' : schedule.chained ? 'chained' : 'two']++
    const once = await play(schedule)
    if (played++ % twice_every !== 0) return
    const again = await play(schedule)
    if (again.trace !== once.trace) throw new Broken('determinism', 'the same schedule left another trace')
    twice++
    const straight = await play(withRightClocks(schedule))
    if (straight.documents !== once.documents) throw new Broken('I14 clock-free', 'other documents with other clocks')
  })
  const options = { seed: task.seed, numRuns: task.runs, interruptAfterTimeLimit: task_ms_max, markInterruptAsFailure: false }
  const details = task.kind === 'planner'
    ? await fc.check(fc.asyncProperty(plannerCase, async (made) => void (await plan(made))), options)
    : await fc.check(property, { ...options, timeout: run_ms_max })
  return {
    task, twice, runs: details.numRuns, ...(task.kind === 'engine' ? { hubs } : {}),
    ...(details.failed ? { failure: { path: details.counterexamplePath ?? '', example: JSON.stringify(details.counterexample), message: String((details.errorInstance as Error | null)?.message ?? details.errorInstance) } } : {}),
  }
}

process.on('message', (message: Task | 'stop') => {
  if (message === 'stop') stopping = true
  else void run(message).then((result) => process.send?.(result))
})
