/** A station of a world: its machine, its engine and its lines, to headquarters and to the hubs; and its half as a hub. */
import { must } from '../../src-shared/assert.ts'
import type { StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { makeHubServer, type HubServer } from '../../src-main/station/http/hub-server.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import type { Operation, Store } from '../../src-main/station/store/store.ts'
import { makeEngine, type SyncEngine } from '../../src-main/station/sync/engine.ts'
import { envOf, machineOn, TENANT, type Ground } from './ground.ts'
import { Crash, type Machine } from './machine.ts'
import { checkAnswer, checkRelayed, checkRequest } from './messages.ts'
import { makeLink, where, type Link } from './virtual-network.ts'
import { skewedClock, timersOf } from './virtual-time.ts'
import type { World } from './world.ts'

/** Among upstreams: headquarters. Hubs go by their number. */
export const HQ = -1
const waiting_max = 1_000

export interface SimStation {
  name: string
  site: string | null
  /** Its key at headquarters. */
  identity: Identity
  machine: Machine
  engine: SyncEngine
  /** Its line to headquarters. */
  link: Link
  /** Its line to an upstream. */
  lineTo(upstream: number): Link
  /** Every line that it has used. */
  lines: Map<number, Link>
  /** In the order in which it prefers them. */
  upstreams: number[]
  isHub: boolean
  /** What it serves as a hub, in its present life. */
  server: HubServer | undefined
  clock: ReturnType<typeof skewedClock>
  env: StationEnv
  /** Words that are in exactly one acknowledged write each. */
  acknowledged: string[]
  /** Words that a restore of this laptop may have taken with it. */
  perhaps: Set<string>
  /** Writes whose answer was lost in a crash: they may or may not be there. */
  uncertain: number
  /** Values that a person sent once more by deciding for them. */
  decided: string[]
  /** Cards that a person closed: operation, record and field. */
  closed: Set<string>
  /** Cards whose closing was cut short by a crash. */
  perhapsClosed: Set<string>
  /** Restored, or a copy, or copied: its cards are no longer exactly those of its own answers. */
  mixed: boolean
  /** Writes that an earlier copy of its folder does not have, and their cards neither. */
  gone: Set<string>
  /** When it last sent anything. */
  attemptedAt: number
  /** How far it had read, and in which life of headquarters, for which site. */
  read: { cursor: number; of: string }
  backups: Backup[]
}

export interface Backup {
  file: string
  /** How many writes it had acknowledged. */
  acknowledged: number
}

export interface StationOptions {
  number: number
  site: string | null
  template: string
  upstreams: number[]
  isHub: boolean
  /** A folder that it begins with. */
  from?: string
}

export function makeSimStation(world: World, ground: Ground, { number, site, template, upstreams, isHub, from }: StationOptions): SimStation {
  const { time, trace, spoil } = ground
  const name = `s${number}`
  const memory = new Map<string, unknown>()
  const clock = skewedClock(time)
  // Not there yet when the machine is made from a copy.
  let station: SimStation | undefined = undefined as SimStation | undefined
  const wrap = (store: Store) => {
    const own = spoil.station?.(store, memory) ?? store
    return isHub ? (spoil.hubStore?.(own, memory) ?? own) : own
  }
  const machine = machineOn(ground, { name, template, wrap, onCrash: () => void station?.engine.stop(), heard: ({ outbox }) => outbox && world.ledger.queued(outbox.operation) })
  if (from !== undefined) machine.startFrom(from)
  const identity: Identity = { tenant: TENANT, actor: { id: `key-${name}`, name: `key ${name}`, scope: 'admin' }, site, session: false }
  const lines = new Map<number, Link>()

  function lineTo(upstream: number): Link {
    const known = lines.get(upstream)
    if (known) return known
    const hub = () => must(world.stations[upstream], 'a hub')
    const link = makeLink({
      time, random: ground.random, identity, log: trace.say,
      to: () => (upstream === HQ ? world.hq : hub()),
      onRequest(asked) {
        trace.note('ask', name, upstream, asked.method, asked.path, asked.body ?? '')
        if (station) station.attemptedAt = time.now()
      },
      onPush(request) {
        for (const operation of request.operations as Operation[]) world.ledger.pushed(operation)
        if (upstream === HQ) checkRequest(world, request)
      },
      onBroken(error) {
        world.broken ??= error
      },
      onAnswer(asked, answer) {
        trace.note('answer', name, where(asked), JSON.stringify(answer))
        if (station && upstream === HQ) checkAnswer(world, station, asked, answer)
        else if (station) checkRelayed(world, { station, hub: hub() }, asked, answer)
      },
    })
    lines.set(upstream, link)
    return link
  }

  station = {
    name, site, identity, machine, link: lineTo(HQ), lineTo, lines, upstreams, isHub, server: undefined, clock, env: envOf(machine, clock, false),
    acknowledged: [], perhaps: new Set(), uncertain: 0, decided: [], closed: new Set(), perhapsClosed: new Set(), gone: new Set(), mixed: false,
    attemptedAt: time.now(), read: { cursor: 0, of: '' }, backups: [], engine: undefined as unknown as SyncEngine,
  }
  startStation(world, ground, station)
  return station
}

/** Starts the program of a machine that is up; one that goes down while it starts is down. */
export function startStation(world: World, { time, random, spoil }: Ground, station: SimStation): void {
  const { machine, site, clock, env, isHub } = station
  const { life } = machine
  const memory = new Map<string, unknown>()
  const timers = timersOf(time, () => machine.up && machine.life === life)
  // A write that a crash followed at once was not heard of, and is in the file all the same.
  for (const operation of machine.peek.outbox.waiting(waiting_max)) world.ledger.queued(operation)
  const [first, ...fallbacks] = station.upstreams.map((upstream) => {
    const { transport } = station.lineTo(upstream)
    return { address: upstream === HQ ? 'http://hq' : `http://${world.stations[upstream]?.name}`, transport: spoil.transport?.(transport, () => machine.store, memory) ?? transport }
  })
  try {
    if (isHub) {
      const server = makeHubServer(env)
      station.server = spoil.hub?.(server, env, memory) ?? server
    }
    const engine = makeEngine({
      ...must(first, 'an upstream'), fallbacks, store: machine.store, site, clock, random,
      // Small pages make many places to be cut off at.
      sizes: { rows: 3, operations: 2 },
      timers: spoil.timers?.(timers, memory) ?? timers,
    })
    station.engine = engine
    engine.start()
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof StoreError && error.kind === 'full')) throw error
    // A hub whose disk is full cannot begin.
    machine.crashNow()
  }
  station.attemptedAt = time.now()
}
