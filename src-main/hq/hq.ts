/** Headquarters: the station's own API, commands and store without an upstream, with the change feed and the push door. */
import { randomUUID } from 'node:crypto'
import { openDataFolder } from '../station/data-folder.ts'
import { assemble, type Station } from '../station/station.ts'
import type { StationOptions } from '../station/station-options.ts'

/** Starts headquarters on a data folder. @throws StoreError, BadKey */
export async function startHq(options: Omit<StationOptions, 'upstream' | 'hub'>): Promise<Station> {
  const folder = openDataFolder({ folder: options.data, use: 'serve', key: options.key })
  const env = { store: folder.store, now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => true }
  return assemble({ folder, env, options, role: 'hq' })
}
