/** A world of one headquarters and some stations: the real engine, commands and SQLite; network, clock, timers and chance are simulated. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { isRefusal } from '../../src-shared/problem.ts'
import { apply, type StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Command } from '../../src-main/station/commands/command.ts'
import { commandOf } from '../../src-main/station/commands/registry.ts'
import { resolveConflict } from '../../src-main/station/commands/resolve-conflict.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { makeSyncServer, type SyncServer } from '../../src-main/station/http/sync-server.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import type { ConflictEntry, ImportLine, Operation, Store } from '../../src-main/station/store/store.ts'
import { makeEngine, type SyncEngine } from '../../src-main/station/sync/engine.ts'
import { hold } from './invariant.ts'
import { HQ_PERSON, makeLedger, operationName, recordOf, type Ledger, type Past } from './ledger.ts'
import { Crash, makeMachine, type Machine } from './machine.ts'
import { checkAnswer, checkRequest } from './messages.ts'
import type { Spoil } from './spoil.ts'
import { NO_DOCUMENTS, templateOf, worldFolder } from './templates.ts'
import { makeTrace, type Trace } from './trace.ts'
import { CALM, makeLink, where, type Link } from './virtual-network.ts'
import { seededRandom, skewedClock, timersOf, virtualTime, type VirtualTime } from './virtual-time.ts'

const START = Date.parse('2026-11-22T16:00:00Z')
export const TENANT = 'bc'
/** Once everything is healed, all has to be at rest within this. */
const rest_seconds_max = 240
/** Stations, copies counted. */
export const machines_max = 7

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
  /** When it last sent anything. */
  attemptedAt: number
  /** How far it had read, and in which life of headquarters, for which site. */
  read: { cursor: number; of: string }
  backups: Backup[]
}

interface Backup {
  file: string
  /** How many writes it had acknowledged. */
  acknowledged: number
}

export interface World {
  time: VirtualTime
  random: () => number
  hq: { machine: Machine; server: SyncServer; env: StationEnv; clock: ReturnType<typeof skewedClock>; backups: Backup[]; restores: number; lacks: Set<string> }
  stations: SimStation[]
  ledger: Ledger
  trace: Trace
  /** What a message broke while headquarters worked on it. */
  broken: Error | undefined
  log(line: string): void
  /** A write through the real command. @returns its HTTP status, or undefined where the machine died first */
  write(at: SimStation | 'hq', command: string, input: unknown, word: string): Promise<number | undefined>
  resolve(at: SimStation, id: string, choice: 'mine' | 'theirs'): Promise<void>
  restart(station: SimStation): void
  restartHq(): Promise<void>
  crash(machine: Machine): void
  /** Headquarters goes on from an earlier copy of its file; `newEpoch` as `hallpass restore` does it. */
  restoreHq(file: string, newEpoch: boolean): void
  /** A real backup file of a station or headquarters. */
  backup(of: SimStation | 'hq'): Promise<void>
  /** As `hallpass restore`: a copy of the backup takes the place of the file and begins a new life. */
  restore(of: SimStation | 'hq', which: number): void
  /** Another laptop with a copy of this one's folder. */
  clone(station: SimStation): SimStation
  /** This laptop is given another site, with a key for it. */
  move(station: SimStation, site: string | null): void
  /** Heals everything and runs until nothing moves. @throws where that does not happen within the bound */
  quiesce(): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  seed: number
  sites: readonly (string | null)[]
  documents: readonly ImportLine[]
  /** A planted bug. */
  spoil?: Spoil
}

export async function makeWorld({ seed, sites, documents, spoil = {} }: WorldOptions): Promise<World> {
  const folder = worldFolder()
  const time = virtualTime(START)
  const random = seededRandom(seed)
  const trace = makeTrace(() => time.now() - START)
  const ledger = makeLedger()
  const log = trace.say
  time.onTimer = (order) => trace.note('timer', order)
  let lives = 0
  const made = new Date(START).toISOString()
  const templates = new Map<string, string>()
  for (let i = 0; i < machines_max; i++) templates.set(`s${i}`, await templateOf(NO_DOCUMENTS, made, `s${i}`))

  /** A machine whose names and commits are part of the trace. */
  function machineOf(name: string, file: string, onCrash: () => void, wrap: ((store: Store, memory: Map<string, unknown>) => Store) | undefined, memory: Map<string, unknown>, heard?: Ledger['committed']): Machine {
    const machine = makeMachine({
      name, folder, time, template: file, leftOfLog: spoil.leftOfLog,
      newName: () => `${name}-life-${++lives}`,
      spoil: wrap && ((store) => wrap(store, memory)),
      onCrash() {
        log(`${name} went down`)
        onCrash()
      },
      onCommitted(commit, outcome) {
        trace.note('commit', name, outcome.seq, outcome.n ?? 0, ...commit.puts.map(({ key }) => recordOf(key)), ...outcome.docs.map((doc) => JSON.stringify(doc)))
        heard?.(commit, outcome)
      },
    })
    return machine
  }

  function envOf(machine: Machine, clock: { now(): number }, authority: boolean): StationEnv {
    let made = 0
    return {
      get store() {
        return machine.store
      },
      now: () => new Date(clock.now()).toISOString(),
      newId: () => `${machine.name}-${machine.life}-${++made}`,
      isAuthority: () => authority,
    }
  }

  const hqClock = skewedClock(time)
  const hqMemory = new Map<string, unknown>()
  const hqMachine = machineOf('hq', await templateOf(documents, made, 'hq'), () => {}, spoil.hq, hqMemory, ledger.committed)
  const hqEnv = envOf(hqMachine, hqClock, true)
  const lacks = new Set<string>()
  /** What had happened when a copy of headquarters' file was made. */
  const pasts = new Map<string, Past>()
  const { snapshot } = hqMachine
  hqMachine.snapshot = () => {
    const file = snapshot()
    pasts.set(file, ledger.mark())
    return file
  }
  const hq: World['hq'] = { machine: hqMachine, env: hqEnv, server: serve(), clock: hqClock, backups: [], restores: 0, lacks }
  documents.forEach(({ key, doc, site }, i) => ledger.past.history.set(recordOf(key), [{ seq: i + 1, doc, site }]))
  ledger.past.auditRows = documents.length

  function serve(): SyncServer {
    const known = (name: string) => (lacks.has(name) ? undefined : commandOf(name))
    const server = makeSyncServer(hqEnv, (spoil.commandOf ?? ((whole) => whole))(known))
    return spoil.server?.(server, hqEnv, hqMemory) ?? server
  }

  function makeStation(site: string | null, i: number, from?: string): SimStation {
    const name = `s${i}`
    const memory = new Map<string, unknown>()
    const clock = skewedClock(time)
    // Not there yet when the machine is made from a copy.
    let station: SimStation | undefined = undefined as SimStation | undefined
    const machine = machineOf(name, must(templates.get(name), 'the first file of a station'), () => void station?.engine.stop(), spoil.station, memory)
    if (from !== undefined) machine.startFrom(from)
    const identity: Identity = { tenant: TENANT, actor: { id: `key-${name}`, name: `key ${name}`, scope: 'admin' }, site, session: false }
    const link = makeLink({
      time, random, identity, hq: () => hq, log,
      onRequest(asked) {
        trace.note('ask', name, asked.method, asked.path, asked.body ?? '')
        if (station) station.attemptedAt = time.now()
      },
      onPush(request) {
        for (const operation of request.operations as Operation[]) ledger.pushed(operation)
        checkRequest(world, request)
      },
      onBroken(error) {
        world.broken ??= error
      },
      onAnswer(asked, answer) {
        trace.note('answer', name, where(asked), JSON.stringify(answer))
        if (station) checkAnswer(world, station, asked, answer)
      },
    })
    station = {
      name, site, identity, machine, link, clock, env: envOf(machine, clock, false), acknowledged: [], perhaps: new Set(), uncertain: 0, decided: [],
      closed: new Set(), perhapsClosed: new Set(), mixed: false, attemptedAt: time.now(), read: { cursor: 0, of: '' }, backups: [], engine: undefined as unknown as SyncEngine,
    }
    startEngine(station)
    return station
  }

  function startEngine(station: SimStation): void {
    const { machine, link, site, clock } = station
    const { life } = machine
    const memory = new Map<string, unknown>()
    const timers = timersOf(time, () => machine.up && machine.life === life)
    station.engine = makeEngine({
      store: machine.store, address: 'http://hq', site, clock, random,
      transport: spoil.transport?.(link.transport, () => machine.store, memory) ?? link.transport,
      // Small pages make many places to be cut off at.
      sizes: { rows: 3, operations: 2 },
      timers: spoil.timers?.(timers, memory) ?? timers,
    })
    station.engine.start()
    station.attemptedAt = time.now()
  }

  /** What a crash or a full disk cuts off has no answer. */
  async function attempt(who: { uncertain: number } | undefined, work: () => Promise<void>): Promise<void> {
    try {
      await time.during(work)
    } catch (error) {
      if (error instanceof StoreError && error.kind === 'full') return log('the disk is full')
      if (!(error instanceof Crash)) throw error
      if (who) who.uncertain++
    }
  }

  const world: World = {
    time, random, hq, stations: [], ledger, trace, log, broken: undefined,
    async write(at, name, input, word) {
      const env = at === 'hq' ? hq.env : at.env
      const who = at === 'hq' ? hq : at
      if (!who.machine.up) return undefined
      const actor = { id: at === 'hq' ? HQ_PERSON : `u-${at.name}`, name: at === 'hq' ? 'Head Office' : `Proctor ${at.name}`, scope: 'admin' as const }
      let status: number | undefined
      await attempt(at === 'hq' ? undefined : at, async () => {
        const outcome = await apply(env, { command: commandOf(name) as Command, input, tenant: TENANT, actor })
        status = isRefusal(outcome) ? 400 : outcome.status
        log(`${at === 'hq' ? 'hq' : at.name} ${name} ${word} -> ${isRefusal(outcome) ? outcome.detail : status}`)
        if (status < 300 && at !== 'hq') at.acknowledged.push(word)
      })
      return status
    },
    async resolve(at, id, choice) {
      if (spoil.resolve) return spoil.resolve(world, at, id, choice)
      const card = at.machine.peek.outbox.conflicts().find((open) => open.id === id)
      if (choice === 'mine') at.decided.push(JSON.stringify([card?.mine, card?.operation.input]))
      let done = false
      await attempt(undefined, async () => {
        const outcome = await resolveConflict(at.env, commandOf, { tenant: TENANT, actor: { id: `u-${at.name}`, name: at.name, scope: 'admin' }, id, choice })
        done = true
        if (card && !isRefusal(outcome)) at.closed.add(cardName(card.operation, card))
        log(`${at.name} decides ${choice} -> ${isRefusal(outcome) ? outcome.detail : outcome.status}`)
      })
      if (card && !done) at.perhapsClosed.add(cardName(card.operation, card))
    },
    crash: (machine) => machine.crashNow(),
    restoreHq(file, newEpoch) {
      hq.machine.startFrom(file, (store) => {
        if (newEpoch) store.meta.set('server_epoch_own', `hq-life-${++lives}`)
      })
      hq.restores++
      ledger.goBack(must(pasts.get(file), 'what had happened at the backup'))
      hq.server = serve()
      log('hq was restored')
    },
    async backup(of) {
      const who = of === 'hq' ? hq : of
      if (!who.machine.up) return
      const file = join(folder, `backup-${++lives}.db`)
      await attempt(undefined, async () => {
        await who.machine.peek.backup(file)
        pasts.set(file, ledger.mark())
        who.backups.push({ file, acknowledged: of === 'hq' ? 0 : of.acknowledged.length })
        log(`backup of ${who.machine.name}`)
      })
    },
    restore(of, which) {
      const { backups } = of === 'hq' ? hq : of
      const backup = backups[which % Math.max(1, backups.length)]
      if (!backup) return
      if (of === 'hq') return world.restoreHq(backup.file, true)
      for (const word of of.acknowledged.slice(backup.acknowledged)) of.perhaps.add(word)
      of.mixed = true
      of.read = { cursor: 0, of: '' }
      of.machine.startFrom(backup.file, (store) => store.outbox.renewEpoch())
      startEngine(of)
      log(`${of.name} was restored`)
    },
    clone(station) {
      const twin = makeStation(station.site, world.stations.length, station.machine.snapshot())
      twin.clock.skewMs = station.clock.skewMs
      station.mixed = true
      twin.mixed = true
      twin.decided = station.decided
      world.stations.push(twin)
      log(`${twin.name} is a copy of ${station.name}`)
      return twin
    },
    move(station, site) {
      world.crash(station.machine)
      station.site = site
      station.identity.site = site
      // It reads anew.
      station.read = { cursor: 0, of: '' }
      world.restart(station)
    },
    restart(station) {
      if (station.machine.up) return
      station.machine.restart()
      station.machine.cutShort = []
      spoil.restarted?.(station)
      startEngine(station)
      log(`${station.name} came back`)
    },
    async restartHq() {
      if (hq.machine.up) return
      hq.machine.restart()
      await ledger.reconcile(hq.machine.cutShort.splice(0), hq.machine.peek)
      hq.server = serve()
      log('hq came back')
    },
    async quiesce() {
      hq.machine.disarm()
      hq.machine.setFull(false)
      lacks.clear()
      await world.restartHq()
      for (const station of world.stations) heal(station)
      await rest()
      // What was on its way for hours arrives after all.
      for (const { link } of world.stations) link.release()
      await time.advance(2_000)
      await rest()
    },
    async close() {
      for (const station of world.stations) {
        void station.engine.stop()
        await time.settle()
        await station.machine.close()
      }
      await hq.machine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function heal(station: SimStation): void {
    const { machine, link } = station
    machine.disarm()
    machine.setFull(false)
    Object.assign(link, { cut: 'none', weather: CALM, trusted: true, versionsAhead: 0 })
    // A key that was given to another site: so is the laptop.
    if (station.identity.site !== station.site) world.move(station, station.identity.site)
    world.restart(station)
    if (station.engine.status().paused) station.engine.resume()
  }

  async function rest(): Promise<void> {
    for (let seconds = 0; seconds < rest_seconds_max; seconds += 5) {
      await time.advance(5_000)
      if (world.broken) throw world.broken
      if (await isIdle()) return
    }
    const last = await hq.machine.peek.lastSeq()
    hold('I15 live', false, () => `still not idle after ${rest_seconds_max} seconds: ${JSON.stringify(world.stations.map((station) => station.engine.status()))}, hq at ${last}`)
  }

  async function isIdle(): Promise<boolean> {
    const last = await hq.machine.peek.lastSeq()
    return world.stations.every(({ engine }) => {
      const { online, pending, lastPulledSeq, lastError } = engine.status()
      return online && pending === 0 && lastPulledSeq === last && lastError === null
    })
  }

  for (const [i, site] of sites.entries()) world.stations.push(makeStation(site, i))
  return world
}

export function cardName(operation: { node: string; epoch: string; n: number }, { collection, record_id, field }: ConflictEntry): string {
  return [operationName(operation), collection, record_id, field].join(' ')
}
