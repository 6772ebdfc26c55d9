/** Indexes on document fields, made from the resource declarations when a database is opened. */
import type pg from 'pg'
import { COLLECTIONS, type Collection } from '../../../../src-shared/resource/collections.ts'
import { indexesOf, type Resources } from '../declared-fields.ts'
import { rowsOf, SCHEMA } from './connect.ts'
import { indexedExpression } from './where.ts'

const name_characters_max = 63

/** Makes the missing indexes and drops those that no declaration asks for any more. */
export async function reconcileIndexes(client: pg.ClientBase, resources: Resources): Promise<void> {
  const wanted = new Map(COLLECTIONS.flatMap((collection) => indexesOf(collection, resources).map((fields) => indexOf(collection, fields))))
  // A request names no tenant before its key is known, so this index has none.
  wanted.set('lookup_key_hash', `CREATE INDEX lookup_key_hash ON record (${indexedExpression('hash')}) WHERE collection = 'apiKeys'`)
  await addSearchIndex(client, wanted)
  const existing = await rowsOf<{ indexname: string }>(client, { text: `SELECT indexname FROM pg_indexes WHERE schemaname = '${SCHEMA}' AND indexname LIKE 'lookup\\_%'` })
  const present = new Set(existing.map(({ indexname }) => indexname))
  for (const name of present) if (!wanted.has(name)) await client.query(`DROP INDEX IF EXISTS ${SCHEMA}."${name}"`)
  for (const [name, sql] of wanted) if (!present.has(name)) await client.query(sql)
}

function indexOf(collection: Collection, fields: readonly string[]): [string, string] {
  const name = `lookup_${collection}_${fields.join('_')}`.slice(0, name_characters_max)
  return [name, `CREATE INDEX "${name}" ON record (tenant, ${fields.map(indexedExpression).join(', ')}, id) WHERE collection = '${collection}'`]
}

/** Searching anywhere in a text is quick with PostgreSQL's own extension for it, and right without. */
async function addSearchIndex(client: pg.ClientBase, wanted: Map<string, string>): Promise<void> {
  await client.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public`).catch(() => undefined)
  const found = await rowsOf(client, { text: `SELECT 1 FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid)` })
  if (found.length > 0) wanted.set('lookup_search', 'CREATE INDEX lookup_search ON record USING gin (search gin_trgm_ops)')
}
