/** Takes every row that can still be read from a damaged file into a fresh one, and queues what waited for headquarters again. */
import { isCollection } from '../../../../../src-shared/resource/collections.ts'
import type { PendingEffect } from '../../effect.ts'
import { MET_LIFE } from '../../server-run.ts'
import type { Doc, Key } from '../../store.ts'
import type { Db } from '../database.ts'
import type { Resources } from '../../declared-fields.ts'
import { FIRST_LOAD } from '../first-load.ts'
import { reconcileIndexes } from '../indexes.ts'
import { makeMeta } from '../meta.ts'
import { migrate } from '../migrate.ts'
import { makeOutboxTables, newName } from '../outbox-tables.ts'
import { makeReadSoFar } from '../read-so-far.ts'
import { makeRebase } from '../rebase.ts'
import { makeRecords } from '../records.ts'
import { leafRows, type Row, type Value } from './leaf-rows.ts'
import { pageOwners } from './owners.ts'
import type { PageFile } from './page-file.ts'
import { asRowOf, tableShapes, type TableShape } from './table-shapes.ts'

export interface Salvaged {
  /** Pages of which the newest version is damaged. */
  damaged: number
  pages: number
  records: number
  /** Writes that headquarters has not confirmed. */
  waiting: number
  /** Writes whose numbers show that they were there and cannot be read. */
  missing: number
  conflicts: number
}

/** Meta: what else this file had read that is now read anew. */
const READ_BESIDE = [FIRST_LOAD, 'resync', 'hub_known', 'documents_since', 'documents_read']

type Fields = Record<string, Value>

/** Fills a fresh file. The numbering goes on in a new epoch, and headquarters is asked for everything again. */
export function salvageInto(db: Db, file: string, resources: Resources, source: PageFile): Salvaged {
  migrate(db, file)
  reconcileIndexes(db, resources)
  return db.transaction(() => {
    // A fresh file has a name of its own already; what the damaged one was called goes before it.
    db.exec('DELETE FROM meta')
    const bases: Fields[] = []
    const damaged = takeRows(db, resources, source, bases)
    const meta = makeMeta(db)
    beginAnew(db, meta)
    const records = makeRecords(db, resources)
    const tables = makeOutboxTables(db, records, meta, newName)
    const rebase = makeRebase(db, records, tables)
    for (const { doc, site, seq, ...row } of bases) {
      const key = row as unknown as Key
      if (typeof doc === 'string') records.put(key, doc, JSON.parse(doc) as Doc, site as string | null, Number(seq), null)
      else records.remove(key)
    }
    const open = db.prepare(`SELECT ord, effects FROM outbox WHERE state <> 'final' ORDER BY ord`).all() as { ord: number; effects: string }[]
    const touched = open.flatMap(({ ord, effects }) => (JSON.parse(effects) as PendingEffect[]).map((effect, part) => {
      tables.addEffect(effect, ord, part)
      return effect.key
    }))
    rebase.refold(touched)
    return { damaged, pages: source.stored, ...counts(db) }
  })()
}

/** @returns how many pages are damaged */
function takeRows(db: Db, resources: Resources, source: PageFile, bases: Fields[]): number {
  const shapes = tableShapes(db)
  const read = (number: number) => source.page(number).content
  const owners = pageOwners(read)
  const take = makeTaker(db, resources, bases)
  const { stored, wal: { frames } } = source
  // A page number that no growth explains is itself damaged.
  const last = frames.reduce((most, { page }) => (page <= stored + frames.length ? Math.max(most, page) : most), stored)
  const strays: number[] = []
  let damaged = 0
  for (let number = 1; number <= last; number++) {
    const { content, whole } = source.page(number)
    if (!whole) damaged++
    const owner = owners.get(number)
    if (content === null || owner === null) continue
    if (owner === undefined) strays.push(number)
    const shape = shapes.find(({ name }) => name === owner)
    if (shape) leafRows(content, number, read).forEach((row) => take(shape, row))
  }
  // Rows that a readable tree holds go before those of pages that no tree names.
  for (const number of strays) for (const row of leafRows(read(number) ?? Buffer.alloc(0), number, read)) {
    const fitting = shapes.filter((shape) => asRowOf(shape, row) !== undefined)
    if (fitting.length === 1 && fitting[0]) take(fitting[0], row)
  }
  return damaged
}

/** Makes a function that writes one row of the damaged file; one that is there already, or makes no sense, is left. */
function makeTaker(db: Db, resources: Resources, bases: Fields[]) {
  const records = makeRecords(db, resources)
  return (shape: TableShape, row: Row): void => {
    const fields = asRowOf(shape, row)
    if (!fields) return
    if (shape.name === 'base') bases.push(fields)
    else if (shape.name === 'record') takeRecord(records, fields)
    else takePlain(records.prepare, shape, row, fields)
  }
}

function takeRecord(records: ReturnType<typeof makeRecords>, { tenant, collection, id, site, seq, doc }: Fields): void {
  const key = { tenant, collection, id } as Key
  if (!isCollection(key.collection) || records.find(key)) return
  records.put(key, String(doc), JSON.parse(String(doc)) as Doc, site as string | null, Number(seq), null)
}

function takePlain(prepare: ReturnType<typeof makeRecords>['prepare'], { name, hasRowid, alias }: TableShape, { rowid }: Row, fields: Fields): void {
  // The order of coming, where no column says it.
  const all: Fields = hasRowid && alias === undefined ? { rowid, ...fields } : fields
  const columns = Object.keys(all)
  prepare(`INSERT OR IGNORE INTO "${name}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...Object.values(all))
}

/** Numbers that were given out are not given out again, and headquarters' life is one that this file has not met. */
function beginAnew(db: Db, meta: ReturnType<typeof makeMeta>): void {
  // A hub's queue also holds what it brings up for others; their conflicts are not listed here.
  const own = db.prepare(`SELECT node FROM outbox WHERE cards = 1 ORDER BY ord DESC LIMIT 1`).get() as { node: string } | undefined
  meta.getOrMake('node', () => own?.node ?? newName())
  meta.set('epoch', newName())
  const met = meta.get('server_epoch')
  if (met !== undefined) meta.set(MET_LIFE, met)
  meta.set('server_epoch', newName())
  makeReadSoFar(meta).beginAgain()
  for (const other of READ_BESIDE) meta.delete(other)
}

function counts(db: Db): Omit<Salvaged, 'damaged' | 'pages'> {
  const one = (sql: string) => (db.prepare(sql).get() as { n: number | null }).n ?? 0
  return {
    records: one('SELECT count(*) AS n FROM record'),
    waiting: one(`SELECT count(*) AS n FROM outbox WHERE state <> 'final'`),
    missing: one('SELECT sum(gap) AS n FROM (SELECT max(n) - min(n) + 1 - count(*) AS gap FROM outbox GROUP BY node, epoch)'),
    conflicts: one('SELECT count(*) AS n FROM conflict WHERE choice IS NULL'),
  }
}
