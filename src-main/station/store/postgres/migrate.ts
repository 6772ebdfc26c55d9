/** Brings a database to the schema of this version, under a lock: of processes that start at once one does it. */
import type pg from 'pg'
import type { Resources } from '../declared-fields.ts'
import { StoreError } from '../store-error.ts'
import { rowsOf, SCHEMA } from './connect.ts'
import { reconcileIndexes } from './indexes.ts'
import { greetDatabase, makeState, type Facts } from './life.ts'
import { lockArguments } from './locks.ts'
import { initial } from './migrations/0001-initial.ts'
import { lives } from './migrations/0002-lives.ts'

const MIGRATIONS = [initial, lives]

/** The schema that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** @returns what never changes while the database lives */
export async function migrate(client: pg.ClientBase, resources: Resources, log: (line: string) => void): Promise<Facts> {
  // What follows may take long on a large database, and others wait for it.
  await client.query(`SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0`)
  await client.query(`SELECT pg_advisory_lock(${lockArguments('schema')})`)
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; CREATE TABLE IF NOT EXISTS ${SCHEMA}.migration (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`)
  const [row] = await rowsOf<{ version: number }>(client, { text: 'SELECT coalesce(max(version), 0) AS version FROM migration' })
  const found = row?.version ?? 0
  if (found > SCHEMA_VERSION) {
    throw new StoreError('newer-schema', `The database was written by a newer version of Hallpass (schema ${found}, this one knows ${SCHEMA_VERSION}). Nothing was changed.`)
  }
  for (const { version, sql } of MIGRATIONS.filter((migration) => migration.version > found)) {
    await client.query(`BEGIN; ${sql}; INSERT INTO migration (version) VALUES (${version}); COMMIT`)
  }
  await reconcileIndexes(client, resources)
  await makeState(client)
  return greetDatabase(client, log)
}
