/** Bugs that this engine could have. */
import type { PushResponse } from '../../src-shared/protocol.ts'
import { isRefusal } from '../../src-shared/problem.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import type { Operation } from '../../src-main/station/store/store.ts'
import { fold } from '../../src-main/station/store/fold.ts'
import { mergeOperation } from '../../src-main/station/commands/merge-operation.ts'
import { where } from './virtual-network.ts'
import { claimed, day, forget, inTwo, withCommits, withOutbox, type Bug } from './bug.ts'
import { rewritten } from './bugs-once.ts'

const applied = (seq: number) => ({ state: 'applied' as const, seq, conflicts: [] })
const crashes = { crash: 30, restart: 40 }
const here = 'headquarters: merge'

export const BUGS_OWN: readonly Bug[] = [
  { name: 'the merge does not ask what the writer had seen', source: 'own', where: here, parts: { merge: (reader, store, operation, effects, site) => mergeOperation(reader, store, { ...operation, saw: {} }, effects, site) } },
  {
    name: 'the later clock wins', source: 'own', where: here,
    parts: {
      merge: (reader, store, operation, effects, site) => {
        const before = effects.changes[0]?.before?.sys_last_modified_at
        const newer = operation.command !== 'delete-record' && (typeof before !== 'string' || operation.at > before)
        return mergeOperation(reader, store, newer ? { ...operation, saw: {} } : operation, effects, site)
      },
    },
  },
  {
    name: 'a delete does not look at what changed meanwhile', source: 'own', where: here,
    parts: { merge: (reader, store, operation, effects, site) => mergeOperation(reader, store, operation.command === 'delete-record' ? { ...operation, saw: {} } : operation, effects, site) },
  },
  {
    name: 'an array told apart by a member is overwritten as a whole', source: 'own', where: here,
    parts: {
      async merge(reader, store, operation, effects, site) {
        const verdict = await mergeOperation(reader, store, operation, effects, site)
        const whole = operation.wrote['bookingRegistrations/b']?.Accommodations
        const changes = verdict.effects.changes.map((change) => (change.after && whole !== undefined ? { ...change, after: { ...change.after, Accommodations: whole } } : change))
        return { ...verdict, effects: { ...verdict.effects, changes } }
      },
    },
  },
  { name: 'an edit brings a deleted record back', source: 'own', where: 'station: fold', parts: { fold: (base, changes) => fold(base ?? (changes.length > 0 ? { id: 'r' } : null), changes) } },
  { name: 'the view depends on how often it was computed', source: 'own', where: 'station: fold', parts: { fold: counted() } },
  {
    name: 'an edit of a deleted record is dropped without a word', source: 'own', where: 'headquarters: refusal',
    parts: { refused: async () => ({ result: { state: 'applied', conflicts: [] }, effects: { changes: [], answer: () => null } }) },
  },
  {
    name: 'effect and answer in two commits: a repeat applies twice', source: 'own', where: 'headquarters: commit', schedule: day(crashes),
    spoil: {
      hq: (store) => withCommits(store, async (commit, next) => {
        if (!commit.applied) return next(commit)
        const [effects, answer] = inTwo(commit)
        const outcome = await next(effects)
        return outcome.done ? { ...(await next(answer)), ...outcome } : outcome
      }),
    },
  },
  {
    name: 'tombstones are not laid over the view', source: 'own', where: 'station: pull', schedule: day({ delete: 30 }),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ pull: (tenant, page) => outbox.pull(tenant, { ...page, changes: page.changes.filter(({ doc }) => doc !== null) }) })) },
  },
  {
    name: 'tombstones are forgotten while a laptop is away', source: 'own', where: 'headquarters: feed', schedule: day({ delete: 40, cut: 30 }),
    spoil: {
      server: (server) => ({
        ...server,
        async changes(identity, site, since, limit) {
          const page = await server.changes(identity, site, since, limit)
          return { ...page, changes: page.changes.filter(({ doc, seq }) => doc !== null || seq > page.last - 3) }
        },
      }),
    },
  },
  {
    name: 'a page says it has more than it has', source: 'own', where: 'headquarters: feed', schedule: day({}),
    spoil: {
      server: (server) => ({
        ...server,
        async changes(identity, site, since, limit) {
          const page = await server.changes(identity, site, since, limit)
          return page.changes.length > 1 ? { ...page, changes: page.changes.slice(0, -1) } : page
        },
      }),
    },
  },
  {
    name: 'conflict cards are swallowed', source: 'own', where: 'station: settle', schedule: day({ cut: 20 }),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ settle: (results) => outbox.settle(results.map(({ operation, result }) => ({ operation, result: { ...result, conflicts: [] } }))) })) },
  },
  {
    name: 'conflict cards do not survive a restart', source: 'own', where: 'station: start', schedule: day({ cut: 20, crash: 60, restart: 80 }),
    spoil: { restarted: ({ machine }) => machine.peek.outbox.conflicts().forEach(({ id }) => machine.peek.outbox.closeConflict(id, 'theirs', 'nobody', '2026-11-22T16:00:00.000Z')) },
  },
  {
    name: 'a write is done as soon as it is answered, before it was read back', source: 'own', where: 'station: settle', schedule: day({}),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ settle: (results) => outbox.settle(results.map(({ operation, result }) => ({ operation, result: { ...result, seq: 0 } }))) })) },
  },
  {
    name: 'the epoch of headquarters before its restore is kept', source: 'own', where: 'station: transport', schedule: day({ hqRestore: 60 }),
    spoil: {
      transport: (transport, store, memory) => ({
        ...transport,
        async request(asked) {
          const known = store().meta.get('server_epoch')
          const real = memory.get('real') as string | undefined
          const body = asked.body !== undefined && real !== undefined ? JSON.stringify({ ...(JSON.parse(asked.body) as object), server_epoch: real }) : asked.body
          const answer = await transport.request({ ...asked, ...(body === undefined ? {} : { body }) })
          return rewritten(answer, (said) => {
            if (typeof said.epoch !== 'string') return said
            memory.set('real', said.epoch)
            const { cursor } = store().outbox.state()
            return { ...said, epoch: known ?? said.epoch, ...('server' in said ? { last: Math.max(Number(said.last), cursor) } : {}) }
          })
        },
      }),
    },
  },
  {
    name: 'what was only taken along is shown as final', source: 'own', where: 'station: push', schedule: day({ lack: 30 }),
    spoil: {
      transport: (transport) => ({
        ...transport,
        async request(asked) {
          const answer = await transport.request(asked)
          if (where(asked) !== '/sync/push') return answer
          const { operations } = JSON.parse(asked.body ?? '{}') as { operations: Operation[] }
          return rewritten(answer, ({ epoch, results }) => {
            const decided = results as PushResponse['results']
            return { epoch, results: [...decided, ...operations.slice(decided.length).map(({ epoch, n }) => ({ epoch, n, result: applied(0) }))] }
          })
        },
      }),
    },
  },
  {
    name: 'the feed of every site for everyone', source: 'own', where: 'headquarters: feed', schedule: day({}, ['N', 'S']),
    spoil: { server: (server) => ({ ...server, changes: (identity, _site, since, limit) => server.changes(identity, null, since, limit) }) },
  },
  {
    name: 'a record that moved stays where it was', source: 'own', where: 'headquarters: feed', schedule: day({ move: 40 }, ['N', 'S']),
    spoil: {
      server: (server, env) => ({
        ...server,
        async changes(identity, site, since, limit) {
          const page = await server.changes(identity, site, since, limit)
          const found = await Promise.all(page.changes.map(({ collection, id }) => env.store.get({ tenant: identity.tenant, collection, id })))
          return { ...page, changes: page.changes.filter(({ doc }, i) => doc !== null || found[i] === undefined) }
        },
      }),
    },
  },
  {
    name: 'two copies of a folder are taken for one laptop', source: 'own', where: 'headquarters: push', schedule: day({ clone: 15 }, ['N']),
    spoil: {
      server: (server, env) => ({
        ...server,
        async push(identity, site, request) {
          const answer = await server.push(identity, site, request)
          if (isRefusal(answer) || !answer.forked) return answer
          const { forked, ...rest } = answer
          return { ...rest, results: [...answer.results, { ...forked, result: applied(await env.store.lastSeq()) }] }
        },
      }),
    },
  },
  {
    name: 'a restored laptop goes on with the old numbers', source: 'own', where: 'station: restore', schedule: day({ backup: 60, restore: 60 }, ['N']),
    spoil: { station: (store) => withOutbox(store, () => ({ renewEpoch: () => undefined })) },
  },
  {
    name: 'a refused key empties the queue', source: 'own', where: 'station: transport', schedule: day({ trust: 30 }),
    spoil: {
      transport: (transport, store) => ({
        ...transport,
        async request(asked) {
          const answer = await transport.request(asked)
          if (answer.status === 401) forget(store())
          return answer
        },
      }),
    },
  },
  {
    name: 'a newer headquarters empties the queue', source: 'own', where: 'station: transport', schedule: day({ version: 30 }),
    spoil: {
      transport: (transport, store) => ({
        ...transport,
        async request(asked) {
          const answer = await transport.request(asked)
          if (asked.path.startsWith('/sync/hello') && answer.status === 200 && !answer.text.includes('"protocol":{"min":1,"max":1}')) forget(store())
          return answer
        },
      }),
    },
  },
  {
    name: 'a full disk is answered with success', source: 'own', where: 'station: commit', schedule: day({ disk: 50, create: 50 }, ['N']),
    spoil: {
      station: (store) => withCommits(store, (commit, next) => next(commit).catch((error: unknown) => {
        if (error instanceof StoreError && error.kind === 'full') return claimed(commit)
        throw error
      })),
    },
  },
  {
    name: 'a write that cannot be applied stops those behind it', source: 'own', where: 'headquarters: push', schedule: day({ cut: 20 }),
    spoil: {
      server: (server) => ({
        ...server,
        async push(identity, site, request) {
          const answer = await server.push(identity, site, request)
          if (isRefusal(answer)) return answer
          const bad = answer.results.findIndex(({ result }) => (result?.conflicts.length ?? 0) > 0)
          return bad === -1 ? answer : { epoch: answer.epoch, results: answer.results.slice(0, bad), fault: { status: 409, message: 'This write cannot be applied.' } }
        },
      }),
    },
  },
]

/** Counts in every document how often it was folded. */
function counted(): typeof fold {
  let times = 0
  return (base, changes) => {
    const view = fold(base, changes)
    return view && changes.length > 0 ? { ...view, folded: ++times } : view
  }
}
