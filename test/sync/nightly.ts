/**
 * `npm run nightly`: as many made-up histories and schedules as the time allows, on every core; prints what ran, its seeds, what failed
 * and how to play it again. Exit 1 where anything failed.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { KillRun } from '../faults/kills/kill-run.ts'
import type { HubCounts, Task, TaskResult } from './nightly-tasks.ts'

const HELP = `npm run nightly -- [--planner 200000] [--engine 20000] [--kills 0] [--soaks 0] [--minutes 120] [--seed N] [--workers N]

  --planner   histories of the pure parts of sync
  --engine    schedules of the simulated world, half of them with hubs; each hundredth is played twice and must leave the same trace
  --kills     kill -9 of real processes (headquarters, a hub and a desk behind it) while clients write at all three
  --soaks     minutes in which chance breaks every line of a site while clients write everywhere
  --minutes   no new piece of work is begun after that
  --seed      first seed; each piece of work has the next one (default: the day)
`

const runs_of: Record<Task['kind'], number> = { planner: 1_000, engine: 25, kills: 60, soaks: 1 }

interface Plan {
  counts: Record<Task['kind'], number>
  minutes: number
  seed: number
  workers: number
}

function readPlan(): Plan | undefined {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { planner: text, engine: text, kills: text, soaks: text, minutes: text, seed: text, workers: text, help: { type: 'boolean' } } })
  const number = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value))
  const plan: Plan = {
    counts: { planner: number(values.planner, 200_000), engine: number(values.engine, 20_000), kills: number(values.kills, 0), soaks: number(values.soaks, 0) },
    minutes: number(values.minutes, 120),
    seed: number(values.seed, Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))),
    workers: number(values.workers, availableParallelism()),
  }
  const wrong = [...Object.values(plan.counts), plan.minutes, plan.seed, plan.workers].some((value) => !Number.isInteger(value) || value < 0)
  return values.help || wrong ? undefined : plan
}

const KINDS = ['planner', 'engine', 'kills', 'soaks'] as const

/** The quick kind first: it is done long before the time is over. */
function tasksOf({ counts, seed }: Plan): Task[] {
  let next = seed
  return KINDS.flatMap((kind) =>
    Array.from({ length: Math.ceil(counts[kind] / runs_of[kind]) }, (_, i): Task => ({ kind, seed: next++, runs: Math.min(runs_of[kind], counts[kind] - i * runs_of[kind]) })))
}

async function main(): Promise<number> {
  const plan = readPlan()
  if (!plan) {
    process.stderr.write(HELP)
    return 2
  }
  const tasks = tasksOf(plan)
  const total = tasks.length
  const started = Date.now()
  const end = started + plan.minutes * 60_000
  const results: TaskResult[] = []
  // Interrupted, it finishes what is under way and says what it has.
  let stopped = false
  const stops: (() => void)[] = []
  const stop = () => {
    stopped = true
    for (const tell of stops) tell()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  setTimeout(stop, end - started).unref()
  const next = () => (Date.now() < end && !stopped ? tasks.shift() : undefined)
  const report = (result: TaskResult) => {
    results.push(result)
    if (result.failure) process.stdout.write(`${failureText(result)}\n`)
    if (results.length % 20 === 0) process.stderr.write(`${results.length} of ${total} pieces after ${minutesSince(started)} minutes\n`)
  }
  await Promise.all(Array.from({ length: plan.workers }, () => worker(next, report, stops)))
  process.stdout.write(`${summary(results, plan, started)}\n`)
  return results.some(({ failure }) => failure) || results.length === 0 ? 1 : 0
}

/** One process that does one piece after another. */
function worker(next: () => Task | undefined, report: (result: TaskResult) => void, stops: (() => void)[]): Promise<void> {
  // In a group of its own, so that an interrupt from the keyboard does not cut a schedule off.
  const child = fork(new URL('nightly-tasks.ts', import.meta.url), { detached: true })
  stops.push(() => child.connected && child.send('stop'))
  return new Promise((resolve, reject) => {
    const hand = () => {
      const task = next()
      if (task) child.send(task)
      else child.disconnect()
    }
    child.on('message', (result: TaskResult) => {
      report(result)
      hand()
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))))
    hand()
  })
}

function failureText({ task, failure }: TaskResult): string {
  if (task.kind === 'kills') return `FAILED kills, seed ${task.seed}\n  again: HALLPASS_KILLS=${task.runs} HALLPASS_KILL_SEED=${task.seed} npx vitest run -c test/vitest.config.ts --project slow test/faults/kill.slow.test.ts\n${failure?.message}`
  if (task.kind === 'soaks') return `FAILED soak, seed ${task.seed}\n  again: HALLPASS_SOAK_SECONDS=60 HALLPASS_SOAK_SEED=${task.seed} npx vitest run -c test/vitest.config.ts --project slow test/faults/line.slow.test.ts\n${failure?.message}`
  const [name, file] = task.kind === 'planner' ? ['HALLPASS_PLANNER', 'planner'] : ['HALLPASS_SYNC', 'world']
  return `FAILED ${task.kind}, seed ${task.seed}, path ${failure?.path}\n  again: ${name}_SEED=${task.seed} ${name}_PATH=${failure?.path} npx vitest run -c test/vitest.config.ts --project unit test/sync/${file}.test.ts\n  ${failure?.example}\n${failure?.message}`
}

function summary(results: readonly TaskResult[], { counts, workers }: Plan, started: number): string {
  const lines = KINDS.filter((kind) => results.some(({ task }) => task.kind === kind)).map((kind) => {
    const own = results.filter(({ task }) => task.kind === kind)
    const seeds = own.map(({ task }) => task.seed)
    const sum = (of: (result: TaskResult) => number) => own.reduce((total, result) => total + of(result), 0)
    if (kind === 'kills') return killsText(own, counts.kills)
    if (kind === 'soaks') return `soaks: ${own.length} of ${counts.soaks} minutes, ${sum(({ soak }) => soak?.acknowledged ?? 0)} writes acknowledged under ${sum(({ soak }) => Object.values(soak?.faults ?? {}).reduce((all, n) => all + n, 0))} faults of lines, ${own.filter(({ failure }) => failure).length} failed; seeds ${Math.min(...seeds)} to ${Math.max(...seeds)}`
    return `${kind}: ${sum(({ runs }) => runs)} of ${counts[kind]} run, ${sum(({ failure }) => (failure ? 1 : 0))} failed, ${sum(({ twice }) => twice)} played twice with the same trace${hubsText(own)}; seeds ${Math.min(...seeds)} to ${Math.max(...seeds)}, ${runs_of[kind]} each`
  })
  return [...lines, `${minutesSince(started)} minutes, ${workers} processes, Node ${process.version}`].join('\n')
}

function hubsText(own: readonly TaskResult[]): string {
  const of = (name: keyof HubCounts) => own.reduce((total, { hubs }) => total + (hubs?.[name] ?? 0), 0)
  return own.some(({ hubs }) => hubs) ? `, ${of('one')} with one hub, ${of('two')} with two, ${of('chained')} with one hub behind the other` : ''
}

function killsText(own: readonly TaskResult[], wanted: number): string {
  const sum = (of: (kills: KillRun) => number) => own.reduce((total, { kills }) => total + (kills ? of(kills) : 0), 0)
  const of = (name: keyof KillRun['kills']) => sum(({ kills }) => kills[name])
  const seeds = own.map(({ task }) => task.seed)
  return `kills: ${of('hq') + of('hub') + of('desk')} of ${wanted} (headquarters ${of('hq')}, hub ${of('hub')}, desk ${of('desk')}; ${sum(({ whileServing }) => whileServing)} while serving), ${sum(({ acknowledged }) => acknowledged)} writes acknowledged, ${sum(({ uncertain }) => uncertain)} without an answer, ${own.filter(({ failure }) => failure).length} pieces of ${own.length} failed; seeds ${Math.min(...seeds)} to ${Math.max(...seeds)}, ${runs_of.kills} each`
}

const minutesSince = (started: number) => ((Date.now() - started) / 60_000).toFixed(1)

process.exitCode = await main()
