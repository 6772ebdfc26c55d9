/** What HTTP and the desk may ask of the sync engine; here because neither may import the other. */
import type { Line } from './ipc.ts'
import type { UpstreamKind } from './upstream-limits.ts'

/** `GET /sync/status`, contract section 6. */
export interface SyncStatus {
  online: boolean
  paused: boolean
  /** Writes that headquarters has not confirmed. */
  pending: number
  /** Those of them that the site's hub has durably, and headquarters not yet. */
  withHub: number
  /** Whether the line is one to the site's hub: then headquarters is as far away as the hub's own line. */
  atHub: boolean
  lastPulledSeq: number
  /** When this station last had everything, ISO 8601 UTC; null before the first time. */
  lastSyncAt: string | null
  conflicts: number
  /** One sentence for a person; null while all is well. */
  lastError: string | null
  /** Since when the line is as `online` and `paused` say, ISO 8601 UTC. */
  since: string
  /** When the oldest write was made that headquarters has not confirmed, ISO 8601 UTC. */
  waitingSince: string | null
  /** When the station tries again by itself, ISO 8601 UTC; null while it does not. */
  nextAttemptAt: string | null
  /** What the upstream speaks, where that is not `/sync`. */
  upstreamKind?: UpstreamKind
  /** What cannot be promised with it, one sentence each. */
  limits?: string[]
}

export interface SyncControl {
  status(): SyncStatus
  /** Tries at once, also where the next attempt is not due; returns before it is made. */
  now(): void
  /** Nothing is sent or fetched until `resume`, also after a restart. */
  pause(): void
  resume(): void
  line(): Line
  onLine(listener: (line: Line) => void): () => void
}
