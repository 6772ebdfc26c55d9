/** `hallpass backup`: a copy of the database while it is in use, encrypted with the same key. */
import { chmodSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { LAST_BACKUP } from '../station/desk/last-backup.ts'
import { syncFile } from '../station/key-file.ts'
import { StoreError } from '../station/store/store-error.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, withFolder } from './shared-options.ts'

const private_mode = 0o600

export const backupCommand = defineCliCommand({
  name: 'backup',
  summary: 'Copies the database into one file, also while a station runs on it.',
  options: { ...folderOptions, to: { type: 'text', value: 'FILE', required: true, prose: 'The file to make; an existing one is refused.' } },
  notes: ['The copy is encrypted with the same key, which is not in it: keep the key, for without it the copy cannot be read.'],
  run: (values, _positionals, output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      const target = resolve(values.to)
      refuseExisting(target)
      // Whole and on disk under another name first: the name that was asked for never shows half a copy.
      const partial = `${target}.partial`
      rmSync(partial, { force: true })
      try {
        await store.backup(partial)
        chmodSync(partial, private_mode)
        syncFile(partial)
        rename(partial, target)
        syncFile(target)
        store.meta.set(LAST_BACKUP, new Date().toISOString())
      } catch (error) {
        throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? existing(target) : readable(error, target)
      } finally {
        rmSync(partial, { force: true })
      }
      output.print(JSON.stringify({ backup: target, bytes: statSync(target).size }))
      return EXIT.ok
    }),
})

/** Gives the copy its name and never replaces another file; some file systems of memory sticks have no links. */
function rename(partial: string, target: string): void {
  try {
    linkSync(partial, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    refuseExisting(target)
    renameSync(partial, target)
  }
}

function refuseExisting(target: string): void {
  if (existsSync(target)) throw existing(target)
}

function existing(target: string): CliError {
  return new CliError(EXIT.failed, `${target} exists already; choose another name.`)
}

function readable(error: unknown, target: string): unknown {
  const code = (error as NodeJS.ErrnoException).code
  const cannotWrite = error instanceof StoreError ? error.kind === 'not-writable' : code !== undefined && ['EACCES', 'ENOENT', 'ENOTDIR', 'EROFS', 'EPERM'].includes(code)
  return cannotWrite ? new CliError(EXIT.failed, `${target} cannot be written.`) : error
}
