/** A world of one headquarters and some stations: the real engine, commands and SQLite; network, clock, timers and chance are simulated. */
import { mkdtempSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '../../src-shared/problem.ts'
import { apply, type StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Command } from '../../src-main/station/commands/command.ts'
import { commandOf } from '../../src-main/station/commands/registry.ts'
import { resolveConflict } from '../../src-main/station/commands/resolve-conflict.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { makeSyncServer, type SyncServer } from '../../src-main/station/http/sync-server.ts'
import type { Commit, CommitOutcome, ConflictEntry, Doc, ImportLine, Operation } from '../../src-main/station/store/store.ts'
import { makeEngine, type SyncEngine } from '../../src-main/station/sync/engine.ts'
import { Crash, makeMachine, type Machine } from './machine.ts'
import { CALM, makeLink, type Link } from './virtual-network.ts'
import { seededRandom, skewedClock, timersOf, virtualTime, type VirtualTime } from './virtual-time.ts'

const START = Date.parse('2026-11-22T16:00:00Z')
export const TENANT = 'bc'

export interface SimStation {
  name: string
  site: string | null
  /** Its key at headquarters. */
  identity: Identity
  machine: Machine
  engine: SyncEngine
  link: Link
  clock: ReturnType<typeof skewedClock>
  env: StationEnv
  /** Words that are in exactly one acknowledged write each. */
  acknowledged: string[]
  /** Writes whose answer was lost in a crash: they may or may not be there. */
  uncertain: number
  /** Values that a person sent once more by deciding for them. */
  decided: string[]
  /** Cards that a person closed: operation, record and field. */
  closed: Set<string>
  /** Cards whose closing was cut short by a crash. */
  perhapsClosed: Set<string>
}

/** One state of a record at headquarters. */
export interface Version {
  seq: number
  doc: Doc | null
}

export interface World {
  time: VirtualTime
  random: () => number
  hq: { machine: Machine; server: SyncServer; env: StationEnv; acknowledged: number; uncertain: number; clock: ReturnType<typeof skewedClock> }
  stations: SimStation[]
  /** Every operation that was ever sent, "node/epoch/n". */
  sent: Map<string, Operation>
  /** Every state of every record at headquarters, "collection/id". */
  history: Map<string, Version[]>
  trace: string[]
  imported: number
  log(line: string): void
  /** A write through the real command. @returns its HTTP status, or undefined where the machine died first */
  write(at: SimStation | 'hq', command: string, input: unknown, word: string): Promise<number | undefined>
  resolve(at: SimStation, id: string, choice: 'mine' | 'theirs'): Promise<void>
  restart(station: SimStation): void
  restartHq(): void
  crash(machine: Machine): void
  /** Headquarters goes on from an earlier copy of its file; `newEpoch` as `hallpass restore` does it. */
  restoreHq(file: string, newEpoch: boolean): void
  /** Another laptop with a copy of this one's folder. */
  clone(station: SimStation): SimStation
  /** Heals everything and runs until nothing moves. @throws where that does not happen within the bound */
  quiesce(): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  seed: number
  sites: readonly (string | null)[]
  documents: readonly ImportLine[]
}

export async function makeWorld({ seed, sites, documents }: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hallpass-world-'))
  const time = virtualTime(START)
  const random = seededRandom(seed)
  const trace: string[] = []
  const sent = new Map<string, Operation>()
  const history = new Map<string, Version[]>()
  const log = (line: string) => void trace.push(`${((time.now() - START) / 1000).toFixed(3)} ${line}`)

  function remember({ puts, deletes }: Commit, outcome: CommitOutcome): void {
    if (!outcome.done) return
    const changed = [...puts.map(({ key }, i) => [key, outcome.docs[i] ?? null] as const), ...deletes.map(({ key }) => [key, null] as const)]
    for (const [{ collection, id }, doc] of changed) {
      const name = `${collection}/${id}`
      history.set(name, [...(history.get(name) ?? []), { seq: outcome.seq, doc }])
    }
  }

  const hqMachine = makeMachine({ name: 'hq', folder, time, onCrash: () => log('hq went down'), onCommitted: remember })
  const hqClock = skewedClock(time)
  const hqEnv = envOf(hqMachine, hqClock, 'hq', true)
  const hq: World['hq'] = { machine: hqMachine, env: hqEnv, server: makeSyncServer(hqEnv, commandOf), acknowledged: 0, uncertain: 0, clock: hqClock }
  const imported = await hqMachine.store.importLines(documents, new Date(START).toISOString())
  documents.forEach(({ key, doc }, i) => history.set(`${key.collection}/${key.id}`, [{ seq: i + 1, doc }]))
  function envOf(machine: Machine, clock: { now(): number }, prefix: string, authority: boolean): StationEnv {
    let made = 0
    return {
      get store() {
        return machine.store
      },
      now: () => new Date(clock.now()).toISOString(),
      newId: () => `${prefix}-${machine.life}-${++made}`,
      isAuthority: () => authority,
    }
  }

  function makeStation(site: string | null, i: number, from?: string): SimStation {
    const name = `s${i}`
    const clock = skewedClock(time)
    // Not there yet when the machine is made from a copy.
    let station: SimStation | undefined = undefined as SimStation | undefined
    const machine = makeMachine({ name, folder, time, onCrash: () => {
      log(`${name} went down`)
      void station?.engine.stop()
    } })
    if (from !== undefined) machine.startFrom(from)
    const identity: Identity = { tenant: TENANT, actor: { id: `key-${name}`, name: `key ${name}`, scope: 'admin' }, site, session: false }
    const link = makeLink({ time, random, identity, hq: () => hq, log, onPush: ({ operations }) => {
      for (const operation of operations as Operation[]) sent.set(operationName(operation), operation)
    } })
    station = { name, site, identity, machine, link, clock, env: envOf(machine, clock, name, false), acknowledged: [], uncertain: 0, decided: [], closed: new Set(), perhapsClosed: new Set(), engine: undefined as unknown as SyncEngine }
    startEngine(station)
    return station
  }

  function startEngine(station: SimStation): void {
    const { machine, link, site, clock } = station
    const { life } = machine
    station.engine = makeEngine({
      store: machine.store, address: 'http://hq', site, clock, random,
      transport: link.transport,
      // Small pages make many places to be cut off at.
      sizes: { rows: 3, operations: 2 },
      timers: timersOf(time, () => machine.up && machine.life === life),
    })
    station.engine.start()
  }

  const stations = sites.map((site, i) => makeStation(site, i))

  async function write(at: SimStation | 'hq', name: string, input: unknown, word: string): Promise<number | undefined> {
    const env = at === 'hq' ? hq.env : at.env
    const who = at === 'hq' ? hq : at
    if (!who.machine.up) return undefined
    const actor = { id: at === 'hq' ? 'u-hq' : `u-${at.name}`, name: at === 'hq' ? 'Head Office' : `Proctor ${at.name}`, scope: 'admin' as const }
    try {
      const outcome = await time.during(() => apply(env, { command: commandOf(name) as Command, input, tenant: TENANT, actor }))
      const status = isRefusal(outcome) ? 400 : outcome.status
      log(`${at === 'hq' ? 'hq' : at.name} ${name} ${word} -> ${isRefusal(outcome) ? outcome.detail : status}`)
      if (status < 300) at === 'hq' ? hq.acknowledged++ : at.acknowledged.push(word)
      return status
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      who.uncertain++
      return undefined
    }
  }

  const world: World = {
    time, random, hq, stations, sent, history, trace, imported, log, write,
    async resolve(at, id, choice) {
      const card = at.machine.store.outbox.conflicts().find((open) => open.id === id)
      if (choice === 'mine') at.decided.push(JSON.stringify([card?.mine, card?.operation.input]))
      try {
        const outcome = await time.during(() => resolveConflict(at.env, commandOf, { tenant: TENANT, actor: { id: `u-${at.name}`, name: at.name, scope: 'admin' }, id, choice }))
        if (card && !isRefusal(outcome)) at.closed.add(cardName(card.operation, card))
        log(`${at.name} decides ${choice} -> ${isRefusal(outcome) ? outcome.detail : outcome.status}`)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        if (card) at.perhapsClosed.add(cardName(card.operation, card))
      }
    },
    crash: (machine) => machine.crashNow(),
    restoreHq(file, newEpoch) {
      hq.machine.startFrom(file)
      if (newEpoch) hq.machine.store.meta.set('server_epoch_own', `life-${hq.machine.life}`)
      hq.server = makeSyncServer(hqEnv, commandOf)
    },
    clone(station) {
      const twin = makeStation(station.site, stations.length, station.machine.snapshot())
      stations.push(twin)
      return twin
    },
    restart(station) {
      if (station.machine.up) return
      station.machine.restart()
      startEngine(station)
      log(`${station.name} came back`)
    },
    restartHq() {
      if (hq.machine.up) return
      hq.machine.restart()
      hq.server = makeSyncServer(hqEnv, commandOf)
      log('hq came back')
    },
    async quiesce() {
      hq.machine.disarm()
      world.restartHq()
      for (const station of stations) {
        station.machine.disarm()
        station.link.cut = 'none'
        station.link.weather = CALM
        world.restart(station)
        if (station.engine.status().paused) station.engine.resume()
      }
      for (let seconds = 0; seconds < 600; seconds += 5) {
        await time.advance(5_000)
        if (await isIdle()) return
      }
      throw new Error(`still not idle after 600 seconds: ${JSON.stringify(stations.map((station) => station.engine.status()))}, hq at ${await hq.machine.store.lastSeq()}`)
    },
    async close() {
      for (const station of stations) {
        void station.engine.stop()
        await time.settle()
        await station.machine.close()
      }
      await hq.machine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  async function isIdle(): Promise<boolean> {
    const last = await hq.machine.store.lastSeq()
    return stations.every(({ engine }) => {
      const { online, pending, lastPulledSeq, lastError } = engine.status()
      return online && pending === 0 && lastPulledSeq === last && lastError === null
    })
  }

  return world
}

export function cardName(operation: { node: string; epoch: string; n: number }, { collection, record_id, field }: ConflictEntry): string {
  return [operationName(operation), collection, record_id, field].join(' ')
}

export function operationName({ node, epoch, n }: { node: string; epoch: string; n: number }): string {
  return `${node}/${epoch}/${n}`
}
