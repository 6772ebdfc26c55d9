/** The tests of the API once more, on PostgreSQL: records, searches, idempotency and orders. */
import { dirname } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore } from '../../../src-main/station/store/postgres/postgres-store.ts'
import type { Store } from '../../../src-main/station/store/store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'
import { runTestsOn } from '../../support/test-store.ts'

let server: Postgres
const urls = new Map<string, string>()

beforeAll(async () => {
  server = await startPostgres()
  const template = await server.database('pattern')
  await (await openPostgresStore({ url: template, resources: resourceOf })).close()
})
afterAll(() => server.stop())

runTestsOn(async (file) => {
  const name = dirname(file)
  const url = urls.get(name) ?? (await server.database(`copy${urls.size}`, 'pattern'))
  urls.set(name, url)
  // None of these tests asks for what only a station's file has.
  return (await openPostgresStore({ url, resources: resourceOf })) as Store
})

await import('../../station/http/records.test.ts')
await import('../../station/http/search.test.ts')
await import('../../station/http/idempotency.test.ts')
await import('../../station/http/orders.test.ts')
