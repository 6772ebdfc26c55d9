/** A station that syncs holds what headquarters sends; what is put into it from the side would never reach anyone else. */
import type { Store } from '../station/store/store.ts'
import { CliError, EXIT } from './exit.ts'

/** @param what completes "... at headquarters": what to do there instead */
export function refuseAtSyncedStation(store: Store, folder: string, what: string): void {
  if (store.meta.get('follows') === undefined) return
  throw new CliError(EXIT.failed, `${folder} belongs to a station that syncs with headquarters; ${what} there.`)
}

/** Whether the central server of this station has only the documents' API: it knows no users. */
export function syncsByDocuments({ meta }: Pick<Store, 'meta'>): boolean {
  return meta.get('upstream_kind') === 'documents'
}
