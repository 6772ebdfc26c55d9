/** `hallpass restore`: puts a backup into a folder and starts a new epoch, so that no number is used twice. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lockFolder } from '../station/folder-lock.ts'
import { DATABASE_FILE, folderKey, givenKey, KEY_FILE, type KeySource } from '../station/key-file.ts'
import { checkBackup, restoreFile } from '../station/restore-file.ts'
import { CliError, EXIT, usageError } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, keySource } from './shared-options.ts'

export const restoreCommand = defineCliCommand({
  name: 'restore',
  summary: 'Puts a backup into an empty folder, or in the place of its database with --force.',
  positionals: [{ name: 'FILE', prose: 'the backup' }],
  options: { ...folderOptions, force: { type: 'flag', prose: 'Replace the database that is there; the old one is kept beside it, with the time in its name.' } },
  notes: ['The key has to be that of the backup. Nothing may run on the folder. API keys and users are those of the backup again.'],
  async run(values, [file = ''], output) {
    const folder = resolve(values.data)
    const key = keyFor(folder, keySource(values))
    checkBackup(resolve(file), key)
    const release = lockFolder(folder, 'replace')
    try {
      if (existsSync(join(folder, DATABASE_FILE)) && !values.force) {
        throw new CliError(EXIT.failed, `${folder} holds a database already; --force replaces it and keeps the old one beside it.`)
      }
      const { kept, records } = await restoreFile({ file: resolve(file), folder, key, now: new Date() })
      output.print(JSON.stringify({ restored: resolve(file), data: folder, records, kept }))
    } finally {
      release()
    }
    return EXIT.ok
  },
})

/** Restoring never makes a key: a new one could not open the backup. */
function keyFor(folder: string, source: KeySource): string {
  const key = givenKey(source) ?? folderKey(folder)
  if (key === undefined) throw usageError(`restore needs the key of the backup: give HALLPASS_KEY or --key-file, or put ${KEY_FILE} into ${folder}.`)
  return key
}
