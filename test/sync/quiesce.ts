/** Heals a world and lets it come to rest. */
import { hold } from './invariant.ts'
import { HQ, type SimStation } from './sim-station.ts'
import { CALM } from './virtual-network.ts'
import type { World } from './world.ts'

/** Once everything is healed, all has to be at rest within this. */
const rest_seconds_max = 240

/** @throws where something still moves when the time is over */
export async function quiesce(world: World): Promise<void> {
  const { hq, time, stations } = world
  hq.machine.disarm()
  hq.machine.setFull(false)
  hq.lacks.clear()
  await world.restartHq()
  for (const station of stations) await heal(world, station)
  await rest(world)
  // What was on its way for hours arrives after all.
  for (const { lines } of stations) for (const line of lines.values()) line.release()
  await time.advance(2_000)
  await rest(world)
}

async function heal(world: World, station: SimStation): Promise<void> {
  const { machine, lines, upstreams } = station
  machine.disarm()
  machine.setFull(false)
  for (const line of lines.values()) Object.assign(line, { cut: 'none', weather: CALM, trusted: true, versionsAhead: 0 })
  // A key that was given to another site: so is the laptop.
  if (station.identity.site !== station.site) world.move(station, station.identity.site)
  world.restart(station)
  // One whose hub is of another site now needs headquarters.
  const isNoHubOfIts = (hub: number) => world.stations[hub]?.site !== station.site
  if (!upstreams.includes(HQ) && upstreams.some(isNoHubOfIts)) await world.follow(station, [...upstreams, HQ])
  if (station.engine.status().paused) station.engine.resume()
}

async function rest(world: World): Promise<void> {
  const { time, hq, stations } = world
  for (let seconds = 0; seconds < rest_seconds_max; seconds += 5) {
    await time.advance(5_000)
    if (world.broken) throw world.broken
    if (await isIdle(world)) return
  }
  const last = await hq.machine.peek.lastSeq()
  hold('I15 live', false, () => `still not idle after ${rest_seconds_max} seconds: ${JSON.stringify(stations.map(({ engine, upstreams }) => ({ upstreams, ...engine.status() })))}, hq at ${last}`)
}

async function isIdle({ hq, stations }: World): Promise<boolean> {
  const last = await hq.machine.peek.lastSeq()
  return stations.every(({ engine }) => {
    const { online, pending, lastPulledSeq, lastError } = engine.status()
    return online && pending === 0 && lastPulledSeq === last && lastError === null
  })
}
