/** The real bugs of other sync engines, each planted where ours could have had it. */
import type { PushRequest } from '../../src-shared/protocol.ts'
import type { TransportAnswer } from '../../src-main/station/sync/ports.ts'
import { backoff_first_ms, poll_interval_ms, stream_silent_max_ms, sync_hello_timeout_ms, sync_request_timeout_ms } from '../../src-shared/limits.ts'
import { where } from './virtual-network.ts'
import { claimed, day, inTwo, withCommits, withOutbox, type Bug } from './bug.ts'

const EVERYTHING = new Proxy<Record<string, number>>({}, { get: () => Number.MAX_SAFE_INTEGER })
const TIMEOUTS: ReadonlySet<number> = new Set([sync_hello_timeout_ms, sync_request_timeout_ms, stream_silent_max_ms])
const five_minutes_ms = 300_000
const never = () => () => {}
const crashes = { crash: 30, restart: 40 }

export const BUGS_ONCE: readonly Bug[] = [
  {
    name: 'after a restore of headquarters nothing is sent again', source: 'cht-core#8093', where: 'station: beginEpoch', schedule: day({ hqRestore: 60 }),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ beginEpoch: (tenant, epoch) => outbox.beginEpoch(tenant, epoch, EVERYTHING) })) },
  },
  {
    name: 'cursor moved before the documents, in a transaction of its own', source: 'pouchdb#1240', where: 'station: pull', schedule: day(crashes),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ pull: (tenant, page) => [...outbox.pull(tenant, { ...page, changes: [] }), ...outbox.pull(tenant, page)] })) },
  },
  {
    name: 'an event during a push moves the cursor', source: 'rxdb#5571', where: 'station: stream', schedule: day({ weather: 10 }),
    spoil: {
      transport: (transport, store, memory) => ({
        async request(asked) {
          memory.set('pushing', where(asked) === '/sync/push')
          return transport.request(asked).finally(() => memory.set('pushing', false))
        },
        stream: (path, onText, signal) => transport.stream(path, (text) => {
          const seq = /"seq":(\d+)/.exec(text)?.[1]
          if (seq !== undefined && memory.get('pushing') === true) store().meta.set('cursor', seq)
          onText(text)
        }, signal),
      }),
    },
  },
  {
    name: 'a document that fails the schema is skipped', source: 'rxdb PR#6684', where: 'station: pull', schedule: day({}),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ pull: (tenant, page) => outbox.pull(tenant, { ...page, changes: page.changes.filter(({ doc }) => !doc?.includes('"notices"')) }) })) },
  },
  {
    name: 'one cursor for rows and tombstones that are read apart', source: 'payload-expo-tauri#9', where: 'headquarters: feed', schedule: day({ delete: 40, create: 20, cut: 40 }),
    spoil: {
      server: (server) => ({
        ...server,
        async changes(identity, site, since, limit = 3) {
          const page = await server.changes(identity, site, since, 2_000)
          const rows = page.changes.filter(({ doc }) => doc !== null)
          const gone = page.changes.filter(({ doc }) => doc === null)
          const changes = [...rows.slice(0, limit), ...gone].sort((a, b) => a.seq - b.seq)
          return { ...page, changes, upTo: rows.length <= limit ? page.upTo : (changes.at(-1)?.seq ?? since) }
        },
      }),
    },
  },
  {
    name: 'after a part of the feed the station counts itself up to date', source: 'actuali#188', where: 'station: pull', schedule: day({ cut: 20 }),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ pull: (tenant, page) => outbox.pull(tenant, { ...page, upTo: page.last }) })) },
  },
  {
    name: 'a clock five minutes off ends syncing', source: 'actual#3786', where: 'headquarters: push', schedule: day({ skew: 30 }),
    spoil: {
      server: (server, env) => ({
        ...server,
        async push(identity, site, request) {
          const off = request.operations.some(({ at }) => Math.abs(Date.parse(at) - Date.parse(env.now())) > five_minutes_ms)
          return off ? { epoch: request.server_epoch, results: [], fault: { status: 503, message: 'The clocks differ.' } } : server.push(identity, site, request)
        },
      }),
    },
  },
  {
    name: 'after a failed push the next write overtakes it', source: 'LiveStore DELTA-001', where: 'station: push', schedule: day({ weather: 30, cut: 20 }),
    spoil: {
      transport: (transport, store, memory) => ({
        ...transport,
        async request(asked) {
          if (where(asked) !== '/sync/push') return transport.request(asked)
          const push = JSON.parse(asked.body ?? '{}') as PushRequest
          const [, second] = memory.get('failed') === true ? store().outbox.queued(2) : []
          memory.set('failed', true)
          const answer = await transport.request(second ? { ...asked, body: JSON.stringify({ ...push, operations: [second] }) } : asked)
          memory.set('failed', false)
          return answer
        },
      }),
    },
  },
  {
    name: 'admitted in one step, published in another', source: 'LiveStore decision 0002', where: 'headquarters: commit and feed', schedule: day({ hqCrash: 40, hqRestart: 40 }),
    spoil: {
      hq: (store, memory) => withCommits(store, async (commit, next) => {
        const outcome = await next(commit)
        if (outcome.done) memory.set('published', outcome.seq)
        return outcome
      }),
      server: (server, _env, memory) => ({
        ...server,
        async changes(identity, site, since, limit) {
          const page = await server.changes(identity, site, since, limit)
          const published = (memory.get('published') as number | undefined) ?? page.last
          const upTo = Math.max(since, Math.min(page.upTo, published))
          return { ...page, upTo, last: Math.max(upTo, Math.min(page.last, published)), changes: page.changes.filter(({ seq }) => seq <= upTo) }
        },
      }),
    },
  },
  {
    name: 'view and queue in two commits', source: 'LiveStore 02-processors', where: 'station: commit', schedule: day(crashes),
    spoil: {
      station: (store) => withCommits(store, async (commit, next) => {
        if (!commit.outbox) return next(commit)
        const [effects, queue] = inTwo(commit)
        const outcome = await next(effects)
        return outcome.done ? { ...(await next(queue)), ...outcome } : outcome
      }),
    },
  },
  {
    name: 'answered before it is on disk', source: 'Electric 1.7.9', where: 'station: commit', schedule: day(crashes),
    spoil: {
      station: (store) => withCommits(store, async (commit, next) => {
        void next(commit).catch(() => undefined)
        return claimed(commit)
      }),
    },
  },
  {
    name: 'a kill in a write leaves a mark that stops reading', source: 'powersync-sqlite-core#162', where: 'station: commit and pull', schedule: day(crashes),
    spoil: {
      station: (store) => withOutbox(withCommits(store, async (commit, next) => {
        store.meta.set('writing', '1')
        const outcome = await next(commit)
        store.meta.delete('writing')
        return outcome
      }), (outbox) => ({
        pull(tenant, page) {
          if (store.meta.get('writing') !== undefined) throw new Error('A write is under way.')
          return outbox.pull(tenant, page)
        },
      })),
    },
  },
  {
    name: 'after a failed push nothing is tried again', source: 'powersync-native#15', where: 'station: timers', schedule: day({ cut: 20, weather: 30 }),
    spoil: {
      transport: (transport, _store, memory) => ({
        ...transport,
        request: (asked) => transport.request(asked).catch((error: unknown) => {
          memory.set('failed', where(asked) === '/sync/push')
          throw error
        }),
      }),
      timers: (timers, memory) => ({ after: (ms, callback) => (memory.get('failed') === true && ms >= backoff_first_ms / 2 && !TIMEOUTS.has(ms) ? never() : timers.after(ms, callback)) }),
    },
  },
  {
    name: 'nobody is told of a new write, and nobody looks', source: 'powersync-swift#160', where: 'station: notices and timers', schedule: day({}),
    spoil: {
      station: (store) => ({ ...store, onCommit: never }),
      timers: (timers) => ({ after: (ms, callback) => (ms === poll_interval_ms || ms === backoff_first_ms ? never() : timers.after(ms, callback)) }),
    },
  },
  {
    name: 'a new connection reads from the start, with an empty database meanwhile', source: 'powersync.dart#253', where: 'station: meeting', schedule: day({ engine: 80 }),
    spoil: {
      transport: (transport, store) => ({
        ...transport,
        async request(asked) {
          const answer = await transport.request(asked)
          const { cursor, serverEpoch } = store().outbox.state()
          if (!asked.path.startsWith('/sync/hello') || cursor === 0 || serverEpoch === null) return answer
          store().outbox.beginEpoch('bc', serverEpoch, EVERYTHING)
          store().outbox.endResync('bc')
          return answer
        },
      }),
    },
  },
  {
    name: 'the echo of an own record comes after its delete', source: 'WatermelonDB#649', where: 'station: pull', schedule: day({ create: 30, delete: 40 }),
    spoil: {
      station: (store, memory) => withOutbox(store, (outbox) => ({
        pull(tenant, page) {
          const keys = outbox.pull(tenant, page)
          for (const change of page.changes) {
            const echo = memory.get(change.id) as string | undefined
            if (change.doc !== null) memory.set(change.id, change.doc)
            else if (echo !== undefined) outbox.preload(tenant, [{ ...change, doc: echo }])
          }
          return keys
        },
      })),
    },
  },
  {
    name: 'the second laptop\'s pushes silently do nothing', source: 'libsql#1948', where: 'headquarters: push', schedule: day({}),
    spoil: {
      server: (server, env, memory) => ({
        ...server,
        async push(identity, site, request) {
          const first = memory.get('first') ?? request.node
          memory.set('first', first)
          if (request.node === first) return server.push(identity, site, request)
          const seq = await env.store.lastSeq()
          return { epoch: request.server_epoch, results: request.operations.map(({ epoch, n }) => ({ epoch, n, result: { state: 'applied' as const, seq, conflicts: [] } })) }
        },
      }),
    },
  },
  {
    name: 'a request without an answer is waited for without end', source: 'pouchdb#8298', where: 'station: timers', schedule: day({ cut: 20, weather: 20 }),
    spoil: { timers: (timers) => ({ after: (ms, callback) => (ms === sync_request_timeout_ms || ms === sync_hello_timeout_ms ? never() : timers.after(ms, callback)) }) },
  },
  { name: 'commits in the log are lost when it is reset', source: 'SQLite WAL reset, 3.7.0 to 3.51.2', where: 'disk after a crash', schedule: day(crashes), spoil: { leftOfLog: 'none' } },
  { name: 'the last commit was not synced', source: 'synchronous=NORMAL', where: 'disk after a crash', schedule: day(crashes), spoil: { leftOfLog: 'without-last' } },
]

/** An answer with another body. */
export function rewritten(answer: TransportAnswer, change: (body: Record<string, unknown>) => Record<string, unknown>): TransportAnswer {
  return answer.status === 200 ? { ...answer, text: JSON.stringify(change(JSON.parse(answer.text) as Record<string, unknown>)) } : answer
}
