/** What every machine of a world stands on: one folder, one time, one chance, one trace. */
import type { StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Store } from '../../src-main/station/store/store.ts'
import { recordOf, type Ledger } from './ledger.ts'
import { makeMachine, type Machine } from './machine.ts'
import type { Spoil } from './spoil.ts'
import { worldFolder } from './templates.ts'
import { makeTrace, type Trace } from './trace.ts'
import { seededRandom, virtualTime, type VirtualTime } from './virtual-time.ts'

export const TENANT = 'bc'
export const START = Date.parse('2026-11-22T16:00:00Z')

export interface Ground {
  folder: string
  time: VirtualTime
  random: () => number
  trace: Trace
  spoil: Spoil
  /** A number that no file or name of this world has had. */
  nextLife(): number
}

export function makeGround(seed: number, spoil: Spoil): Ground {
  const time = virtualTime(START)
  const trace = makeTrace(() => time.now() - START)
  time.onTimer = (order) => trace.note('timer', order)
  let lives = 0
  return { folder: worldFolder(), time, random: seededRandom(seed), trace, spoil, nextLife: () => ++lives }
}

interface Options {
  name: string
  /** A file to begin with. */
  template: string
  onCrash?: () => void
  /** What a planted bug makes of the store. */
  wrap?: ((store: Store) => Store) | undefined
  heard?: Ledger['committed']
}

/** A machine whose names and commits are part of the trace. */
export function machineOn({ folder, time, trace, spoil, nextLife }: Ground, { name, template, onCrash, wrap, heard }: Options): Machine {
  return makeMachine({
    name, folder, time, template, leftOfLog: spoil.leftOfLog,
    newName: () => `${name}-life-${nextLife()}`,
    spoil: wrap,
    onCrash() {
      trace.say(`${name} went down`)
      onCrash?.()
    },
    onCommitted(commit, outcome) {
      trace.note('commit', name, outcome.seq, outcome.n ?? 0, ...commit.puts.map(({ key }) => recordOf(key)), ...outcome.docs.map((doc) => JSON.stringify(doc)))
      heard?.(commit, outcome)
    },
  })
}

export function envOf(machine: Machine, clock: { now(): number }, authority: boolean): StationEnv {
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
