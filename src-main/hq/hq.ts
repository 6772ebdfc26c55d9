/** Headquarters: the station's own API, commands and store without an upstream, with the change feed, the push door, mail and tokens. */
import { randomUUID } from 'node:crypto'
import type { WriteEnv } from '../station/commands/apply.ts'
import { openDataFolder } from '../station/data-folder.ts'
import { makeRetention } from '../station/retention/retention.ts'
import { assemble, type Station } from '../station/station.ts'
import { damageOptions, type StationOptions } from '../station/station-options.ts'
import { onFolder, onPostgres, type Task } from './hq-store.ts'
import { startMail } from './mail/start-mail.ts'
import type { SmtpAddress } from './mail/smtp-address.ts'
import type { TokenSettings } from './tokens/token-settings.ts'
import { makeTokenCheck } from './tokens/verify-token.ts'

export type HqOptions = HqSettings & (Pick<StationOptions, 'data' | 'key'> & { database?: undefined } | { database: string })

interface HqSettings extends Omit<StationOptions, 'upstream' | 'hub' | 'data' | 'key'> {
  /** Without it messages wait. */
  smtp?: SmtpAddress | undefined
  /** Without it only keys are taken. */
  tokens?: TokenSettings | undefined
  /** False serves the documents' API alone, without feed and push. */
  syncRoutes?: boolean
}

/** Starts headquarters on a data folder, or on a PostgreSQL database beside others. @throws StoreError, BadKey */
export async function startHq(options: HqOptions): Promise<Station> {
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const open = options.database === undefined ? onFolder(openDataFolder({ folder: options.data, use: 'serve', key: options.key, damage: damageOptions(options) })) : await onPostgres(options.database, log)
  const env: WriteEnv = { store: open.store, now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => true }
  const token = options.tokens && makeTokenCheck({ settings: options.tokens, now: Date.now, log })
  const station = assemble({ folder: open, env, options, role: 'hq', syncRoutes: options.syncRoutes ?? true, ...(token ? { token } : {}) })
  // Mail is delivered by one process: two would send a message twice. The same one erases what has had its day.
  const alone = open.alone(() => together(startMail(env, options.smtp, log), makeRetention(env, log)))
  return {
    ...station,
    async close() {
      await alone.stop()
      await station.close()
    },
  }
}

function together(...tasks: Task[]): Task {
  return { stop: async () => void (await Promise.all(tasks.map((task) => task.stop()))) }
}
