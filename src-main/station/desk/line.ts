/** How the line to headquarters is. */
import type { Line } from '../../../src-shared/ipc.ts'
import type { SyncControl } from '../../../src-shared/sync-control.ts'

/** @param since when this station started, for one that has no headquarters */
export function lineOf(sync: SyncControl | undefined, since: string): Line {
  return sync?.line() ?? { online: false, paused: false, since, pending: 0, conflicts: 0, last_error: null, hq: null }
}
