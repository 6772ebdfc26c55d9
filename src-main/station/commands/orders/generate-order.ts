/** `generateOrder`: prices the posted registration and stores the order (contract section 4). */
import { Type } from 'typebox'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand } from '../command.ts'
import { declared, declaredInput, docInput } from '../record-input.ts'
import { checkLock, withoutNulls } from '../record-rules.ts'
import { errorSentence, validate } from '../validate.ts'
import { loadPriceFacts } from './load-price-facts.ts'
import { orderChanges, withOrder } from './order-changes.ts'

export interface GenerateOrderInput {
  collection: Collection
  doc: Doc
}

/** What the registration has to name to have a price. */
const SUBJECT: Partial<Record<Collection, string>> = { examRegistrations: 'exam_id', courseRegistrations: 'course_id', registrations: 'event_id' }

export const generateOrder = defineCommand({
  name: 'generate-order',
  input: Type.Object({ collection: declaredInput, doc: docInput }, { additionalProperties: false }),
  lane: ({ collection, doc }: GenerateOrderInput) => (typeof doc.id === 'string' ? `${collection}/${doc.id}` : null),
  load: (reader, { collection, doc }: GenerateOrderInput) => loadPriceFacts(reader, collection, withoutNulls(doc)),
  decide(priced, { collection, doc }: GenerateOrderInput, context) {
    const errors = [...validate(declared(collection).schema, withoutNulls(doc)), ...missingSubject(collection, doc)]
    if (errors.length > 0) return refuse('invalid', errorSentence(errors), { errors })
    const locked = priced.saved && checkLock(priced.saved.doc, priced.saved.doc, { ...context.actor, scope: 'write' })
    if (locked) return locked
    const { changes } = orderChanges(priced, context)
    return { changes, answer: (stored) => answerOf(collection, withoutNulls(doc), stored) }
  },
})

function missingSubject(collection: Collection, doc: Doc) {
  const field = SUBJECT[collection]
  return field === undefined || typeof doc[field] === 'string' ? [] : [{ path: `/${field}`, message: 'is required' }]
}

/** Exams and courses answer the order, events the registration. */
function answerOf(collection: Collection, posted: Doc, [order, saved]: Doc[]): unknown {
  if (collection !== 'registrations') return publicOrder(order ?? {})
  return saved ?? withOrder(posted, order ?? {}, collection)
}

/** The order as the contract shows it, without what the store stamps. */
function publicOrder(order: Doc): Doc {
  return Object.fromEntries(Object.entries(order).filter(([field]) => !field.startsWith('sys_')))
}
