/** `hallpass hq`: the central server. */
import { parseSmtpAddress } from '../hq/mail/smtp-address.ts'
import { usageError } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { serve, serveOptions } from './serve.ts'

export const hqCommand = defineCliCommand({
  name: 'hq',
  summary: 'Runs headquarters: the same API, the source of truth, and the change feed that stations read.',
  options: {
    ...serveOptions(4790),
    smtp: {
      type: 'text', value: 'URL', variable: 'HALLPASS_SMTP', refuse: refuseSmtp,
      prose: 'The mail server, smtp://user:pass@host:port or smtps://…; "?from=" names the usual sender. Without it messages wait.',
    },
  },
  notes: ['Prints {"ready":true,"url":"http://127.0.0.1:4790"} once it answers. SIGTERM finishes the requests under way; a second one does not wait.'],
  async run(values, _positionals, output) {
    const smtp = values.smtp === undefined ? undefined : parseSmtpAddress(values.smtp)
    if (typeof smtp === 'string') throw usageError(`--smtp ${smtp}`)
    const { startHq } = await import('../hq/hq.ts')
    return serve({
      values, output,
      start: (key) => startHq({
        data: values.data, key, smtp,
        limits: { rate: values['limit-rate'], records: values['limit-records'] },
        log: output.log,
      }),
    })
  },
})

function refuseSmtp(text: string): string | undefined {
  const address = parseSmtpAddress(text)
  return typeof address === 'string' ? address : undefined
}
