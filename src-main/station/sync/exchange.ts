/** The single steps of syncing, each leaving the store whole: meet headquarters, push a batch, pull a page. */
import { feed_rows_default, push_bytes_max, push_operations_max } from '../../../src-shared/limits.ts'
import { PROTOCOL_VERSION, speaks, type FeedPage, type Hello, type PushResponse } from '../../../src-shared/protocol.ts'
import { must } from '../../../src-shared/assert.ts'
import type { Operation, OperationResult, Store } from '../store/store.ts'
import { SyncFault } from './sync-fault.ts'
import type { Upstream } from './upstream.ts'

export interface ExchangeOptions {
  store: Store
  upstream: Upstream
  site: string | null
  sizes?: ExchangeSizes
}

/** The most that goes into one request. */
export interface ExchangeSizes {
  rows: number
  operations: number
}

const SIZES: ExchangeSizes = { rows: feed_rows_default, operations: push_operations_max }

/** What the engine asks for, whatever the other side speaks. Each step leaves the store whole. @throws SyncFault */
export interface Exchange {
  /** Asks who is there and whether it fits. */
  meet(): Promise<unknown>
  /** Before a first read: what the desk needs on a day (YYYY-MM-DD). */
  preload(date: string): Promise<void>
  /** Sends the next writes. @returns false where nothing waits */
  pushBatch(): Promise<boolean>
  /** Fetches the next part. @returns true where that was all there is for now */
  pullPage(): Promise<boolean>
}

export function makeExchange({ store, upstream, site, sizes = SIZES }: ExchangeOptions): Exchange {
  const { outbox, meta } = store
  let tenant = meta.get('sync_tenant')
  let rows = sizes.rows
  let batch = sizes.operations

  /** Asks who is there; takes notice of a new life of headquarters. */
  async function meet(): Promise<Hello> {
    const { node } = outbox.state()
    const hello = await upstream.hello(node)
    if (!speaks(hello.protocol)) {
      throw new SyncFault('version', `Headquarters speaks version ${hello.protocol.min} to ${hello.protocol.max} of the sync protocol and this station version ${PROTOCOL_VERSION}. Writes wait here until both fit.`)
    }
    if (tenant !== undefined && hello.tenant !== tenant) {
      throw new SyncFault('foreign', `Headquarters answers for the tenant ${hello.tenant}, but this station belongs to ${tenant}. Nothing was exchanged.`)
    }
    const known = meta.get('sync_server')
    if (known !== undefined && hello.server_node !== known) {
      throw new SyncFault('foreign', 'Another headquarters answers at this address. Nothing was exchanged.')
    }
    tenant = hello.tenant
    meta.set('sync_tenant', hello.tenant)
    meta.set('sync_server', hello.server_node)
    beginAnew(hello)
    return hello
  }

  /** A restore of headquarters, or another site for this station: read everything again. */
  function beginAnew(hello: Hello): void {
    const state = outbox.state()
    const scope = site ?? ''
    const sameScope = (meta.get('sync_site') ?? scope) === scope
    const wentBack = hello.last < state.cursor
    if (state.serverEpoch !== hello.epoch || wentBack || !sameScope) outbox.beginEpoch(hello.tenant, hello.epoch, hello.applied)
    meta.set('sync_site', scope)
  }

  /** Sends the next writes. @returns false where nothing waits */
  async function pushBatch(): Promise<boolean> {
    const operations = withinBytes(outbox.queued(batch))
    const [first] = operations
    if (!first) return false
    const serverEpoch = must(outbox.state().serverEpoch, 'the epoch of headquarters')
    const answer = await sized((factor) => (batch = resize(batch, factor, sizes.operations)), () =>
      upstream.push({ protocol: PROTOCOL_VERSION, node: first.node, server_epoch: serverEpoch, operations }))
    if (answer.epoch !== serverEpoch) {
      await meet()
      return true
    }
    outbox.settle(matched(operations, answer))
    await heed(answer)
    return true
  }

  /** Why headquarters went no further. */
  async function heed({ forked, gap, fault }: PushResponse): Promise<void> {
    if (forked) outbox.renewEpoch(forked.n, forked.epoch)
    else if (gap) await closeGap()
    else if (fault) throw new SyncFault('busy', `Headquarters cannot take it now: ${fault.message}`)
  }

  /** Headquarters lacks writes before the next one: they come again from the journal, as far as it reaches. */
  async function closeGap(): Promise<void> {
    const hello = await meet()
    outbox.beginEpoch(hello.tenant, hello.epoch, hello.applied)
    const [next] = outbox.queued(1)
    if (next && next.n > (hello.applied[next.epoch] ?? 0) + 1) outbox.renewEpoch(next.n, next.epoch)
  }

  /** Fetches the next page. @returns true where that was all there is */
  async function pullPage(): Promise<boolean> {
    const { cursor, serverEpoch } = outbox.state()
    const page = await sized((factor) => (rows = resize(rows, factor, sizes.rows)), () => upstream.changes(cursor, rows))
    if (page.epoch !== serverEpoch) {
      await meet()
      return false
    }
    const own = checkPage(page, cursor)
    if (page.changes.length > 0 || page.upTo > cursor) outbox.pull(own, page)
    if (page.upTo < page.last) return false
    if (outbox.state().resyncing) outbox.endResync(own)
    return true
  }

  /** An unsound page moves nothing. @returns the tenant */
  function checkPage(page: FeedPage, since: number): string {
    if (tenant === undefined || page.tenant !== tenant) throw new SyncFault('foreign', `Headquarters answers for the tenant ${page.tenant}. Nothing was exchanged.`)
    let before = since
    for (const { seq } of page.changes) {
      if (seq <= before || seq > page.upTo) throw new SyncFault('strange', 'Headquarters sent a page of changes that is out of order; it was not used.')
      before = seq
    }
    const stalls = page.upTo <= since && page.upTo < page.last
    if (page.upTo < since || page.upTo > page.last || stalls) throw new SyncFault('strange', 'Headquarters sent a page of changes that leads nowhere; it was not used.')
    return tenant
  }

  /** Before a first read: what the desk needs today. */
  async function preload(date: string): Promise<void> {
    const { cursor, resyncing, serverEpoch } = outbox.state()
    if (cursor > 0 || resyncing || tenant === undefined) return
    const page = await upstream.first(date)
    if (page.epoch !== serverEpoch || page.tenant !== tenant) return
    outbox.preload(tenant, page.changes)
  }

  return { meet, pushBatch, pullPage, preload }
}

/** Smaller pieces after a failure, so that a slow line gets something through; larger ones again after a success. */
async function sized<T>(resizeBy: (factor: number) => void, run: () => Promise<T>): Promise<T> {
  try {
    const answer = await run()
    resizeBy(2)
    return answer
  } catch (error) {
    resizeBy(1 / 4)
    throw error
  }
}

function resize(size: number, factor: number, max: number): number {
  return Math.max(1, Math.min(max, Math.floor(size * factor)))
}

/** As many as fit one request, at least one. */
function withinBytes(operations: Operation[]): Operation[] {
  let bytes = 0
  const end = operations.findIndex((operation) => (bytes += Buffer.byteLength(JSON.stringify(operation))) > push_bytes_max)
  return end === -1 ? operations : operations.slice(0, Math.max(1, end))
}

/** The answers with their operations. Answers to anything but the first of what was sent are not used. */
function matched(operations: readonly Operation[], { results }: PushResponse): { operation: Operation; result: OperationResult }[] {
  return results.map(({ epoch, n, result }, i) => {
    const operation = operations[i]
    if (operation?.epoch !== epoch || operation.n !== n) throw new SyncFault('strange', 'Headquarters answered to writes that it was not sent; the answer was not used.')
    return { operation, result }
  })
}
