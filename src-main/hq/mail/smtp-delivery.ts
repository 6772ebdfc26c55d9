/** Hands one mail to the mail server and says what came of it. The only place that knows nodemailer. */
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { mail_answer_characters_max, mail_connect_timeout_ms, mail_delivery_max_ms, mail_silent_max_ms } from '../../../src-shared/limits.ts'
import type { Mail } from './mail.ts'
import { isLocal, type SmtpAddress } from './smtp-address.ts'

export type Delivery =
  /** The server took it; `refused` names recipients that it did not take, each with its words. */
  | { kind: 'sent'; refused: string[] }
  /** The server will not take this message, ever. */
  | { kind: 'refused'; words: string }
  /** The server does not take this message now. */
  | { kind: 'later'; words: string }
  /** The server takes nothing now: no connection, no right to send, or it says so. */
  | { kind: 'down'; words: string; /** The line broke with this message under way, which may be why. */ broke: boolean }

/** @param signal ends the delivery where it is */
export type Deliver = (mail: Mail, signal: AbortSignal) => Promise<Delivery>

/** What nodemailer tells of a failure. */
interface SmtpError extends Error {
  code?: string
  responseCode?: number
  response?: string
  recipient?: string
  rejectedErrors?: SmtpError[]
}

/** Replies about the right to send; they are the settings' fault, not the message's. */
const RIGHTS = new Set([421, 530, 534, 535, 538])
const ABOUT_THE_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE'])
/** Not a connection that never came about. */
const LINE_BROKE = new Set(['ECONNECTION', 'EABORT', 'EPROTOCOL', 'ESTREAM'])

/** One connection for each mail: a connection that broke is never the reason for sending a mail twice. */
export function smtpDelivery(address: SmtpAddress): Deliver {
  const local = isLocal(address)
  const transport = nodemailer.createTransport({
    host: address.host, port: address.port, secure: address.secure,
    ...(address.auth ? { auth: address.auth } : {}),
    // A password goes over the network encrypted or not at all; on this computer a certificate proves nothing.
    requireTLS: address.auth !== undefined && !local,
    ignoreTLS: local,
    tls: { rejectUnauthorized: !local },
    connectionTimeout: mail_connect_timeout_ms, greetingTimeout: mail_connect_timeout_ms, socketTimeout: mail_silent_max_ms, dnsTimeout: mail_connect_timeout_ms,
    disableFileAccess: true, disableUrlAccess: true,
  })
  return async (mail, signal) => {
    try {
      const { rejectedErrors = [] } = (await transport.sendMail(optionsOf(mail, AbortSignal.any([signal, AbortSignal.timeout(mail_delivery_max_ms)])))) as { rejectedErrors?: SmtpError[] }
      return { kind: 'sent', refused: rejectedErrors.map(wordsOf) }
    } catch (error) {
      return failure(error as SmtpError)
    }
  }
}

function optionsOf({ messageId, from, to, cc, bcc, replyTo, subject, html, text }: Mail, signal: AbortSignal): SendMailOptions {
  const plain = (addresses: string[]) => addresses.map((address) => ({ name: '', address }))
  const options: SendMailOptions & { signal: AbortSignal } = {
    messageId, from, subject, html, text, signal,
    to: plain(to), cc: plain(cc), bcc: plain(bcc), replyTo: plain(replyTo),
    // Answering machines stay silent.
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
  return options
}

function failure(error: SmtpError): Delivery {
  const code = error.responseCode ?? 0
  const words = wordsOf(error)
  if (!ABOUT_THE_MESSAGE.has(error.code ?? '') || RIGHTS.has(code)) return { kind: 'down', words, broke: LINE_BROKE.has(error.code ?? '') }
  // Without a reply it is nodemailer that cannot send it (an address, a size), and never will.
  return code >= 400 && code < 500 ? { kind: 'later', words } : { kind: 'refused', words }
}

/** The server's own words, with whom they are about. */
function wordsOf({ response, message, recipient, rejectedErrors }: SmtpError): string {
  const inner = rejectedErrors?.length === 1 ? rejectedErrors[0] : undefined
  if (inner) return wordsOf(inner)
  const words = (response ?? message).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return `${recipient === undefined ? '' : `${recipient}: `}${words}`.slice(0, mail_answer_characters_max)
}
