/** `generateGroupOrder`: prices every active registration of a group (contract section 4). */
import { Type } from 'typebox'
import { fromCents, toCents } from '../../../../src-shared/money.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import { numberOf } from '../booking/stored-values.ts'
import { defineCommand, type GuardedReader, type Loaded } from '../command.ts'
import { idInput } from '../record-input.ts'
import { loadPriceFacts, type PricedRegistration } from './load-price-facts.ts'
import { orderChanges } from './order-changes.ts'

export interface GenerateGroupOrderInput {
  group_id: string
}

/** A larger group is priced in parts by hand; one transaction must stay short. */
export const group_registrations_max = 1_000

/** The first of a group is the one that `group_order` or else `number` puts first. */
function byPlace({ doc: one }: Pick<Loaded, 'doc'>, { doc: other }: Pick<Loaded, 'doc'>): number {
  return compare(numberOf(one, 'group_order'), numberOf(other, 'group_order')) || compare(numberOf(one, 'number'), numberOf(other, 'number'))
}

/** What has no place comes last. */
function compare(one: number | null, other: number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return one - other
}

export const generateGroupOrder = defineCommand({
  name: 'generate-group-order',
  input: Type.Object({ group_id: idInput }, { additionalProperties: false }),
  lane: ({ group_id }: GenerateGroupOrderInput) => `group/${group_id}`,
  async load(reader: GuardedReader, { group_id }: GenerateGroupOrderInput) {
    const where = [{ field: 'group_id', eq: group_id }, { field: 'status', eq: 'active' }]
    const registrations = await reader.query({ collection: 'registrations', where, limit: group_registrations_max + 1 })
    const priced: PricedRegistration[] = []
    for (const { doc } of registrations.toSorted(byPlace)) priced.push(await loadPriceFacts(reader, 'registrations', doc))
    return { group: await reader.get('groups', group_id), priced }
  },
  decide({ group, priced }, _input, context) {
    if (!group && priced.length === 0) return refuse('not-found', 'The group could not be found.')
    if (priced.length === 0) return refuse('invalid', 'The group has no active registration.')
    if (priced.length > group_registrations_max) return refuse('invalid', `The group has more than ${group_registrations_max} active registrations.`)
    const orders = priced.map((one) => orderChanges(one, context))
    const total = orders.reduce((sum, { order }) => sum + toCents(order.total), 0n)
    return {
      changes: orders.flatMap(({ changes }) => changes),
      // Each registration is followed by nothing but its link, so the first one is the second document.
      answer: ([, first]) => ({ ...first, order_total: fromCents(total) }),
    }
  },
})
