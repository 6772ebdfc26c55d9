/** The queue of writes for headquarters, and what each still does to the view. */
import { randomBytes } from 'node:crypto'
import { must } from '../../../../src-shared/assert.ts'
import type { PendingEffect, FieldChange } from '../effect.ts'
import type { Key, Operation, OperationId } from '../store.ts'
import type { Db } from './database.ts'
import { makeHubCounter } from './hub-counter.ts'
import type { makeMeta } from './meta.ts'
import type { Records } from './records.ts'

export interface OutboxRow {
  ord: number
  operation: string
  result: string | null
}

/**
 * One effect of a queued write: its `ord` in the queue (negative: another station's), its number among the effects of that write,
 * and its place where a hub has put it elsewhere in the order.
 */
type Waiting = [ord: number, part: number, place?: number]

const inOrder = ([a, i, p = a]: Waiting, [b, j, q = b]: Waiting): number => p - q || i - j

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
  const provisionalEffects = db.prepare(`SELECT effects FROM provisional WHERE ord = ?`)
  const findProvisional = db.prepare(`SELECT ord FROM provisional WHERE node = ? AND epoch = ? AND n = ?`)
  const dropProvisional = db.prepare(`DELETE FROM provisional WHERE ord = ?`)
  const nextOrd = db.prepare(`SELECT ifnull(max(ord), 0) + 1 AS ord FROM outbox`)
  const moveOrd = db.prepare(`UPDATE outbox SET ord = ? WHERE ord = ?`)
  const counter = makeHubCounter(db, meta, newName)

  const effectsOf = (ord: number) => JSON.parse(((ord < 0 ? provisionalEffects : effects).get(ord) as { effects: string }).effects) as PendingEffect[]

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
      const after = [...before, [ord, part] satisfies Waiting].sort(inOrder)
      writeWaiting.run(JSON.stringify(after), key.tenant, key.collection, key.id)
      return
    }
    const current = records.get(key)
    insertBase.run(key.tenant, key.collection, key.id, current?.seq ?? 0, current?.site ?? null, JSON.stringify([[ord, part]]), current?.text ?? null)
  }

  /** Adds a row for a write and lays its effects over the records. @returns its place in the queue */
  const enqueue = (operation: Operation, pending: readonly PendingEffect[]): number => {
    const { node, epoch, n, tenant, at } = operation
    const ord = Number(insert.run(node, epoch, n, tenant, JSON.stringify(operation), JSON.stringify(pending), at).lastInsertRowid)
    pending.forEach((effect, part) => addEffect(effect, ord, part))
    counter.stamp(ord)
    return ord
  }

  /** Removes what a write still does to records. @returns the records */
  const dropEffects = (dropped: number): Key[] => {
    const keys = effectsOf(dropped).map(({ key }) => key)
    for (const key of keys) {
      const left = (waitingOn(key) ?? []).filter(([ord]) => ord !== dropped)
      writeWaiting.run(JSON.stringify(left), key.tenant, key.collection, key.id)
    }
    return keys
  }

  return {
    identity,
    newName,
    addEffect,
    enqueue,
    counter,
    dropEffects,
    /** Queues a write with the next number, before its puts are made. @returns its number */
    append(operation: Omit<Operation, keyof OperationId>, pending: readonly PendingEffect[]): number {
      const { node, epoch } = identity()
      const n = (lastN.get(node, epoch) as { n: number }).n + 1
      const full: Operation = { node, epoch, n, ...operation }
      enqueue(full, pending)
      return n
    },
    /** The changes that wait on one record, oldest first. */
    pendingChanges: (key: Key): FieldChange[] => (waitingOn(key) ?? []).map(([ord, part]) => must(effectsOf(ord)[part], 'the effect that a record waits on').change),
    /** The oldest write of this queue that a record waits on. */
    oldestOn: (key: Key): number | undefined => (waitingOn(key) ?? []).map(([ord]) => ord).filter((ord) => ord > 0).sort((a, b) => a - b)[0],
    /** Puts a write of this queue where a hub's order has it, or back among the own ones. @returns the records */
    setPlace(moved: number, place: number | null): Key[] {
      const keys = effectsOf(moved).map(({ key }) => key)
      for (const key of keys) {
        const placed = (waitingOn(key) ?? []).map(([ord, part, was]): Waiting => {
          if (ord !== moved) return was === undefined ? [ord, part] : [ord, part, was]
          return place === null ? [ord, part] : [ord, part, place]
        })
        writeWaiting.run(JSON.stringify(placed.sort(inOrder)), key.tenant, key.collection, key.id)
      }
      return keys
    },
    /** A write comes into this queue that lay there as another station's: its effects count once. @returns the records */
    takeOver({ node, epoch, n }: OperationId): Key[] {
      const found = findProvisional.get(node, epoch, n) as { ord: number } | undefined
      if (!found) return []
      const keys = dropEffects(found.ord)
      dropProvisional.run(found.ord)
      return keys
    },
    /** Puts a write at the end of the queue. */
    moveBehind(ord: number): void {
      const pending = effectsOf(ord)
      dropEffects(ord)
      const { ord: next } = nextOrd.get() as { ord: number }
      moveOrd.run(next, ord)
      pending.forEach((effect, part) => addEffect(effect, next, part))
    },
  }
}
