/** Who may use a data folder at the same time: held by the operating system, so that it ends with the process, also by kill -9. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreError } from './store/store-error.ts'

/**
 * `serve`: the one station or headquarters of the folder. `use`: a short command beside it.
 * `replace`: nobody else at all, while the database is exchanged for another.
 */
export type FolderUse = 'serve' | 'use' | 'replace'

const LOCK_FILE = 'hallpass.lock'
const folder_mode = 0o700
/** Long enough for another process's glance at the lock, too short to notice. */
const lock_wait_ms = 250

// SQLite's three locks on an empty database are exactly the three uses.
const STATEMENTS: Record<FolderUse, readonly string[]> = {
  use: ['BEGIN', 'SELECT count(*) FROM sqlite_schema'],
  serve: ['BEGIN IMMEDIATE'],
  replace: ['BEGIN EXCLUSIVE'],
}

/** A lock object that is collected gives its lock up: whoever holds a folder is kept here. */
const held = new Set<Database.Database>()

/**
 * Makes the folder where it is missing and takes it.
 * @returns gives the folder back
 * @throws StoreError in-use, not-writable
 */
export function lockFolder(folder: string, use: FolderUse): () => void {
  makeFolder(folder)
  const lock = openLock(folder)
  try {
    for (const statement of STATEMENTS[use]) run(lock, statement)
  } catch (error) {
    lock.close()
    throw refusalOf(error, folder)
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}

/** Whether a station or headquarters runs on the folder. */
export function isServed(folder: string): boolean {
  try {
    lockFolder(folder, 'serve')()
    return false
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'in-use') return true
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: folder_mode })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') throw new StoreError('not-writable', `${folder} is not a folder.`)
    throw new StoreError('not-writable', `The data folder ${folder} cannot be made (${code}).`)
  }
}

function openLock(folder: string): Database.Database {
  try {
    return new Database(join(folder, LOCK_FILE), { timeout: lock_wait_ms })
  } catch {
    throw new StoreError('not-writable', `The data folder ${folder} cannot be written.`)
  }
}

function run(lock: Database.Database, sql: string): void {
  const statement = lock.prepare(sql)
  if (statement.reader) statement.all()
  else statement.run()
}

function refusalOf(error: unknown, folder: string): StoreError {
  const code = (error as { code?: string }).code ?? ''
  if (code.startsWith('SQLITE_BUSY')) return new StoreError('in-use', `The data folder ${folder} is in use by another Hallpass.`)
  if (code === 'SQLITE_NOTADB' || !statSync(folder).isDirectory()) return new StoreError('damaged', `${join(folder, LOCK_FILE)} is not a lock of Hallpass.`)
  return new StoreError('not-writable', `The data folder ${folder} cannot be written.`)
}
