/** `resendConfirmationEmail`: the confirmation of an event registration once more (contract section 4). */
import { Type } from 'typebox'
import { eventRegistrations } from '../../../../src-shared/resources/event-registrations.ts'
import { isRefusal, refuse, type Refusal } from '../../../../src-shared/problem.ts'
import { CONFIRMATION } from '../templates/default-templates.ts'
import { defineCommand, type CommandContext, type GuardedReader } from '../command.ts'
import { idInput } from '../record-input.ts'
import { notFound } from '../record-rules.ts'
import { queuedMessage, type EmailTemplate, type RenderedMessage } from './message.ts'
import { loadMessageRecord, type MessageRecord } from './message-record.ts'

export interface ResendConfirmationInput {
  id: string
}

export const resendConfirmation = defineCommand({
  name: 'resend-confirmation',
  input: Type.Object({ id: idInput }, { additionalProperties: false }),
  lane: () => null,
  load: (reader: GuardedReader, { id }: ResendConfirmationInput) => loadMessageRecord(reader, 'registrations', id),
  decide(record, _input, context) {
    if (!record) return notFound(eventRegistrations, 'registrations')
    const message = confirmation(record, context)
    if (isRefusal(message)) return message
    return { changes: [message.change], answer: ([queued]) => ({ message_id: queued?.id, status: 'queued' }) }
  },
})

/** The event's own confirmation, else the usual one. */
export function confirmation({ stored, subject, variables, email }: MessageRecord, context: CommandContext): RenderedMessage | Refusal {
  if (email === null) return refuse('invalid', 'This registration has no e-mail address.', { errors: [{ path: '/email_address', message: 'is missing' }] })
  const own = subject?.confirmation_email_template
  const template = typeof own === 'object' && own !== null ? (own as EmailTemplate) : CONFIRMATION
  return queuedMessage({ kind: 'confirmation', to: email, template, record: variables, about: stored.key, site: stored.site }, context)
}
