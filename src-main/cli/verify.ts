/** `hallpass verify`: integrity, audit log and outbox; changes nothing and works on a damaged file. */
import { join, resolve } from 'node:path'
import { requireDatabase } from '../station/data-folder.ts'
import { lockFolder } from '../station/folder-lock.ts'
import { DATABASE_FILE, givenKey, keyOfFolder, type KeySource } from '../station/key-file.ts'
import { withClient } from '../station/store/postgres/postgres-store.ts'
import { verifyDatabase } from '../station/store/postgres/verify.ts'
import { verifyFile } from '../station/store/sqlite/verify-file.ts'
import type { VerifyReport } from '../station/store/store.ts'
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
    const report = place.data === undefined ? await withClient(place.database, verifyDatabase) : verifyFolder(resolve(place.data), keySource(values))
    output.print(JSON.stringify(report))
    for (const problem of report.problems) output.log(`hallpass: ${problem}`)
    return report.ok ? EXIT.ok : EXIT.failed
  },
})

function verifyFolder(folder: string, source: KeySource): VerifyReport {
  givenKey(source)
  requireDatabase(folder)
  const release = lockFolder(folder, 'use')
  try {
    return verifyFile(join(folder, DATABASE_FILE), keyOfFolder(folder, source))
  } finally {
    release()
  }
}
