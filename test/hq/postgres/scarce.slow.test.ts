/** A PostgreSQL that has no connection or no disk left: said as such, and all goes on once there is room again. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgresStore } from '../../../src-main/station/store/postgres/postgres-store.ts'
import type { CentralStore, Commit } from '../../../src-main/station/store/store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'

const AT = '2026-11-22T16:00:00.000Z'
let server: Postgres
let url: string
let store: CentralStore

beforeAll(async () => {
  server = await startPostgres()
  url = await server.database()
  store = await openPostgresStore({ url, resources: resourceOf })
})
afterAll(async () => {
  await store.close()
  await server.stop()
})

const write = (id: string, notes: string): Commit => ({
  guards: [], deletes: [], touches: [], audit: { tenant: 'bc', actor: 'u', at: AT, action: 'create', record: null },
  puts: [{ key: { tenant: 'bc', collection: 'contacts', id }, doc: { id, notes }, site: null, assignNumber: false }],
})

async function connected(): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  return client.connect().then(() => client, () => undefined)
}

it('without a free connection a start is refused as "not now", and who has theirs goes on', async () => {
  expect((await store.commit(write('Na', 'has its connection'))).done).toBe(true)
  const taken: pg.Client[] = []
  for (let next = await connected(); next; next = await connected()) taken.push(next)
  expect(taken.length).toBeGreaterThan(10)
  await expect(openPostgresStore({ url, resources: resourceOf })).rejects.toMatchObject({ kind: 'unavailable', message: 'The database of headquarters cannot be reached at the moment.' })
  expect((await store.commit(write('Ó', 'while others wait'))).done).toBe(true)
  await Promise.all(taken.map((client) => client.end()))
  const other = await openPostgresStore({ url, resources: resourceOf })
  expect((await other.get({ tenant: 'bc', collection: 'contacts', id: 'Ó' }))?.text).toContain('while others wait')
  await other.close()
})

it('a full disk is the store\'s "full": the write is not there, reading goes on, and so does writing once there is room', async () => {
  const admin = await connected()
  // What the server says when its disk is full, from the server itself.
  await admin!.query(`CREATE FUNCTION hallpass.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON hallpass.record FOR EACH ROW EXECUTE FUNCTION hallpass.no_room()`)
  await expect(store.commit(write('Zoë', 'too much'))).rejects.toMatchObject({ kind: 'full', message: 'The disk of the database is full or cannot be written.' })
  expect(await store.get({ tenant: 'bc', collection: 'contacts', id: 'Zoë' })).toBeUndefined()
  await admin!.query('DROP TRIGGER no_room ON hallpass.record')
  expect((await store.commit(write('Zoë', 'fits'))).done).toBe(true)
  await admin!.end()
})
