/** The hub of a desk's site, from the desk's side: pairing with it, and which one it is. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { pairedHubSchema } from '../../../src-shared/hub.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { placeOf } from '../desk/place.ts'
import { pairedHub } from '../hub/paired-hub.ts'
import { credentialOf } from './authenticate.ts'
import { checkDoor } from './desk-door.ts'
import { stateAfter, stateSchema } from './desk-open.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { route, type Call } from './route.ts'

const common = { tag: 'Desk', extension: true } as const
const pairBody = Type.Object({ address: Type.String({ minLength: 1, maxLength: 2_000 }), code: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false })

export function mountDeskHub(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    ...common, access: 'open', method: 'POST', path: '/desk/pair', operationId: 'deskPair', summary: "Make this station a desk of its site's hub, by the code that the hub shows", body: pairBody,
    responses: {
      200: { description: 'The state', schema: stateSchema }, 400: { description: 'The address or the code is wrong' }, 401: { description: 'The hub shows another code' },
      403: { description: 'Asked from another computer or page, or by nobody who leads at this site' }, 409: { description: 'The hub takes no code, or this station does not fit it' },
    },
    async handle(call) {
      const { address, code } = call.body as Static<typeof pairBody>
      return checkDoor(call.request) ?? mayPair(deps, call) ?? stateAfter(deps, await desk.pair(address, code))
    },
  })
  route(app, deps, {
    ...common, access: 'open', method: 'POST', path: '/desk/unpair', operationId: 'deskUnpair', summary: 'Sync with headquarters alone again, without the hub that this station is paired with', body: Type.Object({}, { additionalProperties: false }),
    responses: {
      200: { description: 'The state', schema: stateSchema }, 403: { description: 'Asked from another computer or page, or by nobody who leads at this site' },
      404: { description: 'It is paired with none' }, 409: { description: 'There is no other way to headquarters' },
    },
    async handle(call) {
      return checkDoor(call.request) ?? mayPair(deps, call) ?? stateAfter(deps, await desk.unpair())
    },
  })
  route(app, deps, {
    ...common, access: 'read', method: 'GET', path: '/desk/hub', operationId: 'deskHub', summary: 'The hub that this desk is paired with',
    responses: { 200: { description: 'The hub; null where there is none', schema: Type.Object({ hub: Type.Union([pairedHubSchema, Type.Null()]) }) } },
    async handle() {
      const known = pairedHub(stationEnv(deps).store)
      return { status: 200, body: { hub: known ? { name: known.name, url: known.url, paired_at: known.paired_at } : null } }
    },
  })
}

/** A desk that has a site is paired by whoever leads there; the hub of another site takes it in no case. */
function mayPair(deps: HttpDeps, { request }: Call): Refusal | undefined {
  if (!placeOf(stationEnv(deps).store)) return undefined
  const token = credentialOf(request)
  const role = token === undefined ? undefined : deps.session?.(token)?.role
  return role === 'lead' || role === 'admin' ? undefined : refuse('forbidden', 'Only a lead proctor or an administrator of this site may pair this desk with a hub.')
}
