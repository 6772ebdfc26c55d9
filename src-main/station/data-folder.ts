/** A data folder: lock, key and database, taken and given back together. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { lockFolder, type FolderUse } from './folder-lock.ts'
import { DATABASE_FILE, givenKey, keyOfFolder, type KeySource } from './key-file.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
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
}

/**
 * Opens a data folder, making it where that is asked for.
 * @throws StoreError, BadKey
 */
export function openDataFolder({ folder: given, use, key, create = true }: OpenFolderOptions): OpenFolder {
  const folder = resolve(given)
  // A key that cannot be one is said before anything is made.
  if (typeof key !== 'string') givenKey(key)
  if (!create) requireDatabase(folder)
  const release = lockFolder(folder, use)
  try {
    refuseHalfRestored(folder)
    const file = join(folder, DATABASE_FILE)
    const store = openSqliteStore({ file, key: typeof key === 'string' ? key : keyOfFolder(folder, key), resources: resourceOf })
    return {
      folder,
      store,
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

/** Fails where the folder has no database that can be used. @throws StoreError missing, damaged */
export function requireDatabase(folder: string): void {
  if (!existsSync(folder)) throw new StoreError('missing', `The data folder ${folder} does not exist.`)
  refuseHalfRestored(folder)
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StoreError('missing', `${folder} holds no Hallpass database.`)
}

/** An empty database must not take the place of one that was about to be restored. */
function refuseHalfRestored(folder: string): void {
  if (existsSync(join(folder, DATABASE_FILE)) || !existsSync(join(folder, RESTORING_FILE))) return
  throw new StoreError('damaged', `A restore into ${folder} was interrupted; run it again.`)
}
