/** Incidents of a sitting: reported, listed, withdrawn. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { bookingIncident } from '../../../src-shared/commands/booking-shapes.ts'
import { reportEventIncidentBody, withdrawIncidentBody } from '../../../src-shared/commands/desk-commands.ts'
import { eventNotFound } from '../commands/booking/clock-stops.ts'
import { incidentsOf } from '../commands/booking/incidents-of.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { reportEventIncident } from '../commands/booking/report-event-incident.ts'
import { incidentView } from '../commands/booking/report-incident.ts'
import { withdrawIncident } from '../commands/booking/withdraw-incident.ts'
import { answers, EVENT, readerOf, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'The desk', extension: true, params: EVENT } as const
const incidentList = Type.Object({ Count: Type.Integer(), Items: Type.Array(bookingIncident) })

export function mountIncidents(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, method: 'GET', path: '/api/events/{event}/incidents', operationId: 'eventIncidents', access: 'read',
    summary: 'The incidents of an event, the first first',
    responses: answers(incidentList, { 404: { description: 'Event not found' } }),
    async handle(call) {
      const reader = readerOf(deps, call)
      const event = await loadEvent(reader, call.params.event ?? '')
      if (!event) return eventNotFound()
      const Items = (await incidentsOf(reader, event.key.id)).map(({ doc }) => incidentView(doc))
      return { status: 200, body: { Count: Items.length, Items } }
    },
  })
  route(app, deps, {
    ...common, method: 'POST', path: '/api/events/{event}/incidents/report', operationId: 'reportEventIncident', access: 'write',
    summary: 'Report an incident of a sitting', body: reportEventIncidentBody,
    responses: answers(bookingIncident, { 404: { description: 'Event or registration not found' } }),
    handle: runWith(reportEventIncident),
  })
  route(app, deps, {
    ...common, method: 'POST', path: '/api/events/{event}/incidents/withdraw', operationId: 'withdrawIncident', access: 'write',
    summary: 'Withdraw a report, with the reason; it stays readable', body: withdrawIncidentBody,
    responses: answers(bookingIncident, { 404: { description: 'Event or incident not found' }, 409: { description: 'It is withdrawn already' } }),
    handle: runWith(withdrawIncident),
  })
}
