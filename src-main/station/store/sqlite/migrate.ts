/** Brings a file to the schema of this version; refuses one from a newer version. */
import { StoreError } from '../store-error.ts'
import type { Db } from './database.ts'
import { initial } from './migrations/0001-initial.ts'
import { lookup } from './migrations/0002-lookup.ts'
import { waiting } from './migrations/0003-waiting.ts'
import { apiKeys } from './migrations/0004-api-keys.ts'
import { hub } from './migrations/0005-hub.ts'
import { attachments } from './migrations/0007-attachments.ts'
import { runs } from './migrations/0006-runs.ts'
import { lives } from './migrations/0008-lives.ts'
import { answeredBefore } from './migrations/0009-answered-before.ts'

const MIGRATIONS = [initial, lookup, waiting, apiKeys, hub, runs, attachments, lives, answeredBefore]

/** The schema that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** Runs the migrations that the file lacks, each in a transaction of its own. */
export function migrate(db: Db, file: string): void {
  const found = db.pragma('user_version', { simple: true }) as number
  if (found > SCHEMA_VERSION) {
    throw new StoreError('newer-schema', `${file} was written by a newer version of Hallpass (schema ${found}, this one knows ${SCHEMA_VERSION}). Nothing was changed.`)
  }
  for (const { version, sql } of MIGRATIONS.filter((migration) => migration.version > found)) {
    db.transaction(() => {
      // Another process may have opened the new file at the same moment.
      if ((db.pragma('user_version', { simple: true }) as number) >= version) return
      db.exec(sql)
      db.pragma(`user_version=${version}`)
    }).immediate()
  }
}
