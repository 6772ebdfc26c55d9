/** How a venue checks people in: read by its desks, set by an administrator. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { deskSettingsBody } from '../../../src-shared/commands/desk-settings.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { loadDeskSettings } from '../commands/desk-settings/load-desk-settings.ts'
import { setDeskSettings } from '../commands/desk-settings/set-desk-settings.ts'
import type { Identity } from './authenticate.ts'
import { answers, readerOf, runOf } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'The desk', extension: true, path: '/api/venues/{venue}/desk-settings' } as const
const shown = Type.Unsafe<object>({ type: 'object', description: 'See src-shared/desk/settings.ts' })
const not_found = { 404: { description: 'Venue not found' } }

export function mountDeskSettings(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, method: 'GET', operationId: 'deskSettings', access: 'read',
    summary: 'The identity steps of a venue, its scrap paper at check-in, and how long photos are kept',
    responses: answers(shown, not_found),
    async handle(call) {
      const reader = readerOf(deps, call)
      const venue = call.params.venue ?? ''
      if (isElsewhere(call.request.identity, venue) || !(await reader.get('venues', venue))) return refuseFor('venue-unknown', {})
      return { status: 200, body: await loadDeskSettings(reader, venue) }
    },
  })
  const set = runOf(setDeskSettings)
  route(app, deps, {
    ...common, method: 'POST', operationId: 'setDeskSettings', access: 'write', body: deskSettingsBody,
    summary: 'Set how a venue checks people in',
    responses: answers(shown, { 403: { description: 'Not by an administrator' }, ...not_found }),
    async handle(call) {
      const { identity } = call.request
      if (isElsewhere(identity, call.params.venue ?? '')) return refuseFor('venue-unknown', {})
      return identity.actor.scope === 'admin' ? set(call) : refuseFor('only-admins', {})
    },
  })
}

/** Who is at one site neither sees nor sets another's. */
function isElsewhere({ site }: Identity, venue: string): boolean {
  return site !== null && site !== venue
}
