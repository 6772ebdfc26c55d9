/**
 * A hub's half of sync, apart from HTTP. In headquarters' name it serves headquarters' documents, byte for byte; it takes writes
 * of its site's stations to bring them up, and shows the site what is not final yet. It decides nothing.
 */
import { feed_rows_default, feed_rows_max, first_rows_max, relay_rows_max } from '../../../src-shared/limits.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { PROTOCOL_VERSION, type FeedPage, type FirstPage, type Hello, type PushRequest, type PushResponse, type RelayPage } from '../../../src-shared/protocol.ts'
import type { StationEnv } from '../commands/apply.ts'
import type { PendingEffect } from '../store/effect.ts'
import { appliedWhenMet, keptWhenMet, noteStations } from '../store/hub-notes.ts'
import { highest } from '../store/kept-writes.ts'
import type { ProvisionalEntry, RelayEntry } from '../store/outbox.ts'
import type { Change, Operation } from '../store/store.ts'
import type { Identity } from './authenticate.ts'
import { firstChanges } from './sync-first.ts'
import { NOT_FOR_READERS, nodesOf, visible, type Known, type UpstreamServer } from './sync-server.ts'
import { endWithin, withinBytes } from './within-bytes.ts'

const wait_seconds = 2

export interface HubServer extends UpstreamServer {
  relay(identity: Identity, site: string | null, asked: RelayAsked): Promise<RelayPage | Refusal>
}

export interface RelayAsked {
  since: number
  /** The hub's life that the counter is of. */
  life: string
  /** Nodes whose results are wanted, separated by commas. */
  nodes: string
  limit?: number
}

/** @param env of a station that follows headquarters; its queue begins a new life as a hub */
export function makeHubServer(env: StationEnv): HubServer {
  const { store } = env
  const { outbox, meta } = store
  outbox.hubIdentity(true)

  const siteOfHub = () => meta.get('sync_site') || null

  /** Headquarters' life as this hub knows it, or why it cannot answer. */
  function ready({ tenant }: Identity): { epoch: string; server: string } | Refusal {
    const { serverEpoch, complete, resyncing } = outbox.state()
    const server = meta.get('sync_server')
    if (serverEpoch === null || server === undefined || !complete || resyncing) {
      return refuse('busy', 'This hub is still reading everything from headquarters; it serves its site when it has all of it.', { retry_after_seconds: wait_seconds })
    }
    if (tenant !== meta.get('sync_tenant')) return refuse('forbidden', `This hub is of the tenant ${meta.get('sync_tenant')}.`)
    return { epoch: serverEpoch, server }
  }

  /** What a hub holds is of one site; it can serve no more and no less. */
  function readyFor(asker: Identity, site: string | null): ReturnType<typeof ready> {
    const found = ready(asker)
    const own = siteOfHub()
    if (!isRefusal(found) && site !== own) return refuse('forbidden', own === null ? 'This hub serves all sites at once; ask without a site.' : `This hub serves the site ${own}.`)
    return found
  }

  async function hello(asker: Identity, site: string | null, nodes: string, { epoch: met }: Known = {}): Promise<Hello | Refusal> {
    const found = readyFor(asker, site)
    if (isRefusal(found)) return found
    const asked = nodesOf(nodes)
    noteStations(store, asked)
    const { epoch, server } = found
    return {
      server: 'hallpass',
      protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
      server_node: server, tenant: asker.tenant, epoch,
      applied: highest(appliedWhenMet(store, epoch), outbox.answeredOf(asked)),
      ...(met === undefined || met === epoch ? {} : { kept: keptWhenMet(store, epoch, met) }),
      last: outbox.state().cursor,
      now: env.now(),
      hub: outbox.hubIdentity(false),
    }
  }

  async function changes(asker: Identity, site: string | null, since: number, limit = feed_rows_default): Promise<FeedPage | Refusal> {
    const found = readyFor(asker, site)
    if (isRefusal(found)) return found
    const page = withinBytes(outbox.baseChanges(asker.tenant, since, Math.min(limit, feed_rows_max)))
    return { ...page, changes: visible(asker, page.changes), tenant: asker.tenant }
  }

  async function first(asker: Identity, site: string | null, date: string): Promise<FirstPage | Refusal> {
    const found = readyFor(asker, site)
    if (isRefusal(found)) return found
    const shown = await firstChanges(store, asker.tenant, site, date, first_rows_max)
    return { epoch: found.epoch, tenant: asker.tenant, changes: visible(asker, shown.flatMap((change) => asBase(asker.tenant, change))) }
  }

  /** Headquarters' document behind what this hub shows; nothing where headquarters has none yet. */
  function asBase(tenant: string, change: Change): Change[] {
    const base = outbox.baseOf({ tenant, collection: change.collection, id: change.id })
    if (!base) return [change]
    return base.doc === null ? [] : [{ ...change, ...base }]
  }

  async function push(asker: Identity, site: string | null, request: PushRequest): Promise<PushResponse | Refusal> {
    if (request.protocol !== PROTOCOL_VERSION) {
      return refuse('busy', `This hub speaks version ${PROTOCOL_VERSION} of the sync protocol, the station version ${request.protocol}. Its writes wait until both fit.`, { retry_after_seconds: 60 })
    }
    // Headquarters would judge another site's writes by this hub's key.
    const found = readyFor(asker, site)
    if (isRefusal(found)) return found
    if (request.server_epoch !== found.epoch) return { epoch: found.epoch, results: [] }
    const entries = entriesOf(asker, request)
    if (isRefusal(entries)) return entries
    noteStations(store, [request.node])
    const { taken, gap, forked, contested } = outbox.relay(entries, { settled: request.settled ?? {} })
    return {
      epoch: found.epoch,
      results: taken.map(({ operation: { epoch, n }, result }) => (result ? { epoch, n, result } : { epoch, n })),
      ...(gap ? { gap } : {}),
      ...(forked ? { forked } : {}),
      ...(contested ? { contested } : {}),
    }
  }

  async function relay(asker: Identity, site: string | null, { since, life, nodes, limit = relay_rows_max }: RelayAsked): Promise<RelayPage | Refusal> {
    const found = readyFor(asker, site)
    if (isRefusal(found)) return found
    const page = outbox.provisionals(asker.tenant, since, life, Math.min(limit, relay_rows_max), nodesOf(nodes))
    const entries = page.entries.slice(0, endWithin(page.entries, photoCharacters))
    const last = entries.at(-1)
    return { epoch: found.epoch, tenant: asker.tenant, ...page, ...(last && entries.length < page.entries.length ? { upTo: last.k } : {}), entries: entries.map((entry) => shownTo(asker, site, entry)) }
  }

  return { hello, changes, first, push, relay }
}

/** A push as the queue takes it. */
function entriesOf({ tenant, actor }: Identity, { operations, effects, bounds, answered_before }: PushRequest): RelayEntry[] | Refusal {
  if (effects?.length !== operations.length) return refuse('invalid', 'A hub needs the effects of each write.')
  const isForeign = operations.some((operation) => operation.tenant !== tenant) || effects.flat().some(({ key }) => key.tenant !== tenant)
  if (isForeign) return refuse('forbidden', `This key is for the tenant ${tenant}.`)
  return operations.map((operation, i): RelayEntry => {
    const bound = actor.scope === 'admin' ? bounds?.[i] : 'write'
    const allowed = ((effects[i] ?? []) as PendingEffect[]).filter(({ key }) => mayChange(key.collection, bound))
    const answeredBefore = answered_before?.[i]
    return { operation: operation as Operation, effects: allowed, ...(bound ? { bound } : {}), ...(answeredBefore === undefined ? {} : { answeredBefore }) }
  })
}

/** What can make an entry large. */
function photoCharacters({ effects }: ProvisionalEntry): number {
  return effects.reduce((sum, { change }) => sum + (change.kind === 'create' && typeof change.doc.Data === 'string' ? change.doc.Data.length : 0), 0)
}

/** Who may sign in and which keys are good is never taken from a write that headquarters has not judged. */
function mayChange(collection: string, bound: RelayEntry['bound']): boolean {
  return collection !== 'apiKeys' && (collection !== 'users' || bound !== 'write')
}

/** What of an entry is within the asker's scope. */
function shownTo({ actor }: Identity, site: string | null, entry: ProvisionalEntry): RelayPage['entries'][number] {
  const effects = entry.effects.filter(({ key, change }) => {
    const isElsewhere = change.kind === 'create' && site !== null && change.site !== null && change.site !== site
    return !isElsewhere && key.collection !== 'apiKeys' && (actor.scope !== 'read' || !NOT_FOR_READERS.has(key.collection))
  })
  return { ...entry, effects } as RelayPage['entries'][number]
}
