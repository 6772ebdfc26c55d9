/** Files to begin with: making a database takes longer than a whole schedule does with it. One of each kind for each process. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { openSqliteStore } from '../../src-main/station/store/sqlite/sqlite-store.ts'
import type { ImportLine } from '../../src-main/station/store/store.ts'
import { KEY } from './machine.ts'

const made = new Map<readonly ImportLine[], Map<string, Promise<string>>>()

/** A folder in memory where the machine has one: what is tested is order, not disks. */
export function worldFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hallpass-world-'))
}

const EMPTY = 'empty'
export const NO_DOCUMENTS: readonly ImportLine[] = []

/** A file with these documents, for the machine of that name. */
export function templateOf(documents: readonly ImportLine[], at: string, name: string): Promise<string> {
  const files = made.get(documents) ?? new Map<string, Promise<string>>()
  made.set(documents, files)
  const file = files.get(name) ?? make(documents, at, name)
  files.set(name, file)
  return file
}

async function make(documents: readonly ImportLine[], at: string, name: string): Promise<string> {
  const folder = worldFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'new.db')
  // With the tables in it already, where it can be had.
  if (name !== EMPTY) copyFileSync(await templateOf(NO_DOCUMENTS, at, EMPTY), file)
  const store = openSqliteStore({ file, key: KEY, resources: resourceOf, newName: () => 'template' })
  if (documents.length > 0) await store.importLines(documents, at)
  for (const key of ['node', 'epoch', 'server_epoch_own', 'hub_life', 'hub_base']) store.meta.set(key, `${name}-${key}`)
  await store.close()
  return file
}
