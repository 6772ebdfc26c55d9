/** A data folder: lock, key and database, taken and given back together. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { isServed, lockFolder, type FolderUse } from './folder-lock.ts'
import { DATABASE_FILE, givenKey, keyOfFolder, syncFile, type KeySource } from './key-file.ts'
import { CHECK_FILE, healFolder, looksDamaged, markDamaged } from './recover-folder.ts'
import { isDamage, openDatabase, type Db } from './store/sqlite/database.ts'
import { writeCheck } from './store/sqlite/file-check.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import { watchDamage } from './store/sqlite/watch-damage.ts'
import { StoreError } from './store/store-error.ts'
import type { Store } from './store/store.ts'

/** A restore copies to this name first; where it stayed behind, the restore was interrupted. */
export const RESTORING_FILE = 'hallpass.db.restoring'

export interface OpenFolder {
  folder: string
  store: Store
  /** Closes the database and gives the folder back. */
  close(): Promise<void>
}

export interface OpenFolderOptions {
  folder: string
  /** `serve` for the one station or headquarters of the folder, `use` for a short command beside it. */
  use: Exclude<FolderUse, 'replace'>
  /** 64 hexadecimal digits, or where to find them. */
  key: string | KeySource
  /** False for commands that make no sense on an empty folder. */
  create?: boolean
  /** What to do about a damaged database; without it the folder is refused. */
  damage?: DamageOptions
}

export interface DamageOptions {
  /** True where a headquarters is at hand that fills a recovered database again. */
  refill: boolean
  log: (line: string) => void
  /** A page could not be read while the database was in use: the process has to end. The sentence says so. */
  onDamage: (sentence: string) => void
}

/**
 * Opens a data folder, making it where that is asked for. A damaged database is recovered where `damage` allows it.
 * @throws StoreError, BadKey
 */
export function openDataFolder(options: OpenFolderOptions): OpenFolder {
  const folder = resolve(options.folder)
  // A key that cannot be one is said before anything is made.
  if (typeof options.key !== 'string') givenKey(options.key)
  if (options.create === false) requireDatabase(folder)
  return openLocked(options, folder) ?? healed(options, folder)
}

/** @returns undefined where the database is damaged */
function openLocked({ use, key: given, damage }: OpenFolderOptions, folder: string): OpenFolder | undefined {
  const release = lockFolder(folder, use)
  try {
    refuseHalfRestored(folder)
    const key = typeof given === 'string' ? given : keyOfFolder(folder, given)
    // A database in use changes while it is looked at; whoever serves it has looked.
    const store = use === 'use' && isServed(folder) ? openStore(folder, key, true) : openChecked(folder, key)
    if (!store) {
      release()
      return undefined
    }
    return {
      folder,
      store: watchDamage(store, (error) => noteDamage(folder, error, damage)),
      async close() {
        await store.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

const openStore = (folder: string, key: string, isBeside = false) => openSqliteStore({ file: join(folder, DATABASE_FILE), key, resources: resourceOf, isBeside })

/** @returns undefined where the database is damaged */
function openChecked(folder: string, key: string): Store | undefined {
  if (looksDamaged(folder, key)) return undefined
  const file = join(folder, DATABASE_FILE)
  let witness: Db | undefined
  try {
    witness = existsSync(file) ? openWitness(file, key) : undefined
    const store = openStore(folder, key)
    writeCheck(join(folder, CHECK_FILE), file, key, syncFile)
    return store
  } catch (error) {
    if (!isDamage(error)) throw error
    markDamaged(folder, `could not be opened (${(error as Error).message})`)
    return undefined
  } finally {
    witness?.close()
  }
}

/**
 * Reads what an open reads first, and cannot write. Whoever closes a database last copies the log into the file: while this one is open
 * another that gives up leaves both as they were, and this one cannot.
 */
function openWitness(file: string, key: string): Db {
  const db = openDatabase(file, key, { readonly: true })
  try {
    if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get()) db.prepare('SELECT * FROM meta').all()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function healed(options: OpenFolderOptions, folder: string): OpenFolder {
  const release = lockFolder(folder, 'replace')
  try {
    const key = typeof options.key === 'string' ? options.key : keyOfFolder(folder, options.key)
    const { refill = false, log = () => undefined } = options.damage ?? {}
    healFolder({ folder, key, refill, mayRecover: options.damage !== undefined, log, now: new Date() })
  } finally {
    release()
  }
  const open = openLocked(options, folder)
  if (!open) throw new StoreError('damaged', `${join(folder, DATABASE_FILE)} is damaged and could not be recovered. Nothing was started.`)
  return open
}

function noteDamage(folder: string, error: Error, damage: DamageOptions | undefined): void {
  markDamaged(folder, `has a page that could not be read (${error.message})`)
  damage?.onDamage(`${join(folder, DATABASE_FILE)} has a page that could not be read (${error.message}). This process ends now, so that nothing wrong is shown; the next start looks at every page.`)
}

/** Fails where the folder has no database that can be used. @throws StoreError missing, damaged */
export function requireDatabase(folder: string): void {
  if (!existsSync(folder)) throw new StoreError('missing', `The data folder ${folder} does not exist.`)
  refuseHalfRestored(folder)
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StoreError('missing', `${folder} holds no Hallpass database.`)
}

function isHalfRestored(folder: string): boolean {
  return !existsSync(join(folder, DATABASE_FILE)) && existsSync(join(folder, RESTORING_FILE))
}

/** An empty database must not take the place of one that was about to be restored. */
function refuseHalfRestored(folder: string): void {
  if (!isHalfRestored(folder)) return
  throw new StoreError('damaged', `A restore into ${folder} was interrupted; run it again.`)
}
