/** A mailer on a real store and a real mail server, under a clock that runs a thousand times faster. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { makeMailer, type Mailer } from '../../../src-main/hq/mail/mailer.ts'
import { parseSmtpAddress } from '../../../src-main/hq/mail/smtp-address.ts'
import { smtpDelivery } from '../../../src-main/hq/mail/smtp-delivery.ts'
import type { WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Doc, Store } from '../../../src-main/station/store/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const speed = 1_000
const KEY = 'ab'.repeat(32)

export interface MailSite {
  store: Store
  /** The store as the mailer has it. */
  env: WriteEnv
  log: string[]
  /** How long the mailer meant to wait, in its own milliseconds. */
  waits: number[]
  queue(id: string, more?: Doc, tenant?: string): Promise<void>
  read(id: string, tenant?: string): Promise<Doc>
  /** A new mailer on the same store; ended with the test. */
  start(url: string): Mailer
}

export function mailSite(wrap: (store: Store) => Store = (store) => store): MailSite {
  const store = openSqliteStore({ file: join(tempFolder(), 'hq.db'), key: KEY, resources: resourceOf })
  const env: WriteEnv = { store: wrap(store), now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => true }
  const log: string[] = []
  const waits: number[] = []
  const started: Mailer[] = []
  onTestFinished(async () => {
    for (const mailer of started) await mailer.stop()
    await store.close()
  })
  const began = Date.now()
  return {
    store, env, log, waits,
    async queue(id, more = {}, tenant = 'bc') {
      const doc = { id, kind: 'notice', to: 'ana@example.test', subject: `Notice ${id}`, html: '<p>Hello <b>Ana</b></p>', status: 'queued', queued_at: env.now(), ...more }
      await store.commit({ guards: [], puts: [{ key: { tenant, collection: 'messages', id }, doc, site: null }], deletes: [], touches: [], audit: { tenant, actor: 'test', at: env.now(), action: 'test', record: null } })
    },
    async read(id, tenant = 'bc') {
      return JSON.parse((await store.get({ tenant, collection: 'messages', id }))?.text ?? 'null') as Doc
    },
    start(url) {
      const address = parseSmtpAddress(url)
      if (typeof address === 'string') throw new Error(address)
      const mailer = makeMailer({
        env, deliver: smtpDelivery(address), sender: address.from, random: () => 0.5, log: (line) => void log.push(line),
        clock: { now: () => began + (Date.now() - began) * speed },
        timers: {
          after(ms, callback) {
            waits.push(ms)
            const timer = setTimeout(callback, ms / speed)
            return () => clearTimeout(timer)
          },
        },
      })
      started.push(mailer)
      mailer.start()
      return mailer
    },
  }
}
