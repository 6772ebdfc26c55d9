/** Reads everything that a price depends on. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from '../booking/stored-values.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import type { PriceFacts } from './price-registration.ts'

const fees_max = 1_000

/** Fields that a fee can name, and the collection of what they name, the most specific first. */
const PRICED_BY: Partial<Record<Collection, readonly { field: string; subjects: Collection }[]>> = {
  examRegistrations: [{ field: 'exam_id', subjects: 'exams' }],
  courseRegistrations: [{ field: 'course_id', subjects: 'courses' }],
  registrations: [{ field: 'package_id', subjects: 'packages' }, { field: 'event_id', subjects: 'events' }],
}

export interface PricedRegistration {
  facts: PriceFacts
  /** The registration as stored, where it is saved. */
  saved: Loaded | undefined
  /** Its open order, where it has one. */
  order: Loaded | undefined
}

/** @param registration as posted; a saved one is known by its id */
export async function loadPriceFacts(reader: GuardedReader, collection: Collection, registration: Doc): Promise<PricedRegistration> {
  const id = textOf(registration, 'id')
  const saved = id === null ? undefined : await reader.get(collection, id)
  const order = await openOrder(reader, saved)
  const contactField = collection === 'registrations' ? 'contact_id' : 'student_id'
  const facts: PriceFacts = {
    collection, registration,
    fees: await feesOf(reader, collection, registration),
    coupon: collection === 'registrations' ? await named(reader, 'coupons', registration.coupon_code_id) : undefined,
    contact: await named(reader, 'contacts', registration[contactField]),
    subject: await subjectOf(reader, collection, registration),
    amountPaid: order?.doc.amount_paid,
  }
  return { facts, saved, order }
}

async function openOrder(reader: GuardedReader, saved: Loaded | undefined): Promise<Loaded | undefined> {
  const id = textOf(saved?.doc, 'order_id')
  const order = id === null ? undefined : await reader.get('orders', id)
  return order?.doc.status === 'open' ? order : undefined
}

async function feesOf(reader: GuardedReader, collection: Collection, registration: Doc): Promise<Doc[]> {
  const found: Doc[] = []
  for (const { field } of PRICED_BY[collection] ?? []) {
    const id = textOf(registration, field)
    if (id === null) continue
    const fees = await reader.query({ collection: 'fees', where: [{ field, eq: id }], limit: fees_max })
    found.push(...fees.map(({ doc }) => doc))
  }
  return found
}

async function subjectOf(reader: GuardedReader, collection: Collection, registration: Doc): Promise<Doc | undefined> {
  for (const { field, subjects } of PRICED_BY[collection] ?? []) {
    const subject = await named(reader, subjects, registration[field])
    if (subject) return subject
  }
  return undefined
}

async function named(reader: GuardedReader, collection: Collection, id: unknown): Promise<Doc | undefined> {
  return typeof id === 'string' && id !== '' ? (await reader.get(collection, id))?.doc : undefined
}
