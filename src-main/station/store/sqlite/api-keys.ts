/** API keys are records like others, so that the feed carries them to the stations. Only their hash is kept. */
import { keys_remembered_max } from '../../../../src-shared/limits.ts'
import type { ApiKeyRow, Commit, CommitOutcome, Doc, Key, Store } from '../store.ts'
import type { Db } from './database.ts'
import { lookupExpression } from './indexes.ts'
import { newName } from './outbox-tables.ts'

interface Row {
  tenant: string
  id: string
  site: string | null
  rev: number
  doc: string
}

interface Parts {
  db: Db
  commit: (commit: Commit) => Promise<CommitOutcome>
  node: () => string
  ownWrites: () => number
}

/**
 * @param commit the commit door
 * @param node the name of this database
 * @param ownWrites grows with every key that this process writes, also those that sync brings
 */
export function makeApiKeys({ db, commit, node, ownWrites }: Parts): Store['keys'] {
  const rows = `SELECT tenant, id, site, rev, doc FROM record WHERE collection = 'apiKeys'`
  // A request names no tenant before its key is known, so this index has none.
  const find = db.prepare(`SELECT tenant, id, site, rev, doc FROM record INDEXED BY api_key_hash WHERE collection = 'apiKeys' AND ${lookupExpression('hash')} = ?`)
  const listed = db.prepare(`${rows} AND tenant = ? ORDER BY doc ->> '$.created_at', id`)
  // Changes with every commit of another process beside this one (a key that the command line revokes).
  const otherCommits = db.prepare('PRAGMA data_version').pluck()
  const known = new Map<string, ApiKeyRow>()
  let knownAt = ''
  const named = db.prepare(`${rows} AND id = ? AND doc ->> '$.node' = ?`)

  function toKey({ tenant, id, site, doc }: Row): ApiKeyRow {
    const { scope, revoked_at, expires_at, node: madeAt } = JSON.parse(doc) as Doc
    return {
      id, tenant, site,
      scope: scope as ApiKeyRow['scope'],
      revoked: revoked_at !== undefined,
      expires_at: typeof expires_at === 'string' ? expires_at : null,
      own: madeAt === node(),
    }
  }

  function write(key: Key, rev: number, doc: Doc, site: string | null, action: string, at: string): Promise<CommitOutcome> {
    const audit = { tenant: key.tenant, actor: 'command-line', at, action, record: null }
    return commit({ guards: [{ key, rev }], puts: [{ key, doc, site }], deletes: [], touches: [], audit })
  }

  return {
    async add({ tenant, scope, site }, hash, at) {
      const id = newName()
      await write({ tenant, collection: 'apiKeys', id }, 0, { id, hash, scope, ...(site === null ? {} : { site }), node: node(), created_at: at }, site, 'add-key', at)
      return id
    },
    async byHash(hash) {
      const now = `${Number(otherCommits.get())} ${ownWrites()}`
      if (now !== knownAt || known.size >= keys_remembered_max) known.clear()
      knownAt = now
      const remembered = known.get(hash)
      if (remembered) return remembered
      const row = find.get(hash) as Row | undefined
      const key = row && toKey(row)
      if (key) known.set(hash, key)
      return key
    },
    list: async (tenant) => (listed.all(tenant) as Row[]).map(toKey),
    async get(id) {
      const row = named.get(id, node()) as Row | undefined
      return row && toKey(row)
    },
    async revoke(id, at, until) {
      const row = named.get(id, node()) as Row | undefined
      if (!row || toKey(row).revoked) return false
      const doc = { ...(JSON.parse(row.doc) as Doc), ...(until === undefined ? { revoked_at: at } : { expires_at: until }) }
      return (await write({ tenant: row.tenant, collection: 'apiKeys', id }, row.rev, doc, row.site, 'revoke-key', at)).done
    },
  }
}
