/** The way to a central server that has only the documents' API. */
import { UPSTREAM_KINDS, type UpstreamKind, type UpstreamLimit } from '../../../../src-shared/upstream-limits.ts'
import { StoreError } from '../../store/store-error.ts'
import type { Store } from '../../store/store.ts'
import type { Exchange } from '../exchange.ts'
import { httpTransport } from '../http-transport.ts'
import type { Transport } from '../ports.ts'
import { systemClock, systemTimers } from '../system-ports.ts'
import { makeDocumentsExchange, type DocumentsExchange } from './documents-exchange.ts'

export interface Upstream {
  url: string
  key: string
  site: string
  kind?: UpstreamKind | undefined
  /** The tenant in the paths; remembered after the first time. */
  tenant?: string | undefined
}

/** What the engine is given in place of the way to a headquarters. */
export interface DocumentsWay {
  transport: Transport
  address: string
  fallbacks: []
  exchange: (signal: () => AbortSignal) => Exchange
  /** What the server does not let this station promise, as far as it is known. */
  limits: () => UpstreamLimit[]
}

/**
 * The way, where this folder syncs with such a server.
 * @throws StoreError where it synced with another kind before, or nothing says which tenant it is
 */
export function documentsWay(store: Store, upstream: Upstream | undefined): DocumentsWay | undefined {
  if (!upstream || settleKind(store, upstream.kind) !== 'documents') return undefined
  const { url, key, site, tenant = store.meta.get('sync_tenant') } = upstream
  if (tenant === undefined) throw new StoreError('missing', 'A central server that has only the documents does not say which tenant it is: give --upstream-tenant.')
  const transport = httpTransport(url, key)
  let made: DocumentsExchange | undefined
  return {
    transport, address: url, fallbacks: [],
    exchange: (signal) => (made = makeDocumentsExchange({ store, transport, timers: systemTimers, clock: systemClock, tenant, site, signal })),
    limits: () => made?.limits() ?? [],
  }
}

/** In `meta`: what this folder syncs with. */
const KIND = 'upstream_kind'

/**
 * What this folder syncs with: as asked, else as before. The two kinds number and name records differently, so that a folder stays with one.
 * @throws StoreError where it was the other one before
 */
function settleKind({ meta, outbox }: Store, asked: UpstreamKind | undefined): UpstreamKind {
  const known = UPSTREAM_KINDS.find((kind) => kind === meta.get(KIND)) ?? (outbox.state().serverEpoch === null ? undefined : 'hallpass')
  const kind = asked ?? known ?? 'hallpass'
  if (known !== undefined && known !== kind) {
    throw new StoreError('missing', `This folder syncs with a central server of the kind "${known}"; for one of the kind "${kind}" start with an empty folder.`)
  }
  meta.set(KIND, kind)
  return kind
}
