/** Mail at headquarters as it runs: with a mail server a mailer, without one a line that says how many messages wait. */
import type { WriteEnv } from '../../station/commands/apply.ts'
import { systemClock, systemTimers } from '../../station/sync/system-ports.ts'
import { makeMailer, type Mailer } from './mailer.ts'
import type { SmtpAddress } from './smtp-address.ts'
import { smtpDelivery } from './smtp-delivery.ts'
import { countWaiting } from './waiting-messages.ts'

export function startMail(env: WriteEnv, smtp: SmtpAddress | undefined, log: (line: string) => void): Pick<Mailer, 'stop'> {
  if (!smtp) return sayThatMailWaits(env, log)
  const mailer = makeMailer({ env, deliver: smtpDelivery(smtp), sender: smtp.from, clock: systemClock, timers: systemTimers, random: Math.random, log })
  mailer.start()
  return mailer
}

/** Once, when there is the first message. */
function sayThatMailWaits({ store }: WriteEnv, log: (line: string) => void): Pick<Mailer, 'stop'> {
  let said = false
  const say = async () => {
    const count = await countWaiting(store)
    if (said || count === 0) return
    said = true
    forget()
    log(`${count === 1 ? '1 message waits' : `${count} messages wait`} to be delivered: start headquarters with --smtp.`)
  }
  const run = () => void (running = say().catch((error: unknown) => log(`Mail: ${String(error)}`)))
  let running = Promise.resolve()
  const forget = store.onCommit(({ keys }) => {
    if (keys.some(({ collection }) => collection === 'messages')) run()
  })
  run()
  return {
    async stop() {
      forget()
      await running
    },
  }
}
