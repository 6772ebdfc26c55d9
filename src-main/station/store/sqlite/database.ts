/** Opens the encrypted file. The only place that knows the cipher, the pragmas and SQLite's error codes. */
import Database from 'better-sqlite3'
import { foldText } from '../fold-text.ts'
import { instantOf } from '../instant.ts'
import { StoreError } from '../store-error.ts'

export type Db = Database.Database
export type Statement = Database.Statement<unknown[], Record<string, unknown>>

const page_cache_kib = 131_072
const mmap_bytes = 0
// 64 MiB: a ceiling for a day without a quiet moment; see checkpointer.ts for the usual way.
const wal_pages_max = 16_384
// 256 MiB while a first load writes, and until the next quiet moment: a page that is written again and again is moved into the file once.
const first_load_wal_pages_max = 65_536
// Each index that is made at its end reads all rows.
const first_load_page_cache_kib = 196_608

/**
 * Opens (or makes) a database file encrypted with a raw 256-bit key.
 * @param key 64 hexadecimal digits
 * @throws StoreError wrong-key, damaged, not-writable
 */
export function openDatabase(file: string, key: string, options: { readonly?: boolean } = {}): Db {
  try {
    const db = new Database(file, { readonly: options.readonly ?? false })
    db.pragma(`cipher='sqlcipher'`)
    db.pragma(`key="x'${key}'"`)
    db.pragma(`cache_size=-${page_cache_kib}`)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (!options.readonly) {
      db.pragma('journal_mode=WAL')
      db.pragma('synchronous=FULL')
      setCeilings(db, false)
    }
    // What is deleted is overwritten: a photo whose day has come is gone from the file, not only from its index.
    if (!options.readonly) db.pragma('secure_delete=ON')
    db.pragma('foreign_keys=ON')
    db.pragma(`mmap_size=${mmap_bytes}`)
    db.pragma('temp_store=MEMORY')
    db.function('hp_fold', { deterministic: true }, (text) => (typeof text === 'string' ? foldText(text) : null))
    db.function('hp_instant', { deterministic: true }, (text) => instantOf(text))
    return db
  } catch (error) {
    throw storeErrorOf(error, file)
  }
}

/** How much is kept in memory, and how much the write-ahead log may hold before a commit moves it into the file. */
export function setCeilings(db: Db, isFirstLoad: boolean): void {
  db.pragma(`cache_size=-${isFirstLoad ? first_load_page_cache_kib : page_cache_kib}`)
  db.pragma(`wal_autocheckpoint=${isFirstLoad ? first_load_wal_pages_max : wal_pages_max}`)
}

/**
 * A bound LIMIT. SQLite plans a statement anew at each run where LIMIT is a bare parameter, because its value could change the plan;
 * for a look-up that is four times the work of the look-up.
 */
export function limited(parameter = '?'): string {
  return `LIMIT ${parameter} + 0`
}

const DAMAGE = new Set(['SQLITE_NOTADB', 'SQLITE_IOERR_DATA', 'SQLITE_IOERR_CORRUPTFS', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ'])

/** Whether an error of an open database says that its file is damaged. */
export function isDamage(error: unknown): boolean {
  const { code = '', kind } = error as { code?: unknown; kind?: unknown }
  return kind === 'damaged' || (typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || DAMAGE.has(code)))
}

/** Turns SQLite's codes into a StoreError; any other error is returned as it is. */
export function storeErrorOf(error: unknown, file: string): Error {
  if (error instanceof StoreError) return error
  const code = (error as { code?: string }).code ?? ''
  if (code === 'SQLITE_NOTADB') return new StoreError('wrong-key', `${file} cannot be opened with this key, or it is not a Hallpass database.`)
  if (isDamage(error)) return new StoreError('damaged', `${file} is damaged.`)
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return new StoreError('not-writable', `${file} cannot be written.`)
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return new StoreError('full', 'The disk is full or cannot be written.')
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return new StoreError('in-use', `${file} is in use by another program.`)
  return error instanceof Error ? error : new Error(String(error))
}
