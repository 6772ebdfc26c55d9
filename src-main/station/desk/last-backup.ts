/** A backup beside the database, from the desk: against a damaged file, not against a lost laptop. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { desk_backups_kept_max } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'

/** In `meta`: when the last backup was made, ISO 8601. */
export const LAST_BACKUP = 'last_backup_at'

const FOLDER = 'backups'
const folder_mode = 0o700
const NAME = /^hallpass-[\dT-]+\.db$/

/** Makes a backup in the data folder and keeps the newest few. @returns its file */
export async function backUp(store: Store, dataDir: string, now: string): Promise<string> {
  const folder = join(dataDir, FOLDER)
  mkdirSync(folder, { recursive: true, mode: folder_mode })
  const file = join(folder, `hallpass-${now.slice(0, 19).replaceAll(':', '-')}.db`)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  rmSync(file, { force: true })
  await store.backup(partial)
  renameSync(partial, file)
  store.meta.set(LAST_BACKUP, now)
  forgetOld(folder)
  return file
}

function forgetOld(folder: string): void {
  const names = readdirSync(folder).filter((name) => NAME.test(name)).sort()
  for (const name of names.slice(0, Math.max(0, names.length - desk_backups_kept_max))) rmSync(join(folder, name), { force: true })
}
