/** A message record as it goes to the mail server. What cannot be a mail is told before the server is asked. */
import type { Doc } from '../../station/store/store.ts'
import { htmlToText } from './html-to-text.ts'
import { isMailbox, mailboxes } from './mailbox.ts'

export interface Mailbox {
  name: string
  address: string
}

export interface Mail {
  /** Always the same for one record, so that whoever gets it twice can tell. */
  messageId: string
  from: Mailbox
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  html: string
  text: string
}

const subject_characters_max = 500
const name_characters_max = 200

/** The Message-ID of a record. Ids hold two characters that an address may not. */
export function messageIdOf(id: string): string {
  return `<${encodeURIComponent(id)}@hallpass.invalid>`
}

/** @returns the mail, or in one sentence why there can be none */
export function mailOf(id: string, doc: Doc, sender: string): Mail | string {
  const to = mailboxes(doc.to)
  if (!to || to.length === 0) return 'The message has no e-mail address to go to.'
  const from = doc.from ?? sender
  if (typeof from !== 'string' || !isMailbox(from)) return 'The sender of the message is not an e-mail address.'
  const [cc, bcc, replyTo] = [mailboxes(doc.cc), mailboxes(doc.bcc), mailboxes(doc.reply_to)]
  if (!cc || !bcc || !replyTo) return 'A copy or reply address of the message is not an e-mail address.'
  const html = typeof doc.html === 'string' ? doc.html : ''
  return {
    messageId: messageIdOf(id),
    from: { name: oneLine(doc.from_name, name_characters_max), address: from },
    to, cc, bcc, replyTo,
    subject: oneLine(doc.subject, subject_characters_max),
    html,
    text: htmlToText(html),
  }
}

/** A header is one line, whatever the text was. */
function oneLine(value: unknown, max: number): string {
  return typeof value === 'string' ? value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, max) : ''
}
