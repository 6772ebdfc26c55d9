/** What a station and headquarters say to each other. A change to these shapes is a new PROTOCOL_VERSION; an optional field that either side may ignore is none. */
import { Type, type Static, type TSchema } from 'typebox'
import { COLLECTIONS, type Collection } from './resource/collections.ts'
import { feed_rows_max, push_operations_max, relay_rows_max } from './limits.ts'

/** The version that this program speaks. */
export const PROTOCOL_VERSION = 1

const name = Type.String({ minLength: 1, maxLength: 128 })
const count = Type.Integer({ minimum: 0 })
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const scope = Type.Union([Type.Literal('write'), Type.Literal('admin')])
const document = Type.Record(Type.String(), Type.Unknown())
const byRecord = Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))

/** One write of a station; see Operation in the store's port. */
export const operationSchema = Type.Object({
  node: name,
  epoch: name,
  n: Type.Integer({ minimum: 1 }),
  tenant: name,
  command: name,
  input: Type.Unknown(),
  actor: Type.Object({ id: Type.String(), name: Type.String(), scope }),
  at: Type.String({ format: 'iso-instant' }),
  ids: Type.Array(Type.String()),
  saw: byRecord,
  wrote: byRecord,
})

const fieldChangeSchema = Type.Union([
  Type.Object({ kind: Type.Literal('create'), doc: document, site: nullable(Type.String()) }),
  Type.Object({
    kind: Type.Literal('set'),
    fields: document,
    keyed: Type.Optional(Type.Record(Type.String(), Type.Object({ by: Type.String(), put: Type.Array(document), remove: Type.Array(Type.Unknown()) }))),
    grow: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Unknown()))),
    site: Type.Optional(nullable(Type.String())),
  }),
  Type.Object({ kind: Type.Literal('delete') }),
])

/** What a write does to one record, to be laid over a base; see store/effect.ts. */
export const effectSchema = Type.Object({
  key: Type.Object({ tenant: name, collection: Type.Unsafe<Collection>({ type: 'string', enum: COLLECTIONS }), id: Type.String({ minLength: 1 }) }),
  change: fieldChangeSchema,
})

/** POST /sync/push: writes in the order in which each node made them; a hub sends those of several nodes. */
export const pushRequestSchema = Type.Object({
  protocol: count,
  /** Who pushes. */
  node: name,
  /** The life of headquarters' database that the station knows; in another one nothing is applied. */
  server_epoch: name,
  operations: Type.Array(operationSchema, { maxItems: push_operations_max }),
  /** From a hub: for each operation the most that the key of whoever brought it may do. */
  bounds: Type.Optional(Type.Array(scope, { maxItems: push_operations_max })),
  /** To a hub: for each operation what it does to the documents. */
  effects: Type.Optional(Type.Array(Type.Array(effectSchema), { maxItems: push_operations_max })),
  /** To a hub: epoch to the number up to which headquarters has answered. */
  settled: Type.Optional(Type.Record(Type.String(), count)),
  /** From a hub to its hub: for each operation the number of its epoch up to which the station that wrote it had answers. */
  answered_before: Type.Optional(Type.Array(count, { maxItems: push_operations_max })),
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
  /** Without a result: a hub has it durably, headquarters has not answered yet. */
  results: Type.Array(Type.Object({ epoch: name, n: count, result: Type.Optional(operationResultSchema) })),
  /** The operation after these does not follow on the last one that is known of its epoch. */
  gap: Type.Optional(Type.Object({ epoch: name, n: count, last: count })),
  /** The operation after these has a number that another operation used: the folder was copied. */
  forked: Type.Optional(Type.Object({ epoch: name, n: count })),
  /** The operation after these has a number that another operation has at this hub; headquarters will say which of them keeps it. */
  contested: Type.Optional(Type.Object({ epoch: name, n: count })),
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
  /** The run of headquarters that answers; a hub has none to tell. */
  run: Type.Optional(name),
  /** From a hub that is itself between two pages of the feed: a record that has changed since may be missing. */
  partial: Type.Optional(Type.Literal(true)),
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
  /** Epochs of the nodes asked for to the last number applied; at a hub as far as it knows. */
  applied: Type.Record(Type.String(), count),
  /** Where the asker names an earlier life: epochs to the last number that restores kept since then; what is not named was not kept. */
  kept: Type.Optional(Type.Record(Type.String(), count)),
  last: count,
  run: Type.Optional(name),
  /** What the asker read in the run that it names is not in this database: an older file was put back. */
  lost: Type.Optional(Type.Boolean()),
  /** The clock of who answers, ISO 8601 UTC. */
  now: Type.String({ format: 'iso-instant' }),
  /** Where a hub answers in headquarters' name: who it is, which life of its queue, and which reading of headquarters' documents. */
  hub: Type.Optional(Type.Object({ node: name, life: name, base: name })),
})

/** GET /sync/relay of a hub: what its stations wrote and is not final, by the hub's counter. */
export const relayPageSchema = Type.Object({
  /** The life of headquarters' database. */
  epoch: name,
  tenant: name,
  life: name,
  /** Entries after this one; 0: everything that is not final, and what was known before no longer counts. */
  from: count,
  upTo: count,
  last: count,
  entries: Type.Array(Type.Object({
    node: name,
    epoch: name,
    n: Type.Integer({ minimum: 1 }),
    k: count,
    ord: Type.Integer(),
    at: Type.String(),
    effects: Type.Array(effectSchema),
    hash: Type.Optional(Type.String()),
    seq: Type.Optional(count),
    result: Type.Optional(operationResultSchema),
  }), { maxItems: relay_rows_max }),
})

/** One event of GET /sync/stream: there is something new up to here; `relay` is a hub's counter. */
export const pokeSchema = Type.Object({ seq: count, relay: Type.Optional(count) })

export type PushRequest = Static<typeof pushRequestSchema>
export type PushResponse = Static<typeof pushResponseSchema>
export type FeedPage = Static<typeof feedPageSchema>
export type FirstPage = Static<typeof firstPageSchema>
export type RelayPage = Static<typeof relayPageSchema>
export type Hello = Static<typeof helloSchema>

/** Whether this program can speak to one that knows these versions. */
export function speaks({ min, max }: Hello['protocol']): boolean {
  return min <= PROTOCOL_VERSION && PROTOCOL_VERSION <= max
}
