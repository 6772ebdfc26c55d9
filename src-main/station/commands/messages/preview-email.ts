/** `previewEmail`: a template with a record's data, answered and sent to the one who writes it (contract section 4). */
import { Type } from 'typebox'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import { defineCommand, type GuardedReader } from '../command.ts'
import { declared, declaredInput, docInput, idInput } from '../record-input.ts'
import { notFound } from '../record-rules.ts'
import { queuedMessage, type EmailTemplate } from './message.ts'
import { loadMessageRecord } from './message-record.ts'

export interface PreviewEmailInput {
  collection: Collection
  id: string
  to: string
  template: EmailTemplate
}

export const previewEmail = defineCommand({
  name: 'preview-email',
  input: Type.Object({ collection: declaredInput, id: idInput, to: Type.String({ maxLength: 320 }), template: docInput }, { additionalProperties: false }),
  lane: () => null,
  load: (reader: GuardedReader, { collection, id }: PreviewEmailInput) => loadMessageRecord(reader, collection, id),
  decide(record, { collection, to, template }: PreviewEmailInput, context) {
    if (!record) return notFound(declared(collection), collection)
    const message = queuedMessage({ kind: 'preview', to, template, record: record.variables, about: record.stored.key, site: record.stored.site }, context)
    if (isRefusal(message)) return message
    return { changes: [message.change], answer: () => ({ subject: message.subject, html: message.html }) }
  },
})
