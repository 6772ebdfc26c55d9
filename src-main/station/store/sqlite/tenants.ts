/** Which tenants have records, read from the key's index by leaps: as many steps as there are tenants. */
import type { Db } from './database.ts'

export function makeTenants(db: Db): () => string[] {
  const read = db.prepare(`
    WITH RECURSIVE found(tenant) AS (
      SELECT min(tenant) FROM record
      UNION ALL
      SELECT (SELECT min(tenant) FROM record WHERE tenant > found.tenant) FROM found WHERE found.tenant IS NOT NULL
    ) SELECT tenant FROM found WHERE tenant IS NOT NULL`)
  return () => (read.all() as { tenant: string }[]).map(({ tenant }) => tenant)
}
