/** Keeps base and view apart only where writes are pending, and folds them together again record by record. */
import { fold } from '../fold.ts'
import type { Change, Doc, Key } from '../store.ts'
import type { Db } from './database.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { Arrived, Records } from './records.ts'

interface BaseRow {
  seq: number
  site: string | null
  doc: string | null
}

export type Rebase = ReturnType<typeof makeRebase>

export function makeRebase(db: Db, records: Records, tables: OutboxTables) {
  const readBase = db.prepare(`SELECT seq, site, doc FROM base WHERE tenant = ? AND collection = ? AND id = ?`)
  const writeBase = db.prepare(`UPDATE base SET seq = ?, site = ?, doc = ? WHERE tenant = ? AND collection = ? AND id = ?`)
  const dropBase = db.prepare(`DELETE FROM base WHERE tenant = ? AND collection = ? AND id = ?`)

  // A first read, and every pull of a station that has sent everything, need not look for each record.
  const anyBase = db.prepare(`SELECT 1 AS found FROM base LIMIT 1`)
  const hasBases = () => anyBase.get() !== undefined

  const baseOf = (key: Key) => readBase.get(key.tenant, key.collection, key.id) as BaseRow | undefined

  function show(key: Key, text: string | null, site: string | null, seq: number): void {
    if (text === null) records.remove(key)
    else records.put(key, text, JSON.parse(text) as Doc, site, seq, null)
  }

  function refoldOne(key: Key): void {
    const base = baseOf(key)
    if (!base) return
    const changes = tables.pendingChanges(key)
    if (changes.length === 0) {
      dropBase.run(key.tenant, key.collection, key.id)
      show(key, base.doc, base.site, base.seq)
      return
    }
    const view = fold(base.doc === null ? null : (JSON.parse(base.doc) as Doc), changes)
    const site = changes.reduce<string | null>((current, change) => ('site' in change && change.site !== undefined ? change.site : current), base.site)
    show(key, view && JSON.stringify(view), site, base.seq)
  }

  /** Takes over headquarters' document. Where nothing is pending the view is the base and is written at once. */
  function setBase(key: Key, change: Change): void {
    if (hasBases() && baseOf(key)) writeBase.run(change.seq, change.site, change.doc, key.tenant, key.collection, key.id)
    else show(key, change.doc, change.site, change.seq)
  }

  return {
    baseOf,
    setBase,
    /** The same for the changes of a page, in order. */
    setBases(changes: readonly { key: Key; change: Change }[]): void {
      const mayWait = hasBases()
      let together: Arrived[] = []
      const putTogether = () => {
        records.putAll(together)
        together = []
      }
      for (const { key, change } of changes) {
        if (change.doc !== null && !(mayWait && baseOf(key))) {
          together.push({ key, text: change.doc, site: change.site, seq: change.seq })
          continue
        }
        putTogether()
        setBase(key, change)
      }
      putTogether()
    },
    /** Computes the view of these records again. */
    refold(keys: readonly Key[]): void {
      if (!hasBases()) return
      for (const key of keys) refoldOne(key)
    },
  }
}
