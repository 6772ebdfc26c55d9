import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore, withClient } from '../../../src-main/station/store/postgres/postgres-store.ts'
import type { CentralStore } from '../../../src-main/station/store/store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'
import { describeStore } from '../../support/store-port.ts'

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

// One database for all of them, emptied in between: making one takes longer than most of these tests.
let url: string | undefined
let open: CentralStore | undefined

describeStore('PostgreSQL', async () => {
  await open?.close()
  url ??= await server.database()
  open = await openPostgresStore({ url, resources: resourceOf })
  await withClient(url, (client) => client.query(`TRUNCATE record, tombstone, counter, node, operation_result, idempotency, audit; UPDATE state SET seq = 0, audit_n = 0, audit_hash = ''`))
  return open
})

afterAll(() => open?.close())
