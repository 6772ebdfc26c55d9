/** The records that pricing a registration writes: its order, and on a saved registration the link to it. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import type { Doc } from '../../store/store.ts'
import type { CommandContext, RecordChange } from '../command.ts'
import { siteOf } from '../site-of.ts'
import type { PricedRegistration } from './load-price-facts.ts'
import { priceRegistration } from './price-registration.ts'

export interface PricedOrder {
  order: Doc
  changes: RecordChange[]
  /** The registration with its order fields, where its document has them. */
  registration: Doc
}

/** Makes the order of a registration, or prices its open one again. */
export function orderChanges({ facts, saved, order }: PricedRegistration, context: CommandContext): PricedOrder {
  const id = order?.key.id ?? context.newId()
  const after: Doc = { ...order?.doc, id, status: 'open', ...priceRegistration(facts) }
  const changes: RecordChange[] = [{ key: { tenant: context.tenant, collection: 'orders', id }, after, site: order?.site ?? saved?.site ?? null, ...(order ? { before: order.doc } : {}) }]
  if (saved) changes.push(linked(saved.doc, after, facts.collection, saved.key.id, context))
  return { order: after, changes, registration: withOrder(facts.registration, after, facts.collection) }
}

function linked(before: Doc, order: Doc, collection: Collection, id: string, { tenant }: CommandContext): RecordChange {
  const after = withOrder(before, order, collection)
  return { key: { tenant, collection, id }, before, after, site: siteOf(collection, after, resourceOf(collection)) }
}

/** The registration's own copy of its order; an exam registration keeps only the link. */
export function withOrder(registration: Doc, order: Doc, collection: Collection): Doc {
  if (collection === 'examRegistrations') return { ...registration, order_id: order.id }
  return {
    ...registration,
    order_id: order.id,
    order_total: order.total,
    order_amount_paid: order.amount_paid,
    order_balance_due: order.balance_due,
    order_currency_code: order.currency_code,
    order_status: order.status,
  }
}
