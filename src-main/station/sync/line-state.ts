/** How the line is, as the status endpoint and the badge say it. */
import { last_sync_saved_interval_ms, line_event_interval_ms } from '../../../src-shared/limits.ts'
import type { FaultKind, Line } from '../../../src-shared/ipc.ts'
import type { Store } from '../store/store.ts'
import { nowAndThen } from './now-and-then.ts'
import type { Clock, Timers } from './ports.ts'
import type { SyncStatus } from '../../../src-shared/sync-control.ts'

/** In `meta`: how the line was when it last changed. */
export const LINE_KEPT = 'sync_line'

export interface KeptLine {
  online: boolean
  since: string
  lastError: string | null
  /** Files of before know nothing of it. */
  atHub?: boolean
}

interface Options {
  store: Store
  clock: Clock
  timers: Timers
  /** Who is spoken to at present, for people to read. */
  address: () => string
}

export function makeLineState({ store, clock, timers, address }: Options) {
  const listeners = new Set<(line: Line) => void>()
  const instant = () => new Date(clock.now()).toISOString()
  let online = false
  let since = instant()
  let lastError: string | null = null
  let atHub = false
  let lastFault: FaultKind | undefined
  let paused = store.meta.get('sync_paused') !== undefined
  let lastSyncAt = store.meta.get('last_sync_at') ?? null
  const saving = nowAndThen(last_sync_saved_interval_ms, timers)
  let nextAttemptAt: string | null = null
  let told = ''
  let kept = ''
  let cancel: (() => void) | undefined

  const status = (): SyncStatus => {
    const { pending, cursor, conflicts, oldestPendingAt } = store.outbox.state()
    return { online, paused, pending, withHub: store.outbox.withHub(), atHub: online && atHub, lastPulledSeq: cursor, lastSyncAt, conflicts, lastError, since, waitingSince: oldestPendingAt, nextAttemptAt }
  }

  const line = (): Line => {
    const { pending, conflicts } = store.outbox.state()
    return { online, paused, since, pending, conflicts, last_error: lastError, ...(lastFault ? { last_fault: lastFault } : {}), hq: address(), ...(online && atHub ? { at_hub: true } : {}) }
  }

  /** Tells the listeners soon, once for many changes. */
  function changed(): void {
    if (cancel || listeners.size === 0) return
    cancel = timers.after(line_event_interval_ms, () => {
      cancel = undefined
      const now = line()
      if (JSON.stringify(now) === told) return
      told = JSON.stringify(now)
      listeners.forEach((listener) => listener(now))
    })
  }

  function setOnline(value: boolean): void {
    if (online !== value) since = instant()
    online = value
    keep()
    changed()
  }

  /** For a command beside this station, and for after it: how the line was last. Only where a sentence changes. */
  function keep(): void {
    const now = JSON.stringify({ online, since, lastError, atHub } satisfies KeptLine)
    if (now === kept) return
    try {
      store.meta.set(LINE_KEPT, now)
      kept = now
    } catch {
      // On a full disk the word is lost, and the loop goes on.
    }
  }

  return {
    status, line, changed,
    /** The next attempt is due in so many milliseconds; null: none is. */
    due(ms: number | null): void {
      nextAttemptAt = ms === null ? null : new Date(clock.now() + ms).toISOString()
    },
    isPaused: () => paused,
    setPaused(value: boolean): void {
      paused = value
      if (value) store.meta.set('sync_paused', '1')
      else store.meta.delete('sync_paused')
      if (value) setOnline(false)
      changed()
    },
    reached(hub: boolean): void {
      // Another line, if also one that is up.
      if (atHub !== hub) since = instant()
      atHub = hub
      lastError = null
      lastFault = undefined
      setOnline(true)
    },
    /** Everything is exchanged. */
    synced(): void {
      lastSyncAt = instant()
      // Kept for after a restart; not with every poll.
      if (saving.isDue()) {
        saving.done()
        store.meta.set('last_sync_at', lastSyncAt)
      }
      changed()
    },
    failed({ kind, message }: { kind: FaultKind; message: string }): void {
      lastError = message
      lastFault = kind
      setOnline(false)
    },
    onLine(listener: (line: Line) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Nobody hears of anything any more: the store may be closed. */
    stop(): void {
      listeners.clear()
      cancel?.()
      saving.rest()
    },
  }
}
