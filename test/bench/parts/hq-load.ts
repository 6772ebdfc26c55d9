/** A working day of 200 stations at headquarters, on each of its two stores. */
import { setTimeout as wait } from 'node:timers/promises'
import { openPostgresStore } from '../../../src-main/station/store/postgres/postgres-store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import type { FeedPage } from '../../../src-shared/protocol.ts'
import { newApiKey } from '../../../src-main/station/http/api-key.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'
import { serve } from '../child.ts'
import { percentile, type BenchContext, type Figure, type Part } from '../figures.ts'
import { AT, examRegistrations, TENANT } from '../fixtures.ts'
import { pushFrom } from '../simulated-stations.ts'
import { call, startHq, type Program } from '../sync-pair.ts'

const stations = 200
const writes = 10
const pushes_a_second = 1.25

export const hqLoad: Part = {
  name: 'load',
  summary: `headquarters with ${stations} simulated stations for two minutes, on SQLite and on PostgreSQL`,
  async run(context) {
    const figures = await loaded(context, 'SQLite', await startHq(context, examRegistrations(stations * writes)))
    const postgres = await postgresOf(context)
    return postgres ? [...figures, ...(await loaded(context, 'PostgreSQL', await startHqOn(context, postgres)))] : figures
  },
}

async function postgresOf({ say, onEnd }: BenchContext): Promise<Postgres | undefined> {
  try {
    const postgres = await startPostgres({ durable: true })
    onEnd(() => postgres.stop())
    return postgres
  } catch (error) {
    say(`PostgreSQL was left out: ${(error as Error).message}`)
    return undefined
  }
}

async function startHqOn(context: BenchContext, postgres: Postgres): Promise<Program> {
  const url = await postgres.database()
  const { key, hash } = newApiKey()
  const store = await openPostgresStore({ url, resources: resourceOf })
  try {
    await store.importLines(examRegistrations(stations * writes), AT)
    await store.keys.add({ tenant: TENANT, scope: 'admin', site: null }, hash, AT)
  } finally {
    await store.close()
  }
  return { ...(await serve(context, 'src-main/cli.ts', ['hq', '--database', url, '--port', '0'])), apiKey: key }
}

async function loaded(context: BenchContext, on: string, hq: Program): Promise<Figure[]> {
  const seconds = context.quick ? 20 : 120
  const feed = followFeed(hq)
  context.onEnd(feed.stop)
  const begin = performance.now()
  const pushed = await pushFrom(hq, { stations, writes, pace: pushes_a_second, seconds })
  const elapsed = (performance.now() - begin) / 1_000
  const lags = await feed.lags(pushed)
  const took = pushed.map((push) => push.took)
  const per_second = (pushed.length * writes) / elapsed
  context.say(`${on}: ${Math.round(per_second)} writes/s, asked for ${stations * writes * pushes_a_second}`)
  return [
    { name: `${on}: writes taken`, value: per_second, unit: 'writes/s', budget: '>= 2,000' },
    { name: `${on}: push of ${writes}, p50`, value: percentile(took, 0.5), unit: 'ms' },
    { name: `${on}: push of ${writes}, p99`, value: percentile(took, 0.99), unit: 'ms', budget: '<= 250 ms' },
    { name: `${on}: answered until read from the feed, p99`, value: percentile(lags, 0.99), unit: 'ms' },
  ]
}

const page_rows = 2_000
const idle_ms = 5
const lag_wait_ms = 30_000

/** A reader that is never behind by more than a page: when each change number was first seen. */
function followFeed(hq: Program) {
  const seen: { upTo: number; at: number }[] = []
  const stop = new AbortController()
  const read = async () => {
    for (let since = 0; !stop.signal.aborted; ) {
      const page = (await (await call(hq, 'GET', `/sync/changes?since=${since}&limit=${page_rows}`)).json()) as FeedPage
      since = page.upTo
      if (page.changes.length > 0) seen.push({ upTo: page.upTo, at: performance.now() })
      else await wait(idle_ms)
    }
  }
  const reading = read()
  return {
    stop: () => stop.abort(),
    /** Milliseconds from each answer until its last write was seen; 0 where it was seen before. */
    async lags(pushed: readonly { seq: number; at: number }[]): Promise<number[]> {
      const last = Math.max(...pushed.map(({ seq }) => seq))
      const end = performance.now() + lag_wait_ms
      while ((seen.at(-1)?.upTo ?? 0) < last && performance.now() < end) await wait(idle_ms)
      stop.abort()
      await reading
      return pushed.map(({ seq, at }) => Math.max(0, (seen.find(({ upTo }) => upTo >= seq)?.at ?? Number.POSITIVE_INFINITY) - at))
    },
  }
}
