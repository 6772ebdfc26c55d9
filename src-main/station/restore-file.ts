/** Puts a backup in the place of a folder's database, so that at every moment either the old or the new one is whole. */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { RESTORING_FILE } from './data-folder.ts'
import { DATABASE_FILE, folderKey, KEY_FILE, syncFile, syncFolder } from './key-file.ts'
import { forgetDamage, looksDamaged } from './recover-folder.ts'
import { openDatabase } from './store/sqlite/database.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import { verifyFile } from './store/sqlite/verify-file.ts'
import { StoreError } from './store/store-error.ts'

const private_mode = 0o600

/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['', '-wal', '-shm'] as const

/** Reads the whole backup before anything is changed. @throws StoreError */
export function checkBackup(file: string, key: string): number {
  if (!existsSync(file)) throw new StoreError('missing', `${file} does not exist.`)
  const report = verifyFile(file, key)
  const [problem] = report.problems
  if (problem !== undefined) throw new StoreError('damaged', `${withoutStop(problem)}. Nothing was changed.`)
  return report.records
}

export interface RestoreOptions {
  file: string
  folder: string
  key: string
  now: Date
}

/**
 * The caller holds the folder for `replace` and has checked the backup.
 * @returns how many records there are now, and the name under which the old database is kept
 */
export async function restoreFile({ file, folder, key, now }: RestoreOptions): Promise<{ records: number; kept: string | null }> {
  const incoming = join(folder, RESTORING_FILE)
  const records = await prepare(file, incoming, key)
  const kept = keepOld(folder, key, now)
  renameSync(incoming, join(folder, DATABASE_FILE))
  forgetDamage(folder)
  syncFolder(folder)
  return { records, kept }
}

/** A copy of the backup with a new epoch, whole and on disk; nothing stays behind where that fails. @returns how many records it has */
async function prepare(file: string, incoming: string, key: string): Promise<number> {
  removeDatabase(incoming)
  try {
    copyFileSync(file, incoming)
    chmodSync(incoming, private_mode)
    await beginNewEpoch(incoming, key)
    // The copy could have gone wrong; what takes the place of a database is read once more.
    const records = checkBackup(incoming, key)
    removeCompanions(incoming)
    syncFile(incoming)
    return records
  } catch (error) {
    removeDatabase(incoming)
    throw error
  }
}

/** A new life: this station numbers its writes anew, and stations that read from here send again what is missing. */
async function beginNewEpoch(file: string, key: string): Promise<void> {
  const store = openSqliteStore({ file, key, resources: resourceOf })
  try {
    store.outbox.renewEpoch()
    store.beginLife()
  } finally {
    await store.close()
  }
}

/** Renames the old database with what belongs to it; a key file that opens only the old one goes with it. */
function keepOld(folder: string, key: string, now: Date): string | null {
  const current = join(folder, DATABASE_FILE)
  if (!existsSync(current)) return null
  foldJournal(folder, key)
  const suffix = freeSuffix(folder, now)
  const kept = join(folder, `hallpass-${suffix}.db`)
  // The journal first: beside a new database it would be taken for that one's.
  for (const companion of COMPANIONS.toReversed()) if (existsSync(current + companion)) renameSync(current + companion, kept + companion)
  if (ownKey(folder) !== key && existsSync(join(folder, KEY_FILE))) renameSync(join(folder, KEY_FILE), join(folder, `station-${suffix}.key`))
  return kept
}

/** Moves what is only in the journal into the old file, so that the renames cannot part them; a damaged file and one of another key keep their journal. */
function foldJournal(folder: string, key: string): void {
  try {
    if (looksDamaged(folder, key)) return
    const db = openDatabase(join(folder, DATABASE_FILE), key)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
  } catch {
    // It is kept as it is.
  }
}

function ownKey(folder: string): string | undefined {
  try {
    return folderKey(folder)
  } catch {
    return undefined
  }
}

function freeSuffix(folder: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let i = 1; ; i++) {
    const suffix = i === 1 ? time : `${time}-${i}`
    if (!existsSync(join(folder, `hallpass-${suffix}.db`))) return suffix
  }
}

function removeDatabase(file: string): void {
  for (const companion of COMPANIONS) rmSync(file + companion, { force: true })
}

function removeCompanions(file: string): void {
  for (const companion of COMPANIONS.slice(1)) rmSync(file + companion, { force: true })
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
