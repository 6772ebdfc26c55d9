/** `hallpass verify`: integrity, audit log and outbox; changes nothing and works on a damaged file. */
import { join, resolve } from 'node:path'
import { requireDatabase } from '../station/data-folder.ts'
import { isServed, lockFolder } from '../station/folder-lock.ts'
import { DATABASE_FILE, givenKey, keyOfFolder, type KeySource } from '../station/key-file.ts'
import { withClient } from '../station/store/postgres/postgres-store.ts'
import { verifyDatabase } from '../station/store/postgres/verify.ts'
import { quickDamage } from '../station/recover-folder.ts'
import { verifyFile, type FileReport } from '../station/store/sqlite/verify-file.ts'
import { EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { keySource } from './shared-options.ts'
import { placeOf, storeOptions } from './store-options.ts'

export const verifyCommand = defineCliCommand({
  name: 'verify',
  summary: 'Checks pages, audit log, records and the queue for headquarters, and prints a report as JSON. Changes nothing.',
  options: storeOptions,
  notes: ['Exit code 1 when something is wrong. Works beside a running station.', "Of a PostgreSQL database it checks the audit log, the records and the change numbers as of one moment; pages are PostgreSQL's own to check (pg_amcheck, checksums)."],
  async run(values, _positionals, output) {
    const place = placeOf(values)
    const report: FileReport = place.data === undefined ? await withClient(place.database, verifyDatabase) : verifyFolder(resolve(place.data), keySource(values))
    output.print(JSON.stringify(report))
    if (report.recovered !== undefined) output.log(`hallpass: ${report.recovered}`)
    for (const problem of report.problems) output.log(`hallpass: ${problem}`)
    return report.ok ? EXIT.ok : EXIT.failed
  },
})

function verifyFolder(folder: string, source: KeySource): FileReport {
  givenKey(source)
  requireDatabase(folder)
  const release = lockFolder(folder, 'use')
  try {
    const key = keyOfFolder(folder, source)
    const file = join(folder, DATABASE_FILE)
    const report = verifyFile(file, key)
    // SQLite drops a damaged log without a word. One that is in use changes while it is looked at.
    const damage = isServed(folder) ? null : seen(folder, key)
    return damage === null ? report : { ...report, ok: false, problems: [`${file} ${damage}.`, ...report.problems] }
  } finally {
    release()
  }
}

/** A wrong key is in the report already. */
function seen(folder: string, key: string): string | null {
  try {
    return quickDamage(folder, key)
  } catch {
    return null
  }
}
