/** `sendNotice`: a notice to the holder of a registration or certification, noted on the record (contract section 4). */
import { Type } from 'typebox'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { isRefusal, refuse } from '../../../../src-shared/problem.ts'
import { asList } from '../../store/fold.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type GuardedReader } from '../command.ts'
import { declared, declaredInput, idInput } from '../record-input.ts'
import { checkLock, notFound } from '../record-rules.ts'
import { queuedMessage } from './message.ts'
import { loadMessageRecord } from './message-record.ts'

export interface SendNoticeInput {
  collection: Collection
  id: string
  notice_id: string
  new_status_reason_id?: string
}

/** Exams have notices of their own. */
const noticesOf = (collection: Collection): Collection => (collection === 'examRegistrations' ? 'examNotices' : 'notices')

export const sendNotice = defineCommand({
  name: 'send-notice',
  input: Type.Object({ collection: declaredInput, id: idInput, notice_id: idInput, new_status_reason_id: Type.Optional(idInput) }, { additionalProperties: false }),
  lane: ({ collection, id }: SendNoticeInput) => `${collection}/${id}`,
  async load(reader: GuardedReader, { collection, id, notice_id, new_status_reason_id }: SendNoticeInput) {
    return {
      record: await loadMessageRecord(reader, collection, id),
      notice: await reader.get(noticesOf(collection), notice_id),
      reason: new_status_reason_id === undefined ? undefined : await reader.get('statusReasons', new_status_reason_id),
    }
  },
  decide({ record, notice, reason }, { collection, notice_id, new_status_reason_id }: SendNoticeInput, context) {
    if (!record) return notFound(declared(collection), collection)
    if (!notice) return refuse('not-found', 'The notice could not be found.')
    if (new_status_reason_id !== undefined && !reason) return refuse('not-found', 'The status reason could not be found.')
    const { stored, email, variables } = record
    const locked = checkLock(stored.doc, stored.doc, context.actor)
    if (locked) return locked
    if (email === null) return refuse('invalid', `This ${declared(collection).noun} has no e-mail address.`, { errors: [{ path: '/email_address', message: 'is missing' }] })
    const message = queuedMessage({ kind: 'notice', to: email, template: notice.doc, record: variables, about: stored.key, site: stored.site }, context)
    if (isRefusal(message)) return message
    const after: Doc = { ...stored.doc, notices: [...asList(stored.doc.notices), { notice_id, date: context.at }], ...(reason ? { status_reason_id: new_status_reason_id } : {}) }
    return { changes: [{ key: stored.key, before: stored.doc, after, site: stored.site }, message.change], answer: ([changed]) => changed }
  },
})
