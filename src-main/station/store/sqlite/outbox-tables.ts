/** The queue of writes for headquarters, and what each still does to the view. */
import { randomBytes } from 'node:crypto'
import { must } from '../../../../src-shared/assert.ts'
import type { PendingEffect, FieldChange } from '../effect.ts'
import type { Key, Operation, OperationId } from '../store.ts'
import type { Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { Records } from './records.ts'

export interface OutboxRow {
  ord: number
  operation: string
  result: string | null
}

/** One effect of a queued write: its `ord` in the queue and its place among the effects of that write. */
type Waiting = [ord: number, part: number]

export type OutboxTables = ReturnType<typeof makeOutboxTables>

/** Names this file, one of its lives, or a key. */
export type NewName = () => string

/** A new 128-bit name in hexadecimal. */
export const newName: NewName = () => randomBytes(16).toString('hex')

export function makeOutboxTables(db: Db, records: Records, meta: ReturnType<typeof makeMeta>, newName: NewName) {
  const lastN = db.prepare(`SELECT ifnull(max(n), 0) AS n FROM outbox WHERE node = ? AND epoch = ?`)
  const insert = db.prepare(`INSERT INTO outbox (node, epoch, n, tenant, operation, effects, at, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')`)
  const insertBase = db.prepare(`INSERT INTO base (tenant, collection, id, seq, site, waiting, doc) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  const readWaiting = db.prepare(`SELECT waiting FROM base WHERE tenant = ? AND collection = ? AND id = ?`)
  const writeWaiting = db.prepare(`UPDATE base SET waiting = ? WHERE tenant = ? AND collection = ? AND id = ?`)
  const effects = db.prepare(`SELECT effects FROM outbox WHERE ord = ?`)

  const effectsOf = (ord: number) => JSON.parse((effects.get(ord) as { effects: string }).effects) as PendingEffect[]

  /** The effects that wait on a record, oldest first; undefined where it has no base. */
  const waitingOn = ({ tenant, collection, id }: Key): Waiting[] | undefined => {
    const row = readWaiting.get(tenant, collection, id) as { waiting: string } | undefined
    return row && (JSON.parse(row.waiting) as Waiting[])
  }

  const identity = (): { node: string; epoch: string } => ({
    node: meta.getOrMake('node', newName),
    epoch: meta.getOrMake('epoch', newName),
  })

  const addEffect = ({ key }: PendingEffect, ord: number, part: number) => {
    const before = waitingOn(key)
    if (before) {
      const after = [...before, [ord, part] satisfies Waiting].sort(([a, i], [b, j]) => a - b || i - j)
      writeWaiting.run(JSON.stringify(after), key.tenant, key.collection, key.id)
      return
    }
    const current = records.get(key)
    insertBase.run(key.tenant, key.collection, key.id, current?.seq ?? 0, current?.site ?? null, JSON.stringify([[ord, part]]), current?.text ?? null)
  }

  return {
    identity,
    newName,
    addEffect,
    /** Queues a write with the next number, before its puts are made. @returns its number */
    append(operation: Omit<Operation, keyof OperationId>, pending: readonly PendingEffect[]): number {
      const { node, epoch } = identity()
      const n = (lastN.get(node, epoch) as { n: number }).n + 1
      const full: Operation = { node, epoch, n, ...operation }
      const ord = Number(insert.run(node, epoch, n, operation.tenant, JSON.stringify(full), JSON.stringify(pending), operation.at).lastInsertRowid)
      pending.forEach((effect, part) => addEffect(effect, ord, part))
      return n
    },
    /** The changes that wait on one record, oldest first. */
    pendingChanges: (key: Key): FieldChange[] => (waitingOn(key) ?? []).map(([ord, part]) => must(effectsOf(ord)[part], 'the effect that a record waits on').change),
    /** The oldest write that a record waits on. */
    oldestOn: (key: Key): number | undefined => waitingOn(key)?.[0]?.[0],
    /** Removes what a write still does to records. @returns the records */
    dropEffects(dropped: number): Key[] {
      const keys = effectsOf(dropped).map(({ key }) => key)
      for (const key of keys) {
        const left = (waitingOn(key) ?? []).filter(([ord]) => ord !== dropped)
        writeWaiting.run(JSON.stringify(left), key.tenant, key.collection, key.id)
      }
      return keys
    },
  }
}
