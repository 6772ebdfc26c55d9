/** `exclusiveStartKey` and `LastEvaluatedKey`: where a walk goes on, sealed so that it fits only its own list. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { CentralStore } from '../store/store.ts'

const seal_bytes = 16

/** Which walk a cursor belongs to: tenant, list and everything that restricts it. */
export type Walk = readonly unknown[]

/** The opaque key after the record `lastId`. It is sealed with the store's secret, so that a walk outlives a restart. */
export function sealCursor(store: CentralStore, walk: Walk, lastId: string): string {
  return Buffer.concat([sealOf(store, walk, lastId), Buffer.from(lastId, 'utf8')]).toString('base64url')
}

/** The id that a key stands for, or why it is not one of this walk. */
export function openCursor(store: CentralStore, walk: Walk, cursor: string): string | Refusal {
  const bytes = Buffer.from(cursor, 'base64url')
  const lastId = bytes.subarray(seal_bytes).toString('utf8')
  const seal = bytes.subarray(0, seal_bytes)
  const isOurs = bytes.length > seal_bytes && bytes.toString('base64url') === cursor && timingSafeEqual(seal, sealOf(store, walk, lastId))
  if (isOurs) return lastId
  return refuse('invalid', 'exclusiveStartKey is not a key of this list.', { errors: [{ path: '/exclusiveStartKey', message: 'is not a key of this list' }] })
}

function sealOf({ secret }: CentralStore, walk: Walk, lastId: string): Buffer {
  return createHmac('sha256', secret).update(JSON.stringify([walk, lastId])).digest().subarray(0, seal_bytes)
}
