/** What a hub notes for its stations between two meetings with headquarters. */
import { hub_stations_max } from '../../../src-shared/limits.ts'
import type { Kept } from './kept-writes.ts'
import type { Store } from './store.ts'

type Notes = Pick<Store, 'meta'>

/** Meta: nodes that have asked this hub, and what headquarters said of all nodes that were asked for. */
const STATIONS = 'hub_stations'
const APPLIED = 'hub_applied'

/** Nodes for which a hub asks headquarters. */
export function stationsOf({ meta }: Notes): string[] {
  return JSON.parse(meta.get(STATIONS) ?? '[]') as string[]
}

/** A station asked this hub. */
export function noteStations(store: Notes, nodes: readonly string[]): void {
  const known = stationsOf(store)
  const unknown = nodes.filter((node) => !known.includes(node))
  if (unknown.length > 0) store.meta.set(STATIONS, JSON.stringify([...known, ...unknown].slice(-hub_stations_max)))
}

/** Headquarters as it was met. */
interface Meeting {
  epoch: string
  applied: Record<string, number>
  /** Of this life, to those who know the one before it. */
  kept?: Kept
  before?: string
}

/** Keeps what headquarters has applied of the stations' writes, and what it kept of them through a restore. */
export function tellStations(store: Notes, { epoch, applied, kept, before }: Meeting): void {
  if (stationsOf(store).length === 0) return
  const noted = meetingIn(store, epoch)
  const restore = kept && before !== undefined ? { kept, before } : { kept: noted?.kept, before: noted?.before }
  store.meta.set(APPLIED, JSON.stringify({ epoch, applied, ...restore }))
}

/** What headquarters had applied when it was last met in this life of its database. */
export function appliedWhenMet({ meta }: Notes, epoch: string): Record<string, number> {
  return meetingIn({ meta }, epoch)?.applied ?? {}
}

/** What headquarters kept of its stations' writes when its present life began; of a station that knows another life than the one before it: nothing. */
export function keptWhenMet({ meta }: Notes, epoch: string, known: string): Kept {
  const noted = meetingIn({ meta }, epoch)
  return noted?.before === known ? (noted.kept ?? {}) : {}
}

function meetingIn({ meta }: Notes, epoch: string): Meeting | undefined {
  const noted = JSON.parse(meta.get(APPLIED) ?? 'null') as Meeting | null
  return noted?.epoch === epoch ? noted : undefined
}
