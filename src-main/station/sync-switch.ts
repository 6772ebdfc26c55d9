/** The station's sync, before and after it has a headquarters: the same control, so that joining a site needs no restart. */
import { must } from '../../src-shared/assert.ts'
import type { Line } from '../../src-shared/ipc.ts'
import type { Store } from './store/store.ts'
import { makeEngine, type EngineOptions, type SyncEngine } from './sync/engine.ts'
import { deviceIdentity } from './hub/device-identity.ts'
import { pairedHub, type PairedHub } from './hub/paired-hub.ts'
import { documentsWay, type DocumentsWay } from './sync/documents/documents-way.ts'
import { httpTransport } from './sync/http-transport.ts'
import { pinnedTransport } from './sync/pinned-transport.ts'
import { systemClock, systemTimers } from './sync/system-ports.ts'
import type { SyncControl, SyncStatus } from '../../src-shared/sync-control.ts'
import type { UpstreamKind, UpstreamLimit } from '../../src-shared/upstream-limits.ts'

export interface UpstreamConfig {
  /** As before where it is absent. */
  kind?: UpstreamKind | undefined
  /** Where the kind is `documents`: the tenant in the paths. */
  tenant?: string | undefined
  url: string
  key: string
  site: string
}

export interface SyncSwitch extends SyncControl {
  /** Starts syncing with a headquarters, in place of the one before; first of all through the hub that this station is paired with, where there is one. */
  connect(upstream: UpstreamConfig | undefined): Promise<void>
  upstream(): UpstreamConfig | undefined
  /** What a central server that has only the documents' API does not let this station promise; undefined with any other. */
  limits(): UpstreamLimit[] | undefined
  stop(): Promise<void>
}

export function makeSyncSwitch(store: Store): SyncSwitch {
  const listeners = new Set<(line: Line) => void>()
  const since = new Date(systemClock.now()).toISOString()
  let engine: SyncEngine | undefined
  let config: UpstreamConfig | undefined
  let documents: DocumentsWay | undefined

  function statusAlone(): SyncStatus {
    const { pending, conflicts, cursor, oldestPendingAt } = store.outbox.state()
    return { online: false, paused: false, pending, withHub: 0, atHub: false, lastPulledSeq: cursor, lastSyncAt: null, conflicts, lastError: null, since, waitingSince: oldestPendingAt, nextAttemptAt: null }
  }

  const lineAlone = (): Line => ({ online: false, paused: false, since, pending: statusAlone().pending, conflicts: 0, last_error: null, hq: null })

  return {
    status: () => engine?.status() ?? statusAlone(),
    line: () => engine?.line() ?? lineAlone(),
    now: () => engine?.now(),
    pause: () => engine?.pause(),
    resume: () => engine?.resume(),
    onLine(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    upstream: () => config,
    limits: () => documents?.limits(),
    async connect(upstream) {
      documents = documentsWay(store, upstream)
      const hub = hubOfSite(store, upstream)
      const ways = [...(hub ? [await wayToHub(store, hub)] : []), ...(upstream ? [wayToHq(upstream)] : [])]
      const [preferred, ...fallbacks] = ways
      await engine?.stop()
      config = upstream
      // From now on writes wait for headquarters, also while this station runs without its address.
      store.meta.set('follows', upstream?.url ?? must(hub, 'a headquarters or a hub').url)
      const site = must(upstream ?? hub, 'a headquarters or a hub').site
      store.meta.set('site', site)
      engine = makeEngine({
        ...must(preferred, 'a headquarters or a hub'), fallbacks, store, site,
        clock: systemClock, timers: systemTimers, random: Math.random,
        // Such a server is spoken to alone: a hub relays only /sync.
        ...documents,
      })
      engine.onLine((line) => listeners.forEach((listener) => listener(line)))
      engine.start()
    },
    stop: async () => engine?.stop(),
  }
}

type Way = Pick<EngineOptions, 'transport' | 'address'>

/** The hub that this station is paired with, where it is the hub of the same site. */
function hubOfSite(store: Store, upstream: UpstreamConfig | undefined): PairedHub | undefined {
  const hub = pairedHub(store)
  return upstream === undefined || hub?.site === upstream.site ? hub : undefined
}

/** A hub is known by its certificate and knows this station by its own: no key is sent. */
async function wayToHub(store: Store, { url, certificate, fingerprint }: PairedHub): Promise<Way> {
  const own = await deviceIdentity(store)
  return { address: url, transport: pinnedTransport(url, { key: own.key, certificate: own.certificate, hub: certificate, fingerprint }) }
}

function wayToHq({ url, key }: UpstreamConfig): Way {
  return { address: url, transport: httpTransport(url, key) }
}
