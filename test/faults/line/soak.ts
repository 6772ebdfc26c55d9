/** Chance breaks every line of a site again and again while clients write everywhere; then all is looked at. */
import { randomOf } from '../damaged-folder.ts'
import { sleep } from '../hallpass-process.ts'
import { sharedRecord } from '../kills/fleet.ts'
import { checkRound } from '../kills/kill-promises.ts'
import { toldOf, writeRound } from '../kills/round-writers.ts'
import { randomFault, type FaultKind } from './fault.ts'
import type { LineFleet } from './line-fleet.ts'

const calm_share = 0.3
const step_ms_max = 1_500

export interface Soak {
  faults: Partial<Record<FaultKind, number>>
  acknowledged: number
}

/** @throws where a promise is broken */
export async function soak(at: LineFleet, { seed, seconds, round }: { seed: number; seconds: number; round: number }): Promise<Soak> {
  const random = randomOf(seed)
  const lines = Object.values(at.lines)
  const faults: Soak['faults'] = {}
  let over = false
  const writing = writeRound(at.clients, round, () => over)
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(random() * step_ms_max)) {
    const line = lines[Math.floor(random() * lines.length)]
    if (random() < calm_share) line?.heal()
    else {
      const fault = randomFault(random)
      line?.set(fault)
      faults[fault.kind] = (faults[fault.kind] ?? 0) + 1
    }
  }
  over = true
  const told = await writing
  await at.healed()
  await at.untilIdle()
  // The lines to the clients are sound: every write has its answer.
  const open = toldOf(told).flatMap(({ uncertain }) => uncertain)
  if (open.length > 0) throw new Error(`without an answer: ${open.join(', ')}`)
  await checkRound(at.clients, sharedRecord(round), told)
  return { faults, acknowledged: toldOf(told).reduce((sum, { acknowledged }) => sum + acknowledged.length, 0) }
}

/** One soak from the first start to the last. @throws where a promise is broken */
export async function soakAlone(seed: number, seconds: number, start: (seed: number) => Promise<LineFleet>): Promise<Soak> {
  const at = await start(seed)
  try {
    return await soak(at, { seed, seconds, round: 0 })
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
  } finally {
    await at.remove()
  }
}
