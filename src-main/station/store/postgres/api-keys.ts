/** API keys are records like others, so that the feed carries them to the stations. Only their hash is kept. */
import { randomBytes } from 'node:crypto'
import type { ApiKeyRow, CentralStore, Commit, CommitOutcome, Doc, Key } from '../store.ts'
import type { Ask } from './connect.ts'
import { indexedExpression } from './where.ts'

interface Row {
  tenant: string
  id: string
  site: string | null
  rev: number
  doc: string
}

const ROWS = `SELECT tenant, id, site, rev, doc FROM record WHERE collection = 'apiKeys'`
const id_bytes = 16

/**
 * @param commit the commit door
 * @param node the name of this database
 */
export function makeApiKeys(ask: Ask, commit: (commit: Commit) => Promise<CommitOutcome>, node: string): CentralStore['keys'] {
  function toKey({ tenant, id, site, doc }: Row): ApiKeyRow {
    const { scope, revoked_at, expires_at, node: madeAt } = JSON.parse(doc) as Doc
    return {
      id, tenant, site,
      scope: scope as ApiKeyRow['scope'],
      revoked: revoked_at !== undefined,
      expires_at: typeof expires_at === 'string' ? expires_at : null,
      own: madeAt === node,
    }
  }

  const byHash = (hash: string) =>
    ask<Row>({ name: 'key', text: `${ROWS} AND ${indexedExpression('hash')} = hashtextextended($1, 0) AND fields ->> 'hash' = $1`, values: [hash] })
  const named = async (id: string) => (await ask<Row>({ name: 'own-key', text: `${ROWS} AND id = $1 AND fields ->> 'node' = $2`, values: [id, node] }))[0]

  function write(key: Key, rev: number, doc: Doc, site: string | null, action: string, at: string): Promise<CommitOutcome> {
    const audit = { tenant: key.tenant, actor: 'command-line', at, action, record: null }
    return commit({ guards: [{ key, rev }], puts: [{ key, doc, site }], deletes: [], touches: [], audit })
  }

  return {
    async add({ tenant, scope, site }, hash, at) {
      const id = randomBytes(id_bytes).toString('hex')
      await write({ tenant, collection: 'apiKeys', id }, 0, { id, hash, scope, ...(site === null ? {} : { site }), node, created_at: at }, site, 'add-key', at)
      return id
    },
    async byHash(hash) {
      const [row] = await byHash(hash)
      return row && toKey(row)
    },
    async list(tenant) {
      const rows = await ask<Row>({ text: `${ROWS} AND tenant = $1 ORDER BY (fields ->> 'created_at') COLLATE "C", id`, values: [tenant] })
      return rows.map(toKey)
    },
    async get(id) {
      const row = await named(id)
      return row && toKey(row)
    },
    async revoke(id, at, until) {
      const row = await named(id)
      if (!row || toKey(row).revoked) return false
      const doc = { ...(JSON.parse(row.doc) as Doc), ...(until === undefined ? { revoked_at: at } : { expires_at: until }) }
      return (await write({ tenant: row.tenant, collection: 'apiKeys', id }, row.rev, doc, row.site, 'revoke-key', at)).done
    },
  }
}
