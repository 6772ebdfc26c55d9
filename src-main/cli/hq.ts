/** `hallpass hq`: the central server. */
import { parseSmtpAddress } from '../hq/mail/smtp-address.ts'
import { readTokenSettings } from '../hq/tokens/token-settings.ts'
import { usageError } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { serve, serveOptions } from './serve.ts'
import { placeOf, storeOptions } from './store-options.ts'

export const hqCommand = defineCliCommand({
  name: 'hq',
  summary: 'Runs headquarters: the same API, the source of truth, and the change feed that stations read.',
  options: {
    ...serveOptions(4790),
    ...storeOptions,
    smtp: {
      type: 'text', value: 'URL', variable: 'HALLPASS_SMTP', refuse: refuseSmtp,
      prose: 'The mail server, smtp://user:pass@host:port or smtps://…; "?from=" names the usual sender. Without it messages wait.',
    },
    'no-sync': { type: 'flag', prose: 'Serves the API alone, without the change feed and the push at /sync.' },
    'jwt-issuer': { type: 'text', value: 'ISS', prose: 'Takes signed tokens (JWT) of this issuer beside keys; goes with the next two.' },
    'jwt-audience': { type: 'text', value: 'AUD', prose: 'Whom the tokens have to be for.' },
    'jwt-jwks': { type: 'text', value: 'URL|FILE', prose: "The issuer's public keys (a JSON Web Key Set): an https:// address, or a file that is read once." },
  },
  notes: [
    'With --database any number of these processes may run side by side on one PostgreSQL database, behind one address: what one commits wakes the streams of the others, mail is delivered by one of them at a time, --limit-rate counts in each process by itself. A pooler in between has to keep sessions. The database is encrypted by PostgreSQL or its disk, or not at all; `hallpass restored --help` says how it is backed up and restored.',
    'Prints {"ready":true,"url":"http://127.0.0.1:4790"} once it answers. SIGTERM finishes the requests under way; a second one does not wait.',
    'A token names its tenant in the claim "tenant" and what it may do in "scope" (the largest of read, write, admin); "site" limits it to one site, "sub" and "name" are who did it.',
  ],
  async run(values, _positionals, output) {
    const smtp = values.smtp === undefined ? undefined : parseSmtpAddress(values.smtp)
    if (typeof smtp === 'string') throw usageError(`--smtp ${smtp}`)
    const tokens = readTokenSettings({ issuer: values['jwt-issuer'], audience: values['jwt-audience'], jwks: values['jwt-jwks'] })
    if (typeof tokens === 'string') throw usageError(tokens)
    const place = placeOf(values)
    const { startHq } = await import('../hq/hq.ts')
    return serve({
      values, output,
      start: (key) => startHq({
        ...(place.data === undefined ? place : { data: place.data, key }), smtp, tokens, syncRoutes: !values['no-sync'],
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
