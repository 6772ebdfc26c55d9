/** A message that headquarters delivers once it has the line. It is a record like others, so that an outage loses none. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { isRefusal, refuse, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { renderHtml, renderLine } from '../templates/render-template.ts'
import { textOf } from '../booking/stored-values.ts'
import type { CommandContext, RecordChange } from '../command.ts'

export interface EmailTemplate {
  subject?: string | undefined
  body?: string | undefined
  from?: string | undefined
  from_name?: string | undefined
  reply_to?: string | undefined
  cc?: string | undefined
  bcc?: string | undefined
}

export interface MessageRequest {
  kind: 'notice' | 'confirmation' | 'preview'
  to: string
  template: EmailTemplate
  record: Doc
  about: { collection: Collection; id: string }
  site: string | null
}

export interface RenderedMessage {
  change: RecordChange
  subject: string
  html: string
}

const ADDRESS = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/

/** Whether a text can be one address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text)
}

/** Renders a message and makes the change that queues it; the same id here and at headquarters. */
export function queuedMessage({ kind, to, template, record, about, site }: MessageRequest, context: CommandContext): RenderedMessage | Refusal {
  if (!isAddress(to)) return refuse('invalid', `"${to}" is not an e-mail address.`, { errors: [{ path: '/email_address', message: 'is not an e-mail address' }] })
  const subject = renderLine(template.subject ?? '', record, 'subject')
  if (isRefusal(subject)) return subject
  const html = renderHtml(template.body ?? '', record, 'body')
  if (isRefusal(html)) return html
  const id = context.newId()
  const after: Doc = { id, kind, to, subject, html, ...envelope(template), about: `${about.collection}/${about.id}`, status: 'queued', queued_at: context.at }
  return { change: { key: { tenant: context.tenant, collection: 'messages', id }, after, site }, subject, html }
}

/** Sender and copies, each only where it can be an address. */
function envelope(template: EmailTemplate): Doc {
  const addresses = (['from', 'reply_to', 'cc', 'bcc'] as const).flatMap((field) => {
    const value = textOf(template as Doc, field)
    return value !== null && value.split(/[,;]/).every((part) => isAddress(part.trim())) ? [[field, value]] : []
  })
  const name = textOf(template as Doc, 'from_name')
  return { ...Object.fromEntries(addresses), ...(name === null ? {} : { from_name: name.replace(/[\r\n]+/g, ' ') }) }
}
