/** What is not final yet, from station to station: served to others by a hub, and laid under the own writes by who reads it. */
import type { PendingEffect } from '../effect.ts'
import { operationHash } from '../operation-hash.ts'
import type { Outbox, ProvisionalEntry, ProvisionalPage } from '../outbox.ts'
import type { Key, Operation, OperationResult } from '../store.ts'
import { limited, type Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { ReadSoFar } from './read-so-far.ts'

interface Parts {
  db: Db
  meta: ReturnType<typeof makeMeta>
  tables: OutboxTables
  read: ReadSoFar
  /** Stores the answer to a write of this queue. */
  settle: (entry: ProvisionalEntry, result: OperationResult) => void
}

interface Row {
  k: number
  ord: number
  node: string
  epoch: string
  n: number
  at: string
  effects: string
  operation: string | null
  result: string | null
  seq: number | null
  final: number
}

interface OwnRow {
  ord: number
  state: string
  place: number | null
  operation: string
}

/** A copy of this folder wrote something else under the same number. */
function isOther({ operation }: OwnRow, { hash }: ProvisionalEntry): boolean {
  return hash !== undefined && hash !== operationHash(JSON.parse(operation) as Operation)
}

/** Other stations' writes lie under the own ones, in the hub's order; a hub's own hub adds its numbers once more. */
const BELOW = -(2 ** 48)

/** Own writes that a hub no longer lists, as they are final there, lie under everything that it lists. */
const SETTLED = 16 * BELOW

export type Provisionals = ReturnType<typeof makeProvisionals>

export function makeProvisionals({ db, meta, tables, read, settle }: Parts) {
  const { counter } = tables
  const page = db.prepare(`
    SELECT * FROM (
      SELECT k, ord, node, epoch, n, at, effects, operation, result, result_seq AS seq, state = 'final' AS final FROM outbox INDEXED BY outbox_k
       WHERE k > @since AND k IS NOT NULL AND tenant = @tenant AND (@since > 0 OR state <> 'final') ORDER BY k ${limited('@limit')}
    ) UNION ALL SELECT * FROM (
      SELECT k, ord, node, epoch, n, at, effects, NULL AS operation, NULL AS result, result_seq AS seq, gone AS final FROM provisional INDEXED BY provisional_k
       WHERE k > @since AND k IS NOT NULL AND tenant = @tenant AND (@since > 0 OR gone = 0) ORDER BY k ${limited('@limit')}
    ) ORDER BY k ${limited('@limit')}`)
  const own = db.prepare(`SELECT ord, state, place, operation FROM outbox WHERE node = ? AND epoch = ? AND n = ?`)
  const setPlace = db.prepare(`UPDATE outbox SET place = ? WHERE ord = ?`)
  const placed = db.prepare(`SELECT ord FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND place IS NOT NULL`)
  const passed = db.prepare(`
    SELECT o.ord FROM outbox o INDEXED BY outbox_open
      JOIN (SELECT node, max(ord) AS top FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND place IS NOT NULL GROUP BY node) listed ON listed.node = o.node
     WHERE o.state <> 'final' AND o.place IS NULL AND o.ord < listed.top`)
  const find = db.prepare(`SELECT ord, gone FROM provisional WHERE node = ? AND epoch = ? AND n = ?`)
  const insert = db.prepare(`INSERT INTO provisional (ord, node, epoch, n, tenant, effects, at, result_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const answer = db.prepare(`UPDATE provisional SET result_seq = ? WHERE ord = ?`)
  const reached = db.prepare(`SELECT ord FROM provisional WHERE gone = 0 AND result_seq <= ? ORDER BY ord DESC`)
  const finish = db.prepare(`UPDATE provisional SET gone = 1, effects = '[]' WHERE ord = ?`)
  const sendAgain = db.prepare(`UPDATE outbox SET relayed = NULL WHERE state <> 'final' AND relayed = ?`)
  const living = db.prepare(`SELECT ord FROM provisional WHERE gone = 0`)
  // Both prunings of this moment: of the queue and of what another hub said.
  const oldest = db.prepare(`SELECT max(k) AS k FROM (
    SELECT k FROM provisional WHERE gone = 1 AND at < @before UNION ALL SELECT k FROM outbox WHERE state = 'final' AND at < @before)`)
  const pruneGone = db.prepare(`DELETE FROM provisional WHERE gone = 1 AND at < ?`)
  const clear = db.prepare(`DELETE FROM provisional`)

  /** What a hub said earlier no longer lies over the documents; the own writes are in their own order again. */
  function forget(): Key[] {
    const keys = (living.all() as { ord: number }[]).flatMap(({ ord }) => tables.dropEffects(ord))
    for (const { ord } of placed.all() as { ord: number }[]) {
      keys.push(...tables.setPlace(ord, null))
      setPlace.run(null, ord)
    }
    if (clear.run().changes > 0) counter.renewLife()
    return keys
  }

  /** A write of this queue, in the hub's order and perhaps with its answer. */
  function placeOwn({ ord, state, place }: OwnRow, entry: ProvisionalEntry): Key[] {
    if (entry.result && state === 'queued') settle(entry, entry.result)
    const wanted = entry.ord + BELOW
    return state === 'final' || place === wanted ? [] : move(ord, wanted)
  }

  function move(ord: number, place: number): Key[] {
    setPlace.run(place, ord)
    return tables.setPlace(ord, place)
  }

  /** A hub that began anew lists what is not final there. What this laptop wrote before one of those stays under it, though its answer is not known here yet. */
  function keepOrder(entries: readonly ProvisionalEntry[]): Key[] {
    const skips = entries.some(({ node, epoch, n }) => {
      const row = own.get(node, epoch, n) as OwnRow | undefined
      if (!row || row.place === null) return false
      const before = own.get(node, epoch, n - 1) as OwnRow | undefined
      return n === 1 || (before !== undefined && before.state !== 'final' && before.place === null)
    })
    return skips ? (passed.all() as { ord: number }[]).flatMap(({ ord }) => move(ord, ord + SETTLED)) : []
  }

  function layOne(tenant: string, entry: ProvisionalEntry): Key[] {
    const { node, epoch, n, seq, effects, at } = entry
    const mine = own.get(node, epoch, n) as OwnRow | undefined
    if (mine && !isOther(mine, entry)) return placeOwn(mine, entry)
    const known = find.get(node, epoch, n) as { ord: number; gone: number } | undefined
    if (known) {
      if (seq === undefined || known.gone === 1) return []
      answer.run(seq, known.ord)
      counter.stamp(known.ord)
      return []
    }
    if (seq !== undefined && seq <= read.cursor()) return []
    const ord = entry.ord + BELOW
    insert.run(ord, node, epoch, n, tenant, JSON.stringify(effects), at, seq ?? null)
    effects.forEach((effect, part) => tables.addEffect(effect, ord, part))
    counter.stamp(ord)
    return effects.map(({ key }) => key)
  }

  const toEntry = ({ k, ord, node, epoch, n, at, effects, operation, result, seq, final }: Row, nodes: readonly string[]): ProvisionalEntry => ({
    k, ord, node, epoch, n, at,
    effects: final === 1 ? [] : (JSON.parse(effects) as PendingEffect[]),
    ...(seq === null ? {} : { seq }),
    ...(operation !== null && nodes.includes(node) ? { hash: operationHash(JSON.parse(operation) as Operation) } : {}),
    ...(result !== null && nodes.includes(node) ? { result: JSON.parse(result) as OperationResult } : {}),
  })

  return {
    forget,
    /** Drops what headquarters has answered and the documents contain by now. @returns the records */
    confirm(): Key[] {
      return (reached.all(read.whole()) as { ord: number }[]).flatMap(({ ord }) => {
        const keys = tables.dropEffects(ord)
        finish.run(ord)
        return keys
      })
    },
    /** Forgets what was finished before an instant; who has not read that far reads everything again. */
    prune(before: string): void {
      const { k } = oldest.get({ before }) as { k: number | null }
      if (k !== null) meta.set('hub_floor', String(k))
      pruneGone.run(before)
    },
    /** @returns the records whose view may change */
    lay(tenant: string, { life, from, upTo, entries }: ProvisionalPage): Key[] {
      const keys = from === 0 ? forget() : []
      // What is final there by now is not among the entries: sent again, it is answered.
      if (from === 0) sendAgain.run(life)
      for (const entry of entries) keys.push(...layOne(tenant, entry))
      keys.push(...keepOrder(entries))
      meta.set('hub_known', JSON.stringify({ life, since: upTo }))
      return keys
    },
    /** Forgets the hub as well. */
    leave(): Key[] {
      meta.delete('hub_known')
      return forget()
    },
    provisionalCursor: (): ReturnType<Outbox['provisionalCursor']> => {
      const known = meta.get('hub_known')
      return known === undefined ? undefined : (JSON.parse(known) as { life: string; since: number })
    },
    provisionals(tenant: string, since: number, life: string | undefined, limit: number, nodes: readonly string[]): ProvisionalPage {
      const now = counter.life()
      const last = counter.last()
      const from = life === now && since <= last && since >= Number(meta.get('hub_floor') ?? 0) ? since : 0
      const rows = page.all({ tenant, since: from, limit }) as Row[]
      const upTo = rows.length < limit ? last : (rows.at(-1)?.k ?? last)
      return { life: now, from, upTo, last, entries: rows.map((row) => toEntry(row, nodes)) }
    },
  }
}
