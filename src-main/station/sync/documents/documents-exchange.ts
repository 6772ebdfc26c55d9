/**
 * The steps of syncing with a central server that speaks the five documents and has no `/sync`.
 *
 * PULL. Such a server has no feed, so it is read again and again, one bounded round at a time (walk-tasks.ts):
 *   each round       today's and tomorrow's events, booking registrations by `LastChangeTimeSince`, today's sheets;
 *   every minute     a search of each record collection for ids and `sys_version`; what differs is fetched whole, what a
 *                    complete walk did not meet is deleted here once a GET of it answers 404;
 *   every 5 minutes  all events of the kept days, all booking registrations, the reference collections where it has them.
 *   The store's base needs change numbers: the adapter counts its own (local-feed.ts), and base, pending, view and
 *   conflicts work unchanged.
 * PUSH. One write after the other, each as: read, compare with what the writer saw, send what still stands with
 *   `Idempotency-Key: node-epoch-n`. What the server has then is laid down first and the write settled second: a crash
 *   between the two finds the write done and repeats nothing. Nothing is read while a write waits.
 * IDS. A record made here keeps its id; the server's is put in its place at the border (id-aliases.ts). It carries our id
 *   as `sys_external_id`, so that a create whose answer was lost is found, also where Idempotency-Key is not heeded.
 */
import { randomUUID } from 'node:crypto'
import { documents_full_interval_ms, documents_operations_per_turn_max, documents_requests_per_round_max, documents_walk_interval_ms, documents_write_attempts_max } from '../../../../src-shared/limits.ts'
import { RESOURCES } from '../../../../src-shared/resources/index.ts'
import { UPSTREAM_LIMITS, type UpstreamLimit } from '../../../../src-shared/upstream-limits.ts'
import type { Operation, Store } from '../../store/store.ts'
import type { Exchange } from '../exchange.ts'
import type { Clock, Timers, Transport } from '../ports.ts'
import { SyncFault } from '../sync-fault.ts'
import { isDone, isMissing, makeDocumentsClient, saidIn, ServerFault } from './documents-client.ts'
import { makeDocumentsServer } from './documents-server.ts'
import { makeIdAliases } from './id-aliases.ts'
import { makeLocalFeed } from './local-feed.ts'
import { pushOperation } from './push-operation.ts'
import { onceOf, rejected, type PushParts } from './verdict.ts'
import { changedRegistrations, walkEvents, walkRegistrations, walkSheets } from './walk-booking.ts'
import type { WalkParts } from './walk-parts.ts'
import { walkRecords } from './walk-records.ts'
import { walkReferences } from './walk-references.ts'
import { makeTaskQueue } from './walk-tasks.ts'

export interface DocumentsOptions {
  store: Store
  transport: Transport
  timers: Timers
  clock: Clock
  tenant: string
  site: string | null
  /** Aborts whatever is under way. */
  signal: () => AbortSignal
  /** Milliseconds between two walks of all records, and between two full readings. */
  pace?: { walk: number; full: number }
}

export interface DocumentsExchange extends Exchange {
  /** What this server does not let a station promise. */
  limits(): UpstreamLimit[]
}

/** Meta: the write under way, whose answer may be lost; when everything was read for the first time. */
const SENT = 'documents_sent'
const READ_ONCE = 'documents_read'
/** Followed by the code of a limit that showed. */
const LACKS = 'documents_lacks/'

export function makeDocumentsExchange({ store, transport, timers, clock, tenant, site, signal, pace = { walk: documents_walk_interval_ms, full: documents_full_interval_ms } }: DocumentsOptions): DocumentsExchange {
  const { outbox, meta } = store
  const aliases = makeIdAliases(store)
  const server = makeDocumentsServer(makeDocumentsClient({ transport, timers, signal }), aliases, tenant)
  const feed = makeLocalFeed(store, tenant, site)
  const walk: WalkParts = { store, server, aliases, feed, clock, tenant, site, missing: new Set() }
  const tasks = makeTaskQueue()
  const internalErrors = new Map<string, number>()
  let walkedAt = Number.NEGATIVE_INFINITY
  let filledAt = Number.NEGATIVE_INFINITY
  let notShown: ReadonlySet<string> = new Set()

  /** Asks whether address, key and tenant fit. */
  async function meet(): Promise<void> {
    const answer = await server.client.read(`${server.pathOf('examRegistrations')}?fields=id`)
    if (!isDone(answer) && !isMissing(answer)) {
      throw new SyncFault(answer.status === 403 ? 'refused' : 'strange', `The central server does not let this station read: ${saidIn(answer.body) ?? `HTTP status ${answer.status}`}`)
    }
    const scope = site ?? ''
    if ((meta.get('sync_tenant') ?? tenant) !== tenant || (meta.get('sync_site') ?? scope) !== scope) {
      throw new SyncFault('foreign', 'This folder holds the records of another tenant or site. Nothing was exchanged; start with an empty folder.')
    }
    meta.set('sync_tenant', tenant)
    meta.set('sync_site', scope)
    if (outbox.state().serverEpoch === null) outbox.beginEpoch(tenant, `documents-${randomUUID()}`, {})
  }

  /** Sends the next writes. @returns false where nothing waits */
  async function pushBatch(): Promise<boolean> {
    const operations = outbox.queued(documents_operations_per_turn_max)
    for (const operation of operations) await pushOne(operation)
    return operations.length > 0
  }

  async function pushOne(operation: Operation): Promise<void> {
    const name = onceOf(operation)
    const again = meta.get(SENT) === name
    // Only a create cannot tell by the record's id whether it was done.
    if (operation.command === 'create-record' && !again) meta.set(SENT, name)
    const parts: PushParts = { store, server, aliases, tenant, again, lacks: (what) => meta.set(LACKS + what, '1') }
    try {
      const { result, found } = await pushOperation(parts, operation)
      await feed.conclude(operation, result, found)
      internalErrors.delete(name)
    } catch (error) {
      if (!isHopeless(name, error)) throw error
      await feed.conclude(operation, rejected(operation, { status: error.status, body: { detail: error.message } }, undefined).result, [])
    }
  }

  /** A server that fails at one write again and again must not keep the ones after it. */
  function isHopeless(name: string, error: unknown): error is ServerFault {
    if (!(error instanceof ServerFault) || error.status !== 500) return false
    const times = (internalErrors.get(name) ?? 0) + 1
    internalErrors.set(name, times)
    return times >= documents_write_attempts_max
  }

  /** Reads a round's worth. @returns true where this round is done */
  async function pullPage(): Promise<boolean> {
    if (outbox.queued(1).length > 0) return false
    if (tasks.isEmpty()) plan()
    await tasks.run(documents_requests_per_round_max)
    if (!tasks.isEmpty()) return meta.get(READ_ONCE) !== undefined
    notShown = new Set(walk.missing)
    if (meta.get(READ_ONCE) === undefined) meta.set(READ_ONCE, new Date(clock.now()).toISOString())
    return true
  }

  function plan(): void {
    const now = clock.now()
    const full = Math.abs(now - filledAt) >= pace.full
    // What was not there may be by now; and a page that was in the way of the API must not count for good.
    if (full) walk.missing.clear()
    const all = full || Math.abs(now - walkedAt) >= pace.walk
    if (full) tasks.add(...walkEvents(walk), walkRegistrations(walk), walkSheets(walk), ...walkReferences(walk))
    else tasks.add(...walkEvents(walk, { before: 0, after: 1 }), changedRegistrations(walk), walkSheets(walk))
    if (all) tasks.add(...RESOURCES.map((resource) => walkRecords(walk, resource)))
    if (full) filledAt = now
    if (all) walkedAt = now
  }

  function limits(): UpstreamLimit[] {
    const conditional: Partial<Record<UpstreamLimit, boolean>> = {
      'no-desk-commands': meta.get(`${LACKS}no-desk-commands`) !== undefined,
      'only-here': meta.get(`${LACKS}only-here`) !== undefined,
      'no-references': notShown.has('venues'),
      'no-records': [...RESOURCES.map(({ collection }) => collection), 'bookingEvents', 'bookingRegistrations'].some((collection) => notShown.has(collection)),
    }
    return UPSTREAM_LIMITS.filter((limit) => conditional[limit] ?? true)
  }

  return { meet, pushBatch, pullPage, preload: async () => {}, limits }
}
