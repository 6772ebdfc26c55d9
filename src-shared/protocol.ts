/** What a station and headquarters say to each other. A change to these shapes is a new PROTOCOL_VERSION. */
import { Type, type Static, type TSchema } from 'typebox'
import type { Collection } from './resource/collections.ts'
import { feed_rows_max, push_operations_max } from './limits.ts'

/** The version that this program speaks. */
export const PROTOCOL_VERSION = 1

const name = Type.String({ minLength: 1, maxLength: 128 })
const count = Type.Integer({ minimum: 0 })
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const byRecord = Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))

/** One write of a station; see Operation in the store's port. */
export const operationSchema = Type.Object({
  node: name,
  epoch: name,
  n: Type.Integer({ minimum: 1 }),
  tenant: name,
  command: name,
  input: Type.Unknown(),
  actor: Type.Object({ id: Type.String(), name: Type.String(), scope: Type.Union([Type.Literal('write'), Type.Literal('admin')]) }),
  at: Type.String({ format: 'iso-instant' }),
  ids: Type.Array(Type.String()),
  saw: byRecord,
  wrote: byRecord,
})

/** POST /sync/push: writes of one station in the order in which they were made. */
export const pushRequestSchema = Type.Object({
  protocol: count,
  node: name,
  /** The life of headquarters' database that the station knows; in another one nothing is applied. */
  server_epoch: name,
  operations: Type.Array(operationSchema, { maxItems: push_operations_max }),
})

const conflictEntrySchema = Type.Object({
  collection: Type.String(),
  record_id: Type.String(),
  field: nullable(Type.String()),
  mine: Type.Unknown(),
  theirs: Type.Unknown(),
  theirs_by: nullable(Type.String()),
  theirs_at: nullable(Type.String()),
})

export const operationResultSchema = Type.Object({
  state: Type.Union([Type.Literal('applied'), Type.Literal('conflict'), Type.Literal('rejected')]),
  seq: count,
  conflicts: Type.Array(conflictEntrySchema),
  status: Type.Optional(Type.Integer()),
  message: Type.Optional(Type.String()),
})

/** The answers to the first operations of a push, in order, and why it went no further. */
export const pushResponseSchema = Type.Object({
  epoch: name,
  results: Type.Array(Type.Object({ epoch: name, n: count, result: operationResultSchema })),
  /** The operation after these does not follow on the last one that headquarters has of its epoch. */
  gap: Type.Optional(Type.Object({ epoch: name, n: count, last: count })),
  /** The operation after these has a number that another operation used: the folder was copied. */
  forked: Type.Optional(Type.Object({ epoch: name, n: count })),
  /** The operation after these cannot be decided just now; the station tries again later. */
  fault: Type.Optional(Type.Object({ status: Type.Integer(), message: Type.String() })),
})

const changeSchema = Type.Object({
  seq: count,
  // Not checked against the list: a newer headquarters may have more.
  collection: Type.Unsafe<Collection>({ type: 'string' }),
  id: Type.String(),
  site: nullable(Type.String()),
  /** The stored JSON text, null where the record is gone from the asker's scope. */
  doc: nullable(Type.String()),
})

/** GET /sync/changes: one page of the feed. */
export const feedPageSchema = Type.Object({
  epoch: name,
  tenant: name,
  changes: Type.Array(changeSchema, { maxItems: feed_rows_max }),
  upTo: count,
  last: count,
})

/** GET /sync/first: what a desk needs first, before the feed has caught up. */
export const firstPageSchema = Type.Object({ epoch: name, tenant: name, changes: Type.Array(changeSchema) })

/** GET /sync/hello: who answers, and what it has of the asking station. */
export const helloSchema = Type.Object({
  server: Type.Literal('hallpass'),
  protocol: Type.Object({ min: count, max: count }),
  /** Who headquarters is: the same after a restore. */
  server_node: name,
  tenant: name,
  epoch: name,
  /** Epoch of the asking node to the last number applied. */
  applied: Type.Record(Type.String(), count),
  last: count,
  /** Headquarters' clock, ISO 8601 UTC. */
  now: Type.String({ format: 'iso-instant' }),
})

/** One event of GET /sync/stream: there is something new up to here. */
export const pokeSchema = Type.Object({ seq: count })

export type PushRequest = Static<typeof pushRequestSchema>
export type PushResponse = Static<typeof pushResponseSchema>
export type FeedPage = Static<typeof feedPageSchema>
export type FirstPage = Static<typeof firstPageSchema>
export type Hello = Static<typeof helloSchema>

/** Whether this program can speak to one that knows these versions. */
export function speaks({ min, max }: Hello['protocol']): boolean {
  return min <= PROTOCOL_VERSION && PROTOCOL_VERSION <= max
}
