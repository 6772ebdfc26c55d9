/** API keys: only their hash is kept. */
import type { ApiKeyRow, Store } from '../store.ts'
import type { Db } from './database.ts'
import { newName } from './outbox-tables.ts'

type Row = Omit<ApiKeyRow, 'revoked'> & { revoked_at: string | null }

const toKey = ({ revoked_at, ...row }: Row): ApiKeyRow => ({ ...row, revoked: revoked_at !== null })

export function makeApiKeys(db: Db): Store['keys'] {
  const insert = db.prepare(`INSERT INTO api_key (id, hash, tenant, scope, site, created_at) VALUES (?, ?, ?, ?, ?, ?)`)
  const find = db.prepare(`SELECT id, tenant, scope, site, revoked_at FROM api_key WHERE hash = ?`)
  const list = db.prepare(`SELECT id, tenant, scope, site, revoked_at FROM api_key WHERE tenant = ? ORDER BY created_at, id`)
  const revoke = db.prepare(`UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL`)
  return {
    async add({ tenant, scope, site }, hash, at) {
      const id = newName()
      insert.run(id, hash, tenant, scope, site, at)
      return id
    },
    async byHash(hash) {
      const row = find.get(hash) as Row | undefined
      return row && toKey(row)
    },
    list: async (tenant) => (list.all(tenant) as Row[]).map(toKey),
    revoke: async (id, at) => revoke.run(at, id).changes === 1,
  }
}
