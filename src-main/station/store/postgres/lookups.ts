/** Single rows that are asked for by their name. */
import type { CentralStore, Key, OperationId, OperationResult, StoredReply, Tombstone } from '../store.ts'
import { keptThrough, type KeptByNode } from '../kept-writes.ts'
import type { Ask } from './connect.ts'

export function makeLookups(ask: Ask): Pick<CentralStore, 'tenants' | 'tombstone' | 'appliedOf' | 'keptSince' | 'resultOf' | 'replyOf' | 'saveReply' | 'forgetReplies' | 'lastSeq'> {
  return {
    async lastSeq() {
      const [row] = await ask<{ seq: number }>({ name: 'last', text: 'SELECT seq FROM state' })
      return row?.seq ?? 0
    },
    /** Read from the key's index by leaps: as many steps as there are tenants. */
    async tenants() {
      const rows = await ask<{ tenant: string }>({ name: 'tenants', text: `
        WITH RECURSIVE found(tenant) AS (
          (SELECT tenant FROM record ORDER BY tenant LIMIT 1)
          UNION ALL
          SELECT (SELECT record.tenant FROM record WHERE record.tenant > found.tenant ORDER BY record.tenant LIMIT 1) FROM found WHERE found.tenant IS NOT NULL
        ) SELECT tenant FROM found WHERE tenant IS NOT NULL` })
      return rows.map(({ tenant }) => tenant)
    },
    async tombstone({ tenant, collection, id }: Key) {
      const [row] = await ask<Tombstone>({ name: 'tombstone', text: 'SELECT * FROM tombstone WHERE tenant = $1 AND collection = $2 AND id = $3 ORDER BY seq DESC LIMIT 1', values: [tenant, collection, id] })
      return row
    },
    async appliedOf(node) {
      const rows = await ask<{ epoch: string; last: number }>({ name: 'applied', text: 'SELECT epoch, last FROM node WHERE node = $1', values: [node] })
      return Object.fromEntries(rows.map(({ epoch, last }) => [epoch, last]))
    },
    async keptSince(epoch, node) {
      const rows = await ask<{ kept: KeptByNode }>({ name: 'kept', text: 'SELECT kept FROM life WHERE ord > (SELECT ord FROM life WHERE epoch = $1) ORDER BY ord', values: [epoch] })
      return keptThrough(rows.map(({ kept }) => kept), node)
    },
    async resultOf({ node, epoch, n }: OperationId) {
      const [row] = await ask<{ hash: string; result: string }>({ name: 'result', text: 'SELECT hash, result FROM operation_result WHERE node = $1 AND epoch = $2 AND n = $3', values: [node, epoch, n] })
      return row && { hash: row.hash, result: JSON.parse(row.result) as OperationResult }
    },
    async replyOf(tenant, key) {
      const [row] = await ask<{ hash: string; reply: string }>({ name: 'reply', text: 'SELECT hash, reply FROM idempotency WHERE tenant = $1 AND key = $2', values: [tenant, key] })
      return row && { hash: row.hash, reply: JSON.parse(row.reply) as StoredReply }
    },
    async saveReply(tenant, key, hash, at, value) {
      await ask({ name: 'save-reply', text: 'INSERT INTO idempotency (tenant, key, hash, reply, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', values: [tenant, key, hash, JSON.stringify(value), at] })
    },
    async forgetReplies(before) {
      await ask({ text: 'DELETE FROM idempotency WHERE at < $1', values: [before] })
    },
  }
}
