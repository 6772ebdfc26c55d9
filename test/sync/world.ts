/** A world of one headquarters, some stations and perhaps hubs: the real engine, commands and SQLite; network, clock, timers and chance are simulated. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { isRefusal } from '../../src-shared/problem.ts'
import { apply, type StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Command } from '../../src-main/station/commands/command.ts'
import { commandOf } from '../../src-main/station/commands/registry.ts'
import { resolveConflict } from '../../src-main/station/commands/resolve-conflict.ts'
import { makeSyncServer, type SyncServer } from '../../src-main/station/http/sync-server.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import type { ConflictEntry, ImportLine } from '../../src-main/station/store/store.ts'
import { envOf, machineOn, makeGround, START, TENANT } from './ground.ts'
import { HQ_PERSON, makeLedger, namedContent, operationName, recordOf, type Ledger, type Past } from './ledger.ts'
import { Crash, type Machine } from './machine.ts'
import { HQ, makeSimStation, startStation, type Backup, type SimStation } from './sim-station.ts'
import { quiesce } from './quiesce.ts'
import type { Spoil } from './spoil.ts'
import { NO_DOCUMENTS, templateOf } from './templates.ts'
import type { Trace } from './trace.ts'
import { skewedClock, type VirtualTime } from './virtual-time.ts'

const journal_max = 10_000
/** Stations, copies counted. */
export const machines_max = 7

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
  /** Sends to these from now on. */
  follow(station: SimStation, upstreams: number[]): Promise<void>
  /** This laptop is gone, and another one has its place, with an empty folder. */
  lose(station: SimStation): void
  /** Its folder is an earlier copy, and nobody told it: a disk image, not `hallpass restore`. */
  setBack(station: SimStation, which: number): void
  /** Heals everything and runs until nothing moves. @throws where that does not happen within the bound */
  quiesce(): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  seed: number
  sites: readonly (string | null)[]
  /** So many of the stations, the first ones, are hubs. */
  hubs?: number
  /** The second hub goes to the first. */
  chained?: boolean
  documents: readonly ImportLine[]
  /** A planted bug. */
  spoil?: Spoil
}

export async function makeWorld({ seed, sites, hubs = 0, chained = false, documents, spoil = {} }: WorldOptions): Promise<World> {
  const ground = makeGround(seed, spoil)
  const { folder, time, random, trace } = ground
  const ledger = makeLedger()
  const log = trace.say
  const made = new Date(START).toISOString()
  const templates: string[] = []
  for (let i = 0; i < machines_max; i++) templates.push(await templateOf(NO_DOCUMENTS, made, `s${i}`))

  const hqClock = skewedClock(time)
  const hqMemory = new Map<string, unknown>()
  const hqMachine = machineOn(ground, { name: 'hq', template: await templateOf(documents, made, 'hq'), wrap: spoil.hq && ((store) => must(spoil.hq, 'a bug')(store, hqMemory)), heard: ledger.committed })
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

  /** Another laptop; hubs come first, and a laptop prefers the hubs of its site. */
  function makeStation(site: string | null, number: number): SimStation {
    const isHub = number < hubs
    const own = preferred({ number, isHub, chained, hubs }).filter((hub) => sites[hub] === site)
    return makeSimStation(world, ground, { number, site, template: templateFor(number), isHub, upstreams: [...own, HQ] })
  }

  const templateFor = (number: number) => must(templates[number], 'the first file of a station')
  const start = (station: SimStation) => startStation(world, ground, station)

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
        if (newEpoch) store.beginLife(`hq-life-${ground.nextLife()}`)
      })
      hq.restores++
      ledger.goBack(must(pasts.get(file), 'what had happened at the backup'))
      hq.server = serve()
      log('hq was restored')
    },
    async backup(of) {
      const who = of === 'hq' ? hq : of
      if (!who.machine.up) return
      const file = join(folder, `backup-${ground.nextLife()}.db`)
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
      start(of)
      log(`${of.name} was restored`)
    },
    clone(station) {
      const number = world.stations.length
      const upstreams = station.upstreams
      const twin = makeSimStation(world, ground, { number, site: station.site, template: templateFor(number), isHub: false, upstreams, from: station.machine.snapshot() })
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
    async follow(station, upstreams) {
      void station.engine.stop()
      await time.settle()
      station.upstreams = upstreams
      if (station.machine.up) start(station)
      log(`${station.name} goes to ${upstreams.join(', ')}`)
    },
    lose(station) {
      const { machine, name } = station
      for (const word of station.acknowledged) station.perhaps.add(word)
      station.read = { cursor: 0, of: '' }
      // A new machine has names of its own.
      machine.startFrom(templateFor(Number(name.slice(1))), ({ meta }) => ['node', 'epoch', 'hub_life', 'hub_base'].forEach((key) => meta.set(key, `${name}-${key}-${ground.nextLife()}`)))
      start(station)
      log(`${name} was lost; another laptop takes its place`)
    },
    setBack(station, which) {
      const backup = station.backups[which % Math.max(1, station.backups.length)]
      if (!backup) return
      for (const word of station.acknowledged.slice(backup.acknowledged)) station.perhaps.add(word)
      station.mixed = true
      station.read = { cursor: 0, of: '' }
      const names = () => station.machine.peek.outbox.history(journal_max).map(({ operation }) => namedContent(operation))
      const before = names()
      station.machine.startFrom(backup.file)
      const kept = new Set(names())
      for (const name of before) if (!kept.has(name)) station.gone.add(name)
      start(station)
      log(`${station.name} goes on from an earlier copy`)
    },
    restart(station) {
      if (station.machine.up) return
      station.machine.restart()
      station.machine.cutShort = []
      spoil.restarted?.(station)
      start(station)
      log(`${station.name} came back`)
    },
    async restartHq() {
      if (hq.machine.up) return
      hq.machine.restart()
      await ledger.reconcile(hq.machine.cutShort.splice(0), hq.machine.peek)
      hq.server = serve()
      log('hq came back')
    },
    quiesce: () => quiesce(world),
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

  for (const [i, site] of sites.entries()) world.stations.push(makeStation(site, i))
  return world
}

/** The hubs that a machine begins with; of two, every other laptop goes to the second. */
function preferred({ number, isHub, chained, hubs }: { number: number; isHub: boolean; chained: boolean; hubs: number }): number[] {
  if (isHub) return chained && number === 1 ? [0] : []
  return hubs === 0 ? [] : [number % hubs]
}

export function cardName(operation: { node: string; epoch: string; n: number }, { collection, record_id, field }: ConflictEntry): string {
  return [operationName(operation), collection, record_id, field].join(' ')
}
