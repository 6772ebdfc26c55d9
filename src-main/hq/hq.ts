/** Headquarters: the station's own API, commands and store without an upstream, with the change feed, the push door, mail and tokens. */
import { randomUUID } from 'node:crypto'
import type { WriteEnv } from '../station/commands/apply.ts'
import { openDataFolder } from '../station/data-folder.ts'
import { assemble, type Station } from '../station/station.ts'
import type { StationOptions } from '../station/station-options.ts'
import { startMail } from './mail/start-mail.ts'
import type { SmtpAddress } from './mail/smtp-address.ts'
import type { TokenSettings } from './tokens/token-settings.ts'
import { makeTokenCheck } from './tokens/verify-token.ts'

export interface HqOptions extends Omit<StationOptions, 'upstream' | 'hub'> {
  /** Without it messages wait. */
  smtp?: SmtpAddress | undefined
  /** Without it only keys are taken. */
  tokens?: TokenSettings | undefined
  /** False serves the documents' API alone, without feed and push. */
  syncRoutes?: boolean
}

/** Starts headquarters on a data folder. @throws StoreError, BadKey */
export async function startHq(options: HqOptions): Promise<Station> {
  const folder = openDataFolder({ folder: options.data, use: 'serve', key: options.key })
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const env: WriteEnv = { store: folder.store, now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => true }
  const token = options.tokens && makeTokenCheck({ settings: options.tokens, now: Date.now, log })
  const station = assemble({ folder, env, options, role: 'hq', syncRoutes: options.syncRoutes ?? true, ...(token ? { token } : {}) })
  const mail = startMail(env, options.smtp, log)
  return {
    ...station,
    async close() {
      await mail.stop()
      await station.close()
    },
  }
}
