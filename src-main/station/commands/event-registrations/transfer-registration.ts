/** `transfer/{id}/{contactId}`: an event registration goes to another contact, with all that hangs on it (contract section 4). */
import { Type } from 'typebox'
import { isRefusal, refuse } from '../../../../src-shared/problem.ts'
import { eventRegistrations } from '../../../../src-shared/resources/event-registrations.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from '../booking/stored-values.ts'
import { defineCommand, type CommandContext, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { idInput } from '../record-input.ts'
import { checkLock, notFound } from '../record-rules.ts'
import { confirmation } from '../messages/resend-confirmation.ts'
import { loadMessageRecord, type MessageRecord } from '../messages/message-record.ts'
import { siteOf } from '../site-of.ts'

export interface TransferRegistrationInput {
  id: string
  contact_id: string
  send_confirmation_email?: boolean
}

const linked_max = 1_000
/** What a registration copies from its contact. */
const COPIED = ['first_name', 'last_name', 'email_address', 'city', 'state', 'country', 'job_title'] as const

export const transferRegistration = defineCommand({
  name: 'transfer-registration',
  input: Type.Object({ id: idInput, contact_id: idInput, send_confirmation_email: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  lane: ({ id }: TransferRegistrationInput) => `registrations/${id}`,
  async load(reader: GuardedReader, { id, contact_id }: TransferRegistrationInput) {
    const registration = await reader.get('registrations', id)
    const contact = await reader.get('contacts', contact_id)
    const courses = await reader.query({ collection: 'courseRegistrations', where: [{ field: 'event_registration_id', eq: id }], limit: linked_max })
    const current = await Promise.all(courses.map(({ key }) => reader.get('courseRegistrations', key.id)))
    const record = await loadMessageRecord(reader, 'registrations', id)
    return { registration, contact, record, courses: current.filter((course): course is Loaded => course !== undefined) }
  },
  decide({ registration, contact, record, courses }, { contact_id, send_confirmation_email }, context) {
    if (!registration) return notFound(eventRegistrations, 'registrations')
    if (!contact) return refuse('not-found', 'The contact could not be found.')
    if (registration.doc.status === 'cancelled') return refuse('invalid', 'A cancelled registration cannot be transferred.')
    const locked = [registration, ...courses].map(({ doc }) => checkLock(doc, doc, context.actor)).find((refusal) => refusal !== undefined)
    if (locked) return locked
    const changes = [moved(registration, 'contact_id', contact_id, contact.doc), ...courses.map((course) => moved(course, 'student_id', contact_id, contact.doc))]
    const message = send_confirmation_email === true && record ? confirmationAfter(record, changes[0]?.after ?? {}, context) : undefined
    if (message !== undefined && isRefusal(message)) return message
    return { changes: message ? [...changes, message.change] : changes, answer: ([stored]) => stored }
  },
})

/** The confirmation as the new holder gets it. */
function confirmationAfter(record: MessageRecord, after: Doc, context: CommandContext) {
  return confirmation({ ...record, variables: { ...record.variables, ...after }, email: textOf(after, 'email_address') }, context)
}

function moved({ key, doc }: Loaded, field: string, contactId: string, contact: Doc): RecordChange {
  const rest = Object.fromEntries(Object.entries(doc).filter(([name]) => !(COPIED as readonly string[]).includes(name) && name !== 'name'))
  const copied = COPIED.flatMap((name) => (textOf(contact, name) === null ? [] : [[name, contact[name]]]))
  const full = [textOf(contact, 'first_name'), textOf(contact, 'last_name')].filter((part) => part !== null).join(' ')
  const name = textOf(contact, 'name') ?? (full === '' ? undefined : full)
  const after = { ...rest, [field]: contactId, ...Object.fromEntries(copied), ...(name === undefined ? {} : { name }) }
  return { key, before: doc, after, site: siteOf(key.collection, after, resourceOf(key.collection)) }
}
