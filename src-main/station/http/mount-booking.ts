/** Booking: exam events and registrations for them, and what the desk does with them. */
import type { FastifyInstance } from 'fastify'
import { mountAttachments } from './attachment-routes.ts'
import { mountClock } from './booking-clock-routes.ts'
import { mountClosing } from './booking-closing-routes.ts'
import { mountRegistrationCommands } from './booking-command-routes.ts'
import { mountEvents } from './booking-event-routes.ts'
import { mountIncidents } from './booking-incident-routes.ts'
import { mountScrapPaper } from './booking-paper-routes.ts'
import { mountRegistrations } from './booking-registration-routes.ts'
import { mountScores } from './booking-score-route.ts'
import { mountDeskSettings } from './desk-settings-routes.ts'
import { mountScoreEntries } from './score-entry-routes.ts'
import type { HttpDeps } from './http-deps.ts'

export function mountBooking(app: FastifyInstance, deps: HttpDeps): void {
  mountEvents(app, deps)
  mountScrapPaper(app, deps)
  mountClosing(app, deps)
  mountRegistrations(app, deps)
  mountRegistrationCommands(app, deps)
  mountScores(app, deps)
  mountScoreEntries(app, deps)
  mountClock(app, deps)
  mountIncidents(app, deps)
  mountAttachments(app, deps)
  mountDeskSettings(app, deps)
}
