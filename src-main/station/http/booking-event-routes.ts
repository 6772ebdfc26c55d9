/** Events: of a day, of an organization, added and cancelled. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { cancelEventBody, createEventBody } from '../../../src-shared/commands/booking-events.ts'
import { reference } from '../../../src-shared/commands/booking-fields.ts'
import { bookingEvent } from '../../../src-shared/commands/booking-shapes.ts'
import { DATE_FORMAT } from '../../../src-shared/resource/fields.ts'
import { cancelEvent } from '../commands/booking/cancel-event.ts'
import { createEvent } from '../commands/booking/create-event.ts'
import { classesOf, eventsOfDay } from './booking-reads.ts'
import { answers, EVENT, readerOf, runOf, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { withinRecordLimit } from './record-limit.ts'
import { route } from './route.ts'

const tag = 'Booking: events'
const eventList = Type.Object({ Count: Type.Integer(), Items: Type.Array(bookingEvent) })
const day = Type.String({ description: 'A calendar day, YYYY-MM-DD', pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: DATE_FORMAT })

export function mountEvents(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET', path: '/api/events/list-events', operationId: 'listEvents', tag, access: 'read',
    summary: 'List exam events on a date',
    description: "The events that start on that calendar day in their venue's time zone.",
    query: { date: { description: 'The day, YYYY-MM-DD', required: true, schema: day } },
    responses: answers(eventList),
    handle: async (call) => ({ status: 200, body: await eventsOfDay(readerOf(deps, call), call.query.date ?? '') }),
  })
  route(app, deps, {
    method: 'GET', path: '/api/events/classes', operationId: 'listClasses', tag, access: 'read',
    summary: 'List classes of an organization',
    description: "The events at the organization's venues and those that carry its id.",
    query: { organization: { description: 'The organization ID', required: true, schema: reference('The organization ID') } },
    responses: answers(eventList),
    handle: async (call) => ({ status: 200, body: await classesOf(readerOf(deps, call), call.query.organization ?? '') }),
  })
  mountEventCommands(app, deps)
}

function mountEventCommands(app: FastifyInstance, deps: HttpDeps): void {
  const create = runOf(createEvent)
  route(app, deps, {
    method: 'POST', path: '/api/events/{event}', operationId: 'createEvent', tag, access: 'write',
    summary: 'Add a new event',
    params: EVENT, body: createEventBody,
    responses: answers(bookingEvent),
    handle: (call) => withinRecordLimit(deps, call.request.identity.tenant, 'bookingEvents', () => create(call)),
  })
  route(app, deps, {
    method: 'POST', path: '/api/events/{event}/cancel', operationId: 'cancelEvent', tag, access: 'write',
    summary: 'Cancel an event',
    description: 'Also cancels its registrations, with the same reason.',
    params: EVENT, body: cancelEventBody, bodyOptional: true,
    responses: answers(bookingEvent, { 404: { description: 'Event not found' } }),
    handle: runWith(cancelEvent),
  })
}
