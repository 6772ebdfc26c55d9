/** The address of a mail server: `smtp://user:pass@host:port` or `smtps://…`, with `?from=` for the usual sender. */
import { isIP } from 'node:net'
import { isMailbox } from './mailbox.ts'

export interface SmtpAddress {
  host: string
  port: number
  /** TLS from the first byte (smtps). */
  secure: boolean
  auth?: { user: string; pass: string }
  /** Who a message is from that does not say so itself. */
  from: string
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const
const sender_default = 'hallpass@hallpass.invalid'

/** Reads an address; a text is the reason why it cannot be one, without the password. */
export function parseSmtpAddress(text: string): SmtpAddress | string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !(url.protocol in PORTS)) return 'must be smtp://user:pass@host:port or smtps://user:pass@host:port.'
  if (url.hostname === '') return 'has no host.'
  if (!['', '/'].includes(url.pathname) || url.hash !== '') return 'has something after the port that does not belong there.'
  const strange = [...url.searchParams.keys()].find((name) => name !== 'from')
  if (strange !== undefined) return `has the parameter "${strange}"; only "from" is known.`
  const user = decoded(url.username)
  const pass = decoded(url.password)
  if (user === undefined || pass === undefined) return 'has a user or password that is not percent-encoded as it should be.'
  const from = url.searchParams.get('from') ?? (isMailbox(user) ? user : sender_default)
  if (!isMailbox(from)) return `has a "from" that is no e-mail address: "${from}".`
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? PORTS[url.protocol as keyof typeof PORTS] : Number(url.port)
  if (port === 0) return 'has no port that can be reached.'
  return { host, port, secure: url.protocol === 'smtps:', from, ...(user === '' ? {} : { auth: { user, pass } }) }
}

/** Whether the mail server is on this computer, where a certificate proves nothing. */
export function isLocal({ host }: SmtpAddress): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
