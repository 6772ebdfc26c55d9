/** Registrations: found, counted, read and deleted. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { registrationCriteria, type RegistrationCriteria } from '../../../src-shared/commands/booking-registrations.ts'
import { bookingRegistration } from '../../../src-shared/commands/booking-shapes.ts'
import { deleteRegistration } from '../commands/booking/delete-registration.ts'
import { registrationNotFound } from '../commands/booking/load-registration.ts'
import { countMatching, matching, registrationOf } from './booking-reads.ts'
import { answers, readerOf, REGISTRATION, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const tag = 'Booking: registrations'
const NOT_FOUND = { 404: { description: 'Registration not found' } }

export function mountRegistrations(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'POST', path: '/api/registrations/count', operationId: 'countRegistrations', tag, access: 'read',
    summary: 'Count registrations',
    description: 'Count the number of event registration attendance records that match your search criteria.',
    body: registrationCriteria, bodyOptional: true,
    responses: answers(Type.Object({ Count: Type.Integer() })),
    handle: async (call) => ({ status: 200, body: { Count: await countMatching(readerOf(deps, call), call.body as RegistrationCriteria) } }),
  })
  route(app, deps, {
    method: 'POST', path: '/api/registrations/search', operationId: 'searchRegistrations', tag, access: 'read',
    summary: 'Search registrations',
    description: 'Find registration attendance information that matches your search criteria.',
    body: registrationCriteria, bodyOptional: true,
    responses: answers(Type.Object({ Count: Type.Integer(), Items: Type.Array(bookingRegistration) })),
    handle: async (call) => ({ status: 200, body: await matching(readerOf(deps, call), call.body as RegistrationCriteria) }),
  })
  route(app, deps, {
    method: 'GET', path: '/api/registrations/{registration}', operationId: 'getRegistration', tag, access: 'read',
    summary: 'Retrieve a registration',
    params: REGISTRATION,
    responses: answers(bookingRegistration, NOT_FOUND),
    async handle(call) {
      const registration = await registrationOf(readerOf(deps, call), call.params.registration ?? '')
      return registration ? { status: 200, body: registration } : registrationNotFound()
    },
  })
  route(app, deps, {
    method: 'DELETE', path: '/api/registrations/{registration}', operationId: 'deleteRegistration', tag, access: 'write',
    summary: 'Delete a registration',
    description: 'The registration identifier must be provided as part of the request URL.',
    params: REGISTRATION,
    responses: answers(bookingRegistration, { ...NOT_FOUND, 409: { description: 'Sheets of scrap paper or incidents belong to it' } }),
    handle: runWith(deleteRegistration),
  })
}
