/** What a hub notes for its stations between two meetings with headquarters. */
import { hub_stations_max } from '../../../src-shared/limits.ts'
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

/** Keeps what headquarters has applied of the stations' writes. */
export function tellStations(store: Notes, { epoch, applied }: { epoch: string; applied: Record<string, number> }): void {
  if (stationsOf(store).length > 0) store.meta.set(APPLIED, JSON.stringify({ epoch, applied }))
}

/** What headquarters had applied when it was last met in this life of its database. */
export function appliedWhenMet({ meta }: Notes, epoch: string): Record<string, number> {
  const noted = JSON.parse(meta.get(APPLIED) ?? 'null') as { epoch: string; applied: Record<string, number> } | null
  return noted?.epoch === epoch ? noted.applied : {}
}
