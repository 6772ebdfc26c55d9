/** A lock of the operating system on a file, in three strengths. It ends with the process, also by kill -9. */
import Database from 'better-sqlite3'
import { StoreError } from '../store-error.ts'

/**
 * `serve` is held once and beside any number of `use`; `replace` is held alone.
 * These are exactly SQLite's reserved, shared and exclusive lock on an empty database.
 */
export type LockUse = 'serve' | 'use' | 'replace'

const STATEMENTS: Record<LockUse, readonly string[]> = {
  use: ['BEGIN', 'SELECT count(*) FROM sqlite_schema'],
  serve: ['BEGIN IMMEDIATE'],
  replace: ['BEGIN EXCLUSIVE'],
}

/** Long enough for another process's glance at the lock, too short to notice. */
const lock_wait_ms = 250

/** A lock object that is collected gives its lock up: whoever holds one is kept here. */
const held = new Set<Database.Database>()

/**
 * Takes the lock, making the file where it is missing.
 * @returns gives the lock back
 * @throws StoreError in-use, not-writable, damaged; the caller knows better words for them
 */
export function lockFile(file: string, use: LockUse): () => void {
  let lock: Database.Database | undefined
  try {
    lock = new Database(file, { timeout: lock_wait_ms })
    for (const statement of STATEMENTS[use]) run(lock, statement)
  } catch (error) {
    lock?.close()
    throw refusalOf(error, file)
  }
  const taken = lock
  held.add(taken)
  return () => {
    held.delete(taken)
    taken.close()
  }
}

function run(lock: Database.Database, sql: string): void {
  const statement = lock.prepare(sql)
  if (statement.reader) statement.all()
  else statement.run()
}

function refusalOf(error: unknown, file: string): StoreError {
  const code = (error as { code?: string }).code ?? ''
  if (code.startsWith('SQLITE_BUSY')) return new StoreError('in-use', `${file} is in use.`)
  if (code === 'SQLITE_NOTADB') return new StoreError('damaged', `${file} is not a lock of Hallpass.`)
  return new StoreError('not-writable', `${file} cannot be written.`)
}
