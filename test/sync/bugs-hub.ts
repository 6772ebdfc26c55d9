/** Bugs that a hub could have, or a station with its hub. */
import { isRefusal } from '../../src-shared/problem.ts'
import type { FeedPage } from '../../src-shared/protocol.ts'
import type { Collection } from '../../src-shared/resource/collections.ts'
import type { Operation } from '../../src-main/station/store/store.ts'
import { withOutbox, type Bug } from './bug.ts'
import type { ScheduleOptions } from './schedule.ts'

const [ONE_HUB, CHAINED] = [{ hubs: 1, chained: false }, { hubs: 2, chained: true }]

/** A day at one site with a hub, with much written while the internet is away. */
function hubDay(weights: NonNullable<ScheduleOptions['weights']>, hubs = ONE_HUB): ScheduleOptions {
  return { only: true, hubs, sites: ['N', 'N', 'N'], maxSteps: 30, weights: { write: 60, wait: 60, offline: 30, ...weights } }
}

export const BUGS_HUB: readonly Bug[] = [
  {
    name: 'a hub brings its stations\' writes up in another order', source: 'own', where: 'hub: queue', schedule: hubDay({}),
    spoil: { hubStore: (store) => withOutbox(store, (outbox) => ({ unsent: (limit, hub, without) => outbox.unsent(limit, hub, without).reverse() })) },
  },
  {
    name: 'what a hub has is shown as final', source: 'own', where: 'station: push', schedule: hubDay({}),
    spoil: {
      station: (store) => withOutbox(store, (outbox) => ({
        markRelayed: (operations) => void outbox.settle(operations.map((operation) => ({ operation, result: { state: 'applied', seq: 0, conflicts: [] } }))),
      })),
    },
  },
  {
    name: 'a hub answers in headquarters\' place', source: 'own', where: 'hub: push', schedule: hubDay({}),
    spoil: {
      hub: (server, env) => ({
        ...server,
        async push(identity, site, request) {
          const answer = await server.push(identity, site, request)
          if (isRefusal(answer)) return answer
          const seq = env.store.outbox.cursor()
          return { ...answer, results: answer.results.map((one) => ({ result: { state: 'applied', seq, conflicts: [] }, ...one })) }
        },
      }),
    },
  },
  {
    name: 'a hub serves what it shows as headquarters\' documents', source: 'own', where: 'hub: feed', schedule: hubDay({ lack: 30 }),
    spoil: {
      hub: (server, env) => ({
        ...server,
        async changes(identity, site, since, limit) {
          const page = await server.changes(identity, site, since, limit)
          if (isRefusal(page)) return page
          const changes = await Promise.all(page.changes.map(async (change): Promise<FeedPage['changes'][number]> => {
            const shown = await env.store.get({ tenant: identity.tenant, collection: change.collection as Collection, id: change.id })
            return shown ? { ...change, doc: shown.text } : change
          }))
          return { ...page, changes }
        },
      }),
    },
  },
  {
    name: 'a hub says that it has a write before it is in its file', source: 'own', where: 'hub: queue', schedule: hubDay({ crash: 20, restart: 30 }),
    spoil: {
      hub: (server, env) => ({
        ...server,
        async push(identity, site, request) {
          const before = env.store.outbox.waiting(1_000).length
          // It stores one write in two, and says it has both.
          if (before % 2 === 0) return server.push(identity, site, request)
          return { epoch: request.server_epoch, results: (request.operations as Operation[]).map(({ epoch, n }) => ({ epoch, n })) }
        },
      }),
    },
  },
  {
    name: 'what a lost hub had is not sent to the one in its place', source: 'own', where: 'station: queue', schedule: hubDay({ lose: 40 }),
    spoil: {
      station: (store) => withOutbox(store, (outbox) => ({
        unsent: (limit, hub, without) => outbox.unsent(limit, hub && 'any', without),
        markRelayed: (operations) => outbox.markRelayed(operations, 'any'),
      })),
    },
  },
  {
    name: 'a hub takes writes of another site', source: 'own', where: 'hub: greeting', schedule: hubDay({ site: 40 }),
    spoil: {
      hub: (server, env) => {
        const own = () => env.store.meta.get('sync_site') || null
        return {
          ...server,
          hello: (identity, _site, nodes, known) => server.hello(identity, own(), nodes, known),
          push: (identity, _site, request) => server.push(identity, own(), request),
        }
      },
    },
  },
  {
    name: 'what another hub said lies over the documents for good', source: 'own', where: 'station: relay', schedule: hubDay({ follow: 20 }, CHAINED),
    spoil: { station: (store) => withOutbox(store, (outbox) => ({ layProvisionals: (tenant, page) => outbox.layProvisionals(tenant, { ...page, entries: page.entries.map(({ seq: _seq, ...entry }) => entry) }) })) },
  },
  {
    name: 'the answer to a relayed write does not come back through its hub', source: 'own', where: 'hub: relay', schedule: hubDay({}),
    spoil: {
      hub: (server) => ({
        ...server,
        async relay(identity, site, asked) {
          const page = await server.relay(identity, site, asked)
          return isRefusal(page) ? page : { ...page, entries: page.entries.map(({ result: _result, ...entry }) => entry) }
        },
      }),
    },
  },
]
