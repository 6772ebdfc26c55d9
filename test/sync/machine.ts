/** One simulated machine: a real store in a real file, which can be killed between any two of its transactions. */
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { openSqliteStore } from '../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Commit, CommitOutcome, Store } from '../../src-main/station/store/store.ts'
import type { VirtualTime } from './virtual-time.ts'

const KEY = '5a'.repeat(32)

/** The machine went down in the middle of something. */
export class Crash extends Error {}

export interface Machine {
  name: string
  store: Store
  /** False from the crash to the restart. */
  up: boolean
  /** Grows with each restart; what belongs to an earlier life is dead. */
  life: number
  /** Kills the machine at the nth transaction from now: before it, or right after it. */
  armCrash(inTransactions: number, when: 'before' | 'after'): void
  disarm(): void
  crashNow(): void
  restart(): void
  /** A copy of the file as it is now. */
  snapshot(): string
  /** Goes on from a copy. */
  startFrom(file: string): void
  close(): Promise<void>
}

interface Options {
  name: string
  folder: string
  time: VirtualTime
  onCrash: () => void
  /** Hears each commit of a living machine, also those that share a transaction. */
  onCommitted?: (commit: Commit, outcome: CommitOutcome) => void
}

export function makeMachine({ name, folder, time, onCrash, onCommitted }: Options): Machine {
  let copies = 0
  let file = join(folder, `${name}-0.db`)
  let opened = openSqliteStore({ file, key: KEY, resources: resourceOf })
  const left: Store[] = []
  let armed: { in: number; when: 'before' | 'after' } | undefined

  const copy = (): string => {
    const to = join(folder, `${name}-${++copies}.db`)
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, to + part)
    return to
  }

  const machine: Machine = {
    name, life: 0, up: true,
    store: guarded(opened, 0),
    armCrash(inTransactions, when) {
      armed = { in: inTransactions, when }
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
      machine.life++
      onCrash()
    },
    restart() {
      if (machine.up) return
      opened = openSqliteStore({ file, key: KEY, resources: resourceOf })
      machine.store = guarded(opened, machine.life)
      machine.up = true
    },
    snapshot: copy,
    startFrom(from) {
      machine.crashNow()
      file = from
      machine.restart()
    },
    async close() {
      if (machine.up) left.push(opened)
      for (const store of left) await store.close()
    },
  }

  /** The store as the processes of one life see it. */
  function guarded(store: Store, life: number): Store {
    const check = () => {
      if (!machine.up || machine.life !== life) throw new Crash(`${name} is down`)
    }
    const due = (when: 'before' | 'after') => {
      if (armed?.when !== when || armed.in > 1) return
      machine.crashNow()
      check()
    }
    const count = () => {
      if (armed) armed.in--
    }
    const sync = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A): R => {
      check()
      due('before')
      const result = run(...args)
      due('after')
      count()
      return result
    }
    const commitAll = (commits: readonly Commit[]) => time.during(async () => {
      check()
      due('before')
      const outcomes = await store.commitAll(commits)
      check()
      outcomes.forEach((outcome, i) => onCommitted?.(must(commits[i], 'the commit of an outcome'), outcome))
      due('after')
      count()
      return outcomes
    })
    const { outbox } = store
    return {
      ...store,
      commit: async (commit) => must((await commitAll([commit]))[0], 'the outcome of a commit'),
      commitAll,
      outbox: {
        ...outbox,
        settle: sync(outbox.settle), pull: sync(outbox.pull), preload: sync(outbox.preload),
        beginEpoch: sync(outbox.beginEpoch), endResync: sync(outbox.endResync), renewEpoch: sync(outbox.renewEpoch),
        prune: sync(outbox.prune), closeConflict: sync(outbox.closeConflict),
      },
    }
  }

  return machine
}
