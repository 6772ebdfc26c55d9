/** `generateOrder` and `generateGroupOrder`: what a registration costs, as a stored order. */
import { Type, type TSchema } from 'typebox'
import type { FastifyInstance } from 'fastify'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { courseRegistrations } from '../../../src-shared/resources/course-registrations.ts'
import { eventRegistrations } from '../../../src-shared/resources/event-registrations.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import { generateGroupOrder } from '../commands/orders/generate-group-order.ts'
import { generateOrder } from '../commands/orders/generate-order.ts'
import type { Doc } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { recordSchema } from './resource-schemas.ts'
import { route } from './route.ts'

const money = (description: string) => Type.Number({ description })

const orderSchema = Type.Object({
  id: Type.String(),
  status: Type.Literal('open'),
  currency_code: Type.String(),
  line_items: Type.Array(Type.Object({
    description: Type.String(),
    quantity: Type.Integer(),
    unit_price: money('For one'),
    amount: money('Quantity times unit price'),
    registration_id: Type.Optional(Type.String()),
  })),
  subtotal: money('Before the discount'),
  discount: money('What a coupon takes off'),
  total: money('What is to be paid'),
  amount_paid: money('What was paid'),
  balance_due: money('What is left to pay'),
})

const failures = { 400: { description: 'The registration was not valid.' }, 404: { description: 'The resource could not be found.' } }

export function mountOrders(app: FastifyInstance, deps: HttpDeps): void {
  for (const resource of [examRegistrations, courseRegistrations]) mountGenerateOrder(app, deps, resource, orderSchema)
  mountGenerateOrder(app, deps, eventRegistrations, recordSchema(eventRegistrations), 'an event')
  route(app, deps, {
    method: 'POST', path: '/registrations/{tenantId}/generateGroupOrder/{groupId}', operationId: 'registrationsGenerateGroupOrder',
    tag: 'registrations', access: 'write', summary: 'Generates an order for a registration group',
    description: 'Every active registration of the group is priced; `order_total` of the answered first one is that of the whole group.',
    params: { groupId: { description: 'The group' } },
    responses: { 200: { description: 'The first registration of the group.', schema: recordSchema(eventRegistrations) }, ...failures },
    handle: ({ params, run }) => run(generateGroupOrder, { group_id: params.groupId ?? '' }),
  })
}

function mountGenerateOrder(app: FastifyInstance, deps: HttpDeps, resource: Resource, schema: TSchema, from = 'a membership'): void {
  const { path, collection } = resource
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/generateOrder`, operationId: `${collection}GenerateOrder`, tag: path, access: 'write',
    summary: `Generates an order from ${from} registration`,
    description: 'The price comes from `fees` and `coupons`. A saved registration with an open order has that one updated.',
    body: recordSchema(resource), check: Type.Unsafe<Doc>({ type: 'object' }),
    responses: { 200: { description: 'The order, or for events the registration with its order.', schema }, ...failures },
    handle: ({ body, run }) => run(generateOrder, { collection, doc: body as Doc }),
  })
}
