/** `/hub`: what a hub's own window and programs do with it: show a code, see the paired desks, remove one. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { hubCodeSchema, hubDeviceSchema, hubViewSchema } from '../../../src-shared/hub.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Identity } from './authenticate.ts'
import type { HttpDeps } from './http-deps.ts'
import { mountPair } from './mount-pair.ts'
import { route, type Operation } from './route.ts'

const common = { tag: 'Hub', extension: true } as const
const NOT_YOURS = { 403: { description: 'For a lead proctor or an administrator of the site' } }

export function mountHub(app: FastifyInstance, deps: HttpDeps): void {
  const { pairing, hubSwitch } = deps
  if (!pairing || !hubSwitch) return
  const guarded = (operation: Operation) => route(app, deps, { ...operation, handle: async (call) => checkKeeper(call.request.identity) ?? operation.handle(call) })
  const atHub = (operation: Operation) => guarded({ ...operation, handle: async (call) => (hubSwitch.isHub() ? operation.handle(call) : refuseFor('hub-not', {})) })
  const view = () => ({ status: 200, body: pairing.view() })

  guarded({
    ...common, method: 'POST', path: '/hub/become', operationId: 'hubBecome', access: 'write', summary: 'Make this laptop the hub of its site, now and at each start',
    body: Type.Object({}), bodyOptional: true,
    responses: { 200: { description: 'The hub', schema: hubViewSchema }, ...NOT_YOURS, 409: { description: 'This laptop is not the desk of a site yet' } },
    handle: async ({ request }) => (await hubSwitch.become(request.identity.actor)) ?? view(),
  })
  guarded({
    ...common, method: 'POST', path: '/hub/cease', operationId: 'hubCease', access: 'write', summary: 'End being the hub: the other desks go on with headquarters alone, and stay paired for the next time',
    body: Type.Object({}), bodyOptional: true,
    responses: { 200: { description: 'This laptop is no hub any more', schema: Type.Object({}) }, ...NOT_YOURS, 409: { description: 'It is the hub by an option of its start' } },
    handle: async ({ request }) => (await hubSwitch.cease(request.identity.actor)) ?? { status: 200, body: {} },
  })
  atHub({
    ...common, method: 'GET', path: '/hub', operationId: 'hubView', access: 'read', summary: 'This hub: its addresses, the code that it shows, the desks that are paired',
    responses: { 200: { description: 'The hub', schema: hubViewSchema }, ...NOT_YOURS, 404: { description: 'This laptop is no hub' } },
    handle: async () => view(),
  })
  atHub({
    ...common, method: 'POST', path: '/hub/code', operationId: 'hubShowCode', access: 'write', summary: 'Show a new pairing code, in place of the one before',
    body: Type.Object({}), bodyOptional: true,
    responses: { 200: { description: 'The code', schema: hubCodeSchema }, ...NOT_YOURS, 409: { description: 'The hub is not the desk of a site yet' } },
    async handle({ request }) {
      const code = await pairing.showCode(request.identity.actor)
      return isRefusal(code) ? code : { status: 200, body: code }
    },
  })
  guarded({
    ...common, method: 'DELETE', path: '/hub/devices/{device}', operationId: 'hubRemoveDevice', access: 'write', summary: 'Remove a paired desk: it is cut off at once',
    params: { device: { description: 'The id in the list of paired desks' } },
    responses: { 200: { description: 'The desk as it was', schema: hubDeviceSchema }, ...NOT_YOURS, 404: { description: 'No such desk is paired' } },
    async handle({ request, params }) {
      const removed = await pairing.remove(params.device ?? '', request.identity.actor)
      return isRefusal(removed) ? removed : { status: 200, body: removed }
    },
  })
  mountPair(app, deps)
}

/** Who may let desks in: a lead or an administrator at the desk, or an administrator's key. */
function checkKeeper({ role, actor }: Identity): Refusal | undefined {
  if (role === 'lead' || role === 'admin' || actor.scope === 'admin') return undefined
  return refuseFor('only-leads', {})
}
