/** Kills without warning, at random moments, of headquarters, hub and desk, while clients write at all three. */
import { randomOf, type Random } from '../damaged-folder.ts'
import { hallpass, sleep, type HallpassProcess } from '../hallpass-process.ts'
import { MACHINES, rounds_max, sharedRecord, startFleet, type Fleet, type Machine } from './fleet.ts'
import { checkRound } from './kill-promises.ts'
import { toldOf, writeRound } from './round-writers.ts'

/** How long it serves before the kill; one kill in four comes while it is still starting. */
const serving_ms_max = 600
const starting_share = 0.25
/** So many kills before everything is looked at. */
const round_kills = 15

export interface KillRun {
  kills: Record<Machine, number>
  whileServing: number
  acknowledged: number
  /** Answers that were lost: the write may have been made or not. */
  uncertain: number
}

export interface KillRunOptions {
  /** Decides who is killed when, in milliseconds after its start. */
  seed: number
  kills: number
  program?: string | undefined
  /** No round is begun where it says so. */
  isOver?: () => boolean
}

/** One fleet from its first start to its last. @throws where a promise is broken; the folders are kept then and named */
export async function killRun({ seed, kills, program, isOver = () => false }: KillRunOptions): Promise<KillRun> {
  if (kills > rounds_max * round_kills) throw new Error(`One fleet is killed ${rounds_max * round_kills} times at most; npm run nightly -- --kills takes one after another.`)
  const random = randomOf(seed)
  const fleet = await startFleet(program === undefined ? {} : { preload: () => ({ program }) })
  try {
    let written = 0
    let uncertain = 0
    for (let round = 0, left = kills; left > 0 && !isOver(); round++, left -= round_kills) {
      const told = await playRound(fleet, round, Math.min(left, round_kills), random)
      written += told.acknowledged
      uncertain += told.uncertain
    }
    const { process } = fleet
    for (const name of MACHINES) if ((await process[name].stop()) !== 0) throw new Error(`${name} did not end well`)
    for (const name of MACHINES) hallpass('verify', '--data', fleet.data[name])
    const count = (of: (process: HallpassProcess) => number) => MACHINES.reduce((sum, name) => sum + of(process[name]), 0)
    const result = { kills: { hq: process.hq.kills, hub: process.hub.kills, desk: process.desk.kills }, whileServing: count(({ killsWhileServing }) => killsWhileServing), acknowledged: written, uncertain }
    await fleet.remove()
    return result
  } catch (error) {
    for (const name of MACHINES) await fleet.process[name].kill()
    throw new Error(`seed ${seed}: ${(error as Error).message}\n  kept: ${fleet.folder}`, { cause: error })
  }
}

async function playRound(fleet: Fleet, round: number, kills: number, random: Random): Promise<{ acknowledged: number; uncertain: number }> {
  let over = false
  const writing = writeRound(fleet.client, round, () => over)
  try {
    await Promise.all(shares(kills, random).map(([name, times]) => killOn(fleet.process[name], times, random)))
  } finally {
    over = true
  }
  const told = await writing
  await fleet.untilIdle()
  await checkRound(fleet.client, sharedRecord(round), told)
  const all = toldOf(told)
  return { acknowledged: all.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0), uncertain: all.reduce((sum, { uncertain }) => sum + uncertain.length, 0) }
}

/** How many of a round's kills are whose. */
function shares(kills: number, random: Random): [Machine, number][] {
  const counts: Record<Machine, number> = { hq: 0, hub: 0, desk: 0 }
  for (let i = 0; i < kills; i++) counts[MACHINES[Math.floor(random() * MACHINES.length)] ?? 'hq']++
  return MACHINES.map((name) => [name, counts[name]])
}

/** Kills and starts again, so many times; serving at the end. */
async function killOn(process: HallpassProcess, times: number, random: Random): Promise<void> {
  // Drawn beforehand: three draw at the same time, and the seed shall decide all the same.
  const moments = Array.from({ length: times }, () => ({ isStarting: random() < starting_share, part: random() }))
  for (const { isStarting, part } of moments) {
    process.start()
    if (isStarting) await sleep(part * process.startMs)
    else await process.ready().then(() => sleep(part * serving_ms_max))
    await process.kill()
  }
  await process.ready()
}
