/**
 * A world with hubs: any machine can be the upstream of any other. Real engines, hub and headquarters handlers, commands and SQLite;
 * network, clock and chance are simulated. A line between two machines can be cut, lose and repeat messages.
 */
import { mkdtempSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, type Refusal } from '../../src-shared/problem.ts'
import { apply, type StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Command } from '../../src-main/station/commands/command.ts'
import { commandOf } from '../../src-main/station/commands/registry.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { makeHubServer, type HubServer } from '../../src-main/station/http/hub-server.ts'
import { makeSyncServer, type UpstreamServer } from '../../src-main/station/http/sync-server.ts'
import { hubPokes } from '../../src-main/station/http/sync-stream.ts'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import { makeEngine, type SyncEngine } from '../../src-main/station/sync/engine.ts'
import type { Transport, TransportAnswer, TransportRequest } from '../../src-main/station/sync/ports.ts'
import { answerOf } from './hub-answer.ts'
import { Crash, makeMachine, type Machine } from './machine.ts'
import { seededRandom, skewedClock, timersOf, virtualTime, type VirtualTime } from './virtual-time.ts'

const START = Date.parse('2026-11-22T16:00:00Z')
export const TENANT = 'bc'
export const SITE = 'N'

export interface Node {
  name: string
  machine: Machine
  env: StationEnv
  server: UpstreamServer | HubServer
  /** Names of its upstreams in the order in which it prefers them; none at headquarters. */
  upstreams: string[]
  isHub: boolean
  engine?: SyncEngine
  /** Words of its acknowledged writes. */
  acknowledged: string[]
  uncertain: number
}

export interface HubWorld {
  time: VirtualTime
  nodes: Map<string, Node>
  node(name: string): Node
  /** Chance that a message is lost, or comes twice. */
  weather: { drop: number; repeat: number }
  /** Cuts or mends the line between two machines. */
  cut(a: string, b: string, isCut?: boolean): void
  mendAll(): void
  write(at: string, command: string, input: unknown, word: string): Promise<{ status: number; body: unknown } | Refusal | undefined>
  set(at: string, id: string, field: string, word: string): Promise<unknown>
  doc(at: string, collection: 'examRegistrations' | 'bookingRegistrations' | 'contacts', id: string): Promise<Doc | undefined>
  /** Sends to these from now on. */
  follow(name: string, upstreams: string[]): Promise<void>
  restart(name: string): void
  /** Goes on from an earlier copy. */
  restore(name: string, file: string, newEpoch: boolean): void
  /** Another laptop with a copy of this one's folder. */
  clone(from: string, name: string, upstreams: string[]): void
  /** A folder of its own for a machine that was lost. */
  renew(name: string): void
  quiesce(): Promise<void>
  isIdle(): Promise<boolean>
  trace: string[]
  close(): Promise<void>
}

export interface HubWorldOptions {
  seed?: number
  documents: readonly ImportLine[]
  /** Name to upstreams; names that begin with "hub" are hubs. */
  stations: Record<string, string[]>
}

export async function makeHubWorld({ seed = 7, documents, stations }: HubWorldOptions): Promise<HubWorld> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hallpass-hubs-'))
  const time = virtualTime(START)
  const random = seededRandom(seed)
  const nodes = new Map<string, Node>()
  const cuts = new Set<string>()
  const trace: string[] = []
  const log = (line: string) => void trace.push(`${((time.now() - START) / 1000).toFixed(3)} ${line}`)
  const lineOf = (a: string, b: string) => [a, b].sort().join(' ')
  const node = (name: string): Node => nodes.get(name)!
  let folders = 0

  function make(name: string, upstreams: string[]): Node {
    const clock = skewedClock(time)
    const machine = makeMachine({ name: `${name}-${++folders}`, folder, time, newName: () => `${name}${Math.floor(random() * 2 ** 40).toString(16)}`, onCrash: () => {
      log(`${name} went down`)
      void nodes.get(name)?.engine?.stop()
    } })
    let made = 0
    const prefix = `${name}-${folders}`
    const env: StationEnv = {
      get store() {
        return node(name).machine.store
      },
      now: () => new Date(clock.now()).toISOString(),
      newId: () => `${prefix}-${machine.life}-${++made}`,
      isAuthority: () => name === 'hq',
    }
    const isHub = name.startsWith('hub')
    const before = nodes.get(name)
    const it: Node = { name, machine, env, upstreams, isHub, server: undefined as unknown as UpstreamServer, acknowledged: before?.acknowledged ?? [], uncertain: before?.uncertain ?? 0 }
    nodes.set(name, it)
    return it
  }

  /** Starts the program of a machine; one that goes down while it starts is down. */
  function start(it: Node): void {
    try {
      run(it)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
    }
  }

  function run(it: Node): void {
    it.server = it.isHub ? makeHubServer(it.env) : makeSyncServer(it.env, commandOf)
    const [first, ...rest] = it.upstreams.map((to) => ({ address: to, transport: transport(it.name, to) }))
    if (!first) return
    const { life } = it.machine
    it.engine = makeEngine({
      ...first, fallbacks: rest, store: it.machine.store, site: SITE, clock: { now: time.now }, random,
      timers: timersOf(time, () => it.machine.up && it.machine.life === life && node(it.name) === it),
      sizes: { rows: 3, operations: 2 },
    })
    it.engine.start()
  }

  function transport(from: string, to: string): Transport {
    const delay = () => 2 + random() * 30
    const isCut = () => cuts.has(lineOf(from, to))
    const lost = () => isCut() || random() < world.weather.drop
    const identity: Identity = { tenant: TENANT, actor: { id: `key-${from}`, name: `key ${from}`, scope: 'admin' }, site: SITE, session: false }
    const deliver = (asked: TransportRequest, resolve: (answer: TransportAnswer) => void, reject: (error: Error) => void) => time.after(delay(), () => {
      if (lost()) return
      const target = node(to)
      if (!target.machine.up) return void time.after(1, () => reject(new Error('connection refused')))
      const { life } = target.machine
      void time.during(async () => {
        const answer = await answerOf(target, identity, asked)
        if (target.machine.life !== life || node(to) !== target) return void time.after(1, () => reject(new Error('connection reset')))
        time.after(delay(), () => !lost() && resolve(answer))
      })
    })
    return {
      request: (asked) => new Promise((resolve, reject) => {
        asked.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
        if (asked.signal.aborted) return
        deliver(asked, resolve, reject)
        if (random() < world.weather.repeat) deliver(asked, () => {}, () => {})
      }),
      stream: (_path, onText, signal) => new Promise((resolve, reject) => {
        const target = node(to)
        if (!target.machine.up || isCut()) return void time.after(20, () => reject(new Error('connection refused')))
        const { life, store } = target.machine
        const open = () => target.machine.up && target.machine.life === life && node(to) === target && !signal.aborted
        const say = (text: string) => time.after(delay(), () => open() && !isCut() && onText(text))
        const pokes = hubPokes(store)
        const stop = target.isHub ? pokes.listen(() => say(`data: ${JSON.stringify(pokes.newest())}\n\n`)) : store.onCommit(({ seq }) => say(`data: {"seq":${seq}}\n\n`))
        const beat = () => {
          if (!open()) {
            stop()
            return resolve()
          }
          say(': \n\n')
          time.after(10_000, beat)
        }
        signal.addEventListener('abort', () => resolve(), { once: true })
        beat()
      }),
    }
  }

  const world: HubWorld = {
    time, nodes, node, trace,
    weather: { drop: 0, repeat: 0 },
    cut: (a, b, isCut = true) => void (isCut ? cuts.add(lineOf(a, b)) : cuts.delete(lineOf(a, b))),
    mendAll: () => cuts.clear(),
    async write(at, name, input, word) {
      const it = node(at)
      if (!it.machine.up) return undefined
      try {
        const outcome = await time.during(() => apply(it.env, { command: commandOf(name) as Command, input, tenant: TENANT, actor: { id: `u-${at}`, name: `Proctor ${at}`, scope: 'admin' } }))
        log(`${at} ${name} ${word} -> ${isRefusal(outcome) ? outcome.detail : outcome.status}`)
        if (!isRefusal(outcome)) it.acknowledged.push(word)
        return outcome
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        it.uncertain++
        return undefined
      }
    },
    set: (at, id, field, word) => world.write(at, 'update-record', { collection: 'examRegistrations', id, changes: { [field]: word } }, word),
    async doc(at, collection, id) {
      const found = await node(at).machine.peek.get({ tenant: TENANT, collection, id })
      return found && (JSON.parse(found.text) as Doc)
    },
    async follow(name, upstreams) {
      const it = node(name)
      void it.engine?.stop()
      await time.settle()
      it.upstreams = upstreams
      if (it.machine.up) start(it)
    },
    restart(name) {
      const it = node(name)
      if (it.machine.up) return
      it.machine.restart()
      start(it)
      log(`${name} came back`)
    },
    restore(name, file, newEpoch) {
      const it = node(name)
      it.machine.startFrom(file, (store) => {
        if (!newEpoch) return
        if (name === 'hq') store.beginLife(`life-${it.machine.life}`)
        else store.outbox.renewEpoch()
      })
      start(it)
      log(`${name} goes on from an earlier copy`)
    },
    clone(from, name, upstreams) {
      const copy = node(from).machine.snapshot()
      const twin = make(name, upstreams)
      twin.machine.startFrom(copy)
      start(twin)
      log(`${name} starts with a copy of ${from}`)
    },
    renew(name) {
      const old = node(name)
      old.machine.crashNow()
      lost.push(old.machine)
      // What the old one wrote itself and had not sent went with it.
      const next = make(name, old.upstreams)
      next.acknowledged = []
      next.uncertain = 0
      start(next)
      log(`${name} was lost; another laptop takes its place`)
    },
    async quiesce() {
      world.mendAll()
      world.weather = { drop: 0, repeat: 0 }
      for (const { name, machine } of nodes.values()) {
        machine.disarm()
        world.restart(name)
      }
      for (let seconds = 0; seconds < 600; seconds += 5) {
        await time.advance(5_000)
        if (await world.isIdle()) return
      }
      throw new Error(`still not idle: ${JSON.stringify([...nodes.values()].map(({ name, engine, machine }) => [name, engine?.status(), machine.peek.outbox.state()]))}`)
    },
    async isIdle() {
      const last = await node('hq').machine.peek.lastSeq()
      return [...nodes.values()].every(({ engine }) => {
        if (!engine) return true
        const { online, pending, lastPulledSeq, lastError } = engine.status()
        return online && pending === 0 && lastPulledSeq === last && lastError === null
      })
    },
    async close() {
      for (const { engine, machine } of nodes.values()) {
        void engine?.stop()
        await time.settle()
        await machine.close()
      }
      for (const machine of lost) await machine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  const lost: Machine[] = []

  await make('hq', []).machine.store.importLines(documents, new Date(START).toISOString())
  start(node('hq'))
  for (const [name, upstreams] of Object.entries(stations)) start(make(name, upstreams))
  return world
}
