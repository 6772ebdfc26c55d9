/** One simulated machine: a real store in a real file, which can be killed at every edge of it and can run out of disk. */
import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { openSqliteStore } from '../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Commit, CommitOutcome, Store } from '../../src-main/station/store/store.ts'
import type { VirtualTime } from './virtual-time.ts'

export const KEY = '5a'.repeat(32)
const pages_without_limit = 1_073_741_823

/** The machine went down in the middle of something. */
export class Crash extends Error {}

/** The edges at which a machine can go down: its transactions alone, or every call to its store, reads too. */
export type Edge = 'transaction' | 'call'
/** What a crash leaves of the write-ahead log: all of it, unless a planted bug says otherwise. */
export type LeftOfLog = 'all' | 'none' | 'without-last'

export interface Machine {
  name: string
  /** The store as the program on this machine has it. */
  store: Store
  /** The store as it is, for looking at. */
  peek: Store
  /** False from the crash to the restart. */
  up: boolean
  /** Grows with each restart; what belongs to an earlier life is dead. */
  life: number
  /** Commits that were under way when it went down: they may have happened. */
  cutShort: Commit[]
  /** Kills the machine at the nth edge from now: before it, or right after it. */
  armCrash(inEdges: number, when: 'before' | 'after', edge?: Edge): void
  disarm(): void
  crashNow(): void
  restart(): void
  /** No page more on the disk, or as many as it likes. */
  setFull(full: boolean): void
  /** A copy of the file as it is now. */
  snapshot(): string
  /** Goes on from a copy. */
  startFrom(file: string, prepare?: (store: Store) => void): void
  close(): Promise<void>
}

interface Options {
  name: string
  folder: string
  time: VirtualTime
  /** A file to begin with. */
  template?: string
  newName: () => string
  onCrash: () => void
  /** A commit that is on disk. */
  onCommitted?: (commit: Commit, outcome: CommitOutcome & { done: true }) => void
  /** What a planted bug makes of the store that the program sees. */
  spoil?: ((store: Store) => Store) | undefined
  leftOfLog?: LeftOfLog | undefined
}

/** The connection behind each file: the store's port rightly does not show it, and a small disk is a property of the connection. */
const connections = new Map<string, Database.Database>()
const { pragma } = Database.prototype
Database.prototype.pragma = function noted(...args: Parameters<typeof pragma>): unknown {
  connections.set(this.name, this)
  return pragma.apply(this, args)
}

export function makeMachine({ name, folder, time, template, newName, onCrash, onCommitted, spoil = (store) => store, leftOfLog = 'all' }: Options): Machine {
  let copies = 0
  let file = join(folder, `${name}-0.db`)
  if (template !== undefined) copyFileSync(template, file)
  const left: Store[] = []
  let armed: { in: number; when: 'before' | 'after'; edge: Edge } | undefined
  let isFull = false
  let logBefore = 0
  const underWay = new Set<Commit>()

  const open = (): Store => {
    const store = openSqliteStore({ file, key: KEY, resources: resourceOf, newName })
    limit()
    return store
  }

  function limit(): void {
    const db = connections.get(file)
    if (!db) return
    db.pragma(`max_page_count=${isFull ? (db.pragma('page_count', { simple: true }) as number) : pages_without_limit}`)
  }

  const copy = (): string => {
    const to = join(folder, `${name}-${++copies}.db`)
    copyFileSync(file, to)
    if (leftOfLog === 'none' || !existsSync(`${file}-wal`)) return to
    copyFileSync(`${file}-wal`, `${to}-wal`)
    if (leftOfLog === 'without-last') truncateSync(`${to}-wal`, Math.min(logBefore, statSync(`${to}-wal`).size))
    return to
  }

  const noteLog = () => {
    if (leftOfLog === 'without-last') logBefore = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
  }

  let opened = open()
  const machine: Machine = {
    name, life: 0, up: true, cutShort: [],
    store: spoil(guarded(opened, 0)),
    peek: opened,
    armCrash(inEdges, when, edge = 'transaction') {
      armed = { in: inEdges, when, edge }
    },
    disarm() {
      armed = undefined
    },
    crashNow() {
      if (!machine.up) return
      armed = undefined
      machine.up = false
      // What the dead process still has in hand must not reach the file that the next one opens.
      file = copy()
      left.push(opened)
      machine.cutShort.push(...underWay)
      underWay.clear()
      machine.life++
      onCrash()
    },
    restart() {
      if (machine.up) return
      opened = open()
      machine.peek = opened
      machine.store = spoil(guarded(opened, machine.life))
      machine.up = true
    },
    setFull(full) {
      isFull = full
      if (machine.up) limit()
    },
    snapshot: () => {
      const to = join(folder, `${name}-${++copies}.db`)
      for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, to + part)
      return to
    },
    startFrom(from, prepare = () => {}) {
      machine.crashNow()
      // A crash that was meant for the machine before, which was down already.
      armed = undefined
      machine.cutShort = []
      // A backup can be gone back to twice.
      file = join(folder, `${name}-${++copies}.db`)
      for (const part of ['', '-wal']) if (existsSync(from + part)) copyFileSync(from + part, file + part)
      machine.restart()
      prepare(machine.store)
    },
    async close() {
      if (machine.up) left.push(opened)
      for (const store of left) await store.close()
      for (const [path] of connections) if (path.startsWith(folder)) connections.delete(path)
    },
  }

  /** The store as the processes of one life see it. */
  function guarded(store: Store, life: number): Store {
    const check = () => {
      if (!machine.up || machine.life !== life) throw new Crash(`${name} is down`)
    }
    const due = (edge: Edge, when: 'before' | 'after') => {
      if (armed?.when !== when || armed.in > 1 || (armed.edge === 'transaction' && edge === 'call')) return
      machine.crashNow()
      check()
    }
    const count = (edge: Edge) => {
      if (armed && (armed.edge === edge || armed.edge === 'call')) armed.in--
    }
    const sync = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A): R => {
      check()
      due('transaction', 'before')
      noteLog()
      const result = run(...args)
      due('transaction', 'after')
      count('transaction')
      return result
    }
    const read = <A extends unknown[], R>(run: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
      check()
      due('call', 'before')
      const result = await run(...args)
      check()
      due('call', 'after')
      count('call')
      return result
    }
    const { outbox } = store
    const write = <R>(commits: readonly Commit[], run: () => Promise<R>, outcomesOf: (answer: R) => readonly CommitOutcome[]) => time.during(async () => {
      check()
      due('transaction', 'before')
      noteLog()
      for (const commit of commits) underWay.add(commit)
      const end = () => commits.forEach((commit) => underWay.delete(commit))
      const answer = await run().catch((error: unknown) => {
        end()
        throw error
      })
      check()
      end()
      outcomesOf(answer).forEach((outcome, i) => outcome.done && onCommitted?.(commits[i]!, outcome))
      due('transaction', 'after')
      count('transaction')
      return answer
    })
    return {
      ...store,
      get: read(store.get), query: read(store.query), count: read(store.count), changes: read(store.changes), lastSeq: read(store.lastSeq),
      tombstone: read(store.tombstone), appliedOf: read(store.appliedOf), keptSince: read(store.keptSince), resultOf: read(store.resultOf),
      commit: (commit) => write([commit], () => store.commit(commit), (outcome) => [outcome]),
      commitAll: (commits) => write(commits, () => store.commitAll(commits), (outcomes) => outcomes),
      outbox: {
        ...outbox,
        settle: sync(outbox.settle), pull: sync(outbox.pull), preload: sync(outbox.preload),
        beginEpoch: sync(outbox.beginEpoch), endResync: sync(outbox.endResync), renewEpoch: sync(outbox.renewEpoch),
        prune: sync(outbox.prune), closeConflict: sync(outbox.closeConflict),
        relay: sync(outbox.relay), markRelayed: sync(outbox.markRelayed), unmarkRelayed: sync(outbox.unmarkRelayed), hubIdentity: sync(outbox.hubIdentity),
        layProvisionals: sync(outbox.layProvisionals), forgetProvisionals: sync(outbox.forgetProvisionals),
      },
    }
  }

  return machine
}
