/** `hallpass restored`: says that a PostgreSQL database is the restored one, so that stations send again what it lacks. */
import { resourceOf } from '../../src-shared/resources/index.ts'
import { markRestored } from '../station/store/postgres/life.ts'
import { migrate } from '../station/store/postgres/migrate.ts'
import { withClient } from '../station/store/postgres/postgres-store.ts'
import { EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { databaseOption } from './store-options.ts'

export const restoredCommand = defineCliCommand({
  name: 'restored',
  summary: "Begins a new epoch of headquarters' PostgreSQL database after it was restored, and prints it.",
  options: { database: { ...databaseOption, required: true } },
  notes: [
    'Backup is PostgreSQL\'s own: pg_dump --format=custom, or a base backup with archived write-ahead log for a restore to a point in time. Encryption of the disk and of the line (sslmode=verify-full in the URL) are PostgreSQL\'s too.',
    'To restore: stop every `hallpass hq`; restore into an empty database (pg_restore --no-owner --dbname=NAME FILE), or let the server recover to its target and promote it; run this command; start `hallpass hq` on it.',
    'Stations notice the new epoch, send again what the database lost, each write once, and read everything anew; only what headquarters itself wrote after the backup is gone.',
    'Headquarters sees by itself that it woke up in another database, in another cluster, or on another timeline, and begins a new epoch; a copy of the server\'s files put back in place it cannot see, so run this command after every restore. Once more does no harm but for the reading.',
  ],
  async run(values, _positionals, output) {
    const epoch = await withClient(values.database, async (client) => {
      await migrate(client, resourceOf, output.log)
      return markRestored(client)
    })
    output.print(JSON.stringify({ epoch }))
    return EXIT.ok
  },
})
