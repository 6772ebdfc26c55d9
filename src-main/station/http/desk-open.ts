/** What the window may do before anyone has signed in: see where it is, join a site, sign in. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { id_characters_max } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import type { Desk } from '../desk/desk.ts'
import { placeOf, venueName, venueOf } from '../desk/place.ts'
import { signInAtDesk } from '../desk/sign-in.ts'
import { deskState } from '../desk/state.ts'
import { usersAt } from '../desk/users.ts'
import { credentialOf } from './authenticate.ts'
import { checkDoor } from './desk-door.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { route, type Answer, type Call, type Operation } from './route.ts'

const common = { tag: 'Desk', extension: true, access: 'open' } as const
export const stateSchema = Type.Unsafe<object>({ type: 'object', description: 'phase, site, station, demo_pin, demo_available' })
const LOCAL = { 403: { description: 'Asked from another computer or page' } }
const id = () => Type.String({ pattern: ID_PATTERN, minLength: 1, maxLength: id_characters_max })

const joinBody = Type.Object({ address: Type.String({ minLength: 1, maxLength: 2_000 }), key: Type.String({ minLength: 1, maxLength: 500, pattern: '^[\\x21-\\x7e]+$' }), site: id() }, { additionalProperties: false })
const signInBody = Type.Object({ user_id: id(), pin: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false })

export function mountDeskOpen(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  const { store } = stationEnv(deps)
  /** An operation for people at this computer. */
  const local = (operation: Omit<Operation, keyof typeof common>) =>
    route(app, deps, { ...common, ...operation, handle: async (call) => checkDoor(call.request) ?? operation.handle(call) })

  local({
    method: 'GET', path: '/desk/state', operationId: 'deskState', summary: 'Where the window is, before anyone has signed in',
    responses: { 200: { description: 'The state', schema: stateSchema }, ...LOCAL },
    handle: async () => ({ status: 200, body: await deskState(store, deps.env.now()) }),
  })
  local({
    method: 'POST', path: '/desk/join', operationId: 'deskJoin', summary: 'Make this station the desk of a site', body: joinBody,
    responses: { 200: { description: 'The state', schema: stateSchema }, 400: { description: 'The address or the site is wrong' }, 401: { description: 'The key is wrong' }, 409: { description: 'This station holds the records of another tenant' }, ...LOCAL },
    async handle(call) {
      const { address, key, site } = call.body as Static<typeof joinBody>
      return (await mayJoin(deps, call)) ?? stateAfter(deps, await desk.join({ url: address, key, site }))
    },
  })
  local({
    method: 'POST', path: '/desk/demo', operationId: 'deskDemo', summary: 'Load the demo site into this station', body: Type.Object({}), bodyOptional: true,
    responses: { 200: { description: 'The state', schema: stateSchema }, 409: { description: 'This station is a desk already' }, ...LOCAL },
    async handle() {
      if (!(await deskState(store, deps.env.now())).demo_available) return refuseFor('demo-not-here', {})
      await desk.loadDemo()
      return stateAfter(deps, undefined)
    },
  })
  local({
    method: 'GET', path: '/desk/users', operationId: 'deskUsers', summary: 'Who may sign in here',
    responses: { 200: { description: 'People, by name', schema: Type.Array(Type.Unsafe<object>({ type: 'object' })) }, ...LOCAL },
    async handle() {
      const place = placeOf(store)
      return { status: 200, body: place ? await usersAt(store, place) : [] }
    },
  })
  local({
    method: 'POST', path: '/desk/sign-in', operationId: 'deskSignIn', summary: 'Sign in with a PIN; works without a network', body: signInBody,
    responses: { 200: { description: 'A token for this session, and the person' }, 401: { description: 'The PIN is not right' }, 403: { description: 'This laptop has been without headquarters for too long, or the request is not of this computer' } },
    async handle({ body }) {
      const { user_id, pin } = body as Static<typeof signInBody>
      const session = await signInAtDesk(store, desk, user_id, pin)
      return isRefusal(session) ? session : { status: 200, body: session }
    },
  })
  local({
    method: 'POST', path: '/desk/sign-out', operationId: 'deskSignOut', summary: 'End this session', body: Type.Object({}), bodyOptional: true,
    responses: { 200: { description: 'The session has ended; also where it had ended before' }, ...LOCAL },
    async handle({ request }) {
      const token = credentialOf(request)
      if (token !== undefined) desk.sessions.signOut(token)
      return { status: 200, body: {} }
    },
  })
}

/** The state, unless something was refused. */
export async function stateAfter(deps: HttpDeps, refusal: Refusal | undefined): Promise<Answer> {
  return refusal ?? { status: 200, body: await deskState(stationEnv(deps).store, deps.env.now()) }
}

/** Whoever is at a desk that has a site must be an administrator of it to point it somewhere else. */
async function mayJoin(deps: HttpDeps, { request }: Call): Promise<Refusal | undefined> {
  const { store } = stationEnv(deps)
  const place = placeOf(store)
  if (!place) return undefined
  const token = credentialOf(request)
  if (token !== undefined && deps.session?.(token)?.actor.scope === 'admin') return undefined
  const name = venueName(await venueOf(store, place.tenant, place.site), place.site)
  return refuseFor('joined-already', { name })
}
