/** Who may use a data folder at the same time: held by the operating system, so that it ends with the process. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile, type LockUse } from './store/sqlite/lock-file.ts'
import { StoreError } from './store/store-error.ts'

/**
 * `serve`: the one station or headquarters of the folder. `use`: a short command beside it.
 * `replace`: nobody else at all, while the database is exchanged for another.
 */
export type FolderUse = LockUse

const LOCK_FILE = 'hallpass.lock'
const folder_mode = 0o700

/**
 * Makes the folder where it is missing and takes it.
 * @returns gives the folder back
 * @throws StoreError in-use, not-writable, damaged
 */
export function lockFolder(folder: string, use: FolderUse): () => void {
  makeFolder(folder)
  try {
    return lockFile(join(folder, LOCK_FILE), use)
  } catch (error) {
    throw error instanceof StoreError ? aboutFolder(error, folder) : error
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

function aboutFolder(error: StoreError, folder: string): StoreError {
  if (error.kind === 'in-use') return new StoreError('in-use', `The data folder ${folder} is in use by another Hallpass.`)
  if (error.kind === 'not-writable') return new StoreError('not-writable', `The data folder ${folder} cannot be written.`)
  return error
}
