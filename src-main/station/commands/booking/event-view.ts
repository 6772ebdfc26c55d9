/** An event as the contract shows it. Pure. */
import type { BookingEvent } from '../../../../src-shared/commands/booking-shapes.ts'
import { event_duration_minutes_default } from '../../../../src-shared/limits.ts'
import type { Doc } from '../../store/store.ts'
import { numberOf, textOf } from './stored-values.ts'
import { zoneOf } from './time-zone.ts'

export interface EventFacts {
  venue: Doc | undefined
  /** Registrations that are not cancelled. */
  registrations: number
  /** The form of its registrations; the longest where they differ. */
  form?: Doc
}

export function eventView(event: Doc, { venue, registrations, form }: EventFacts): BookingEvent {
  return {
    EventIdentifier: String(event.id),
    EventVenue: textOf(event, 'EventVenue'),
    EventStart: textOf(event, 'EventStart'),
    EventExamType: textOf(event, 'EventExamType'),
    EventExamFormat: textOf(event, 'EventExamFormat'),
    EventBillingCode: textOf(event, 'EventBillingCode'),
    RegistrationLimit: numberOf(event, 'RegistrationLimit'),
    RegistrationCount: registrations,
    EventStatus: isCancelledEvent(event) ? 'Cancelled' : 'Scheduled',
    CancellationReason: textOf(event, 'CancellationReason'),
    TimeZone: zoneOf(event, venue),
    DurationMinutes: durationOf(event, form),
  }
}

/** Minutes without extensions: the event's, else the form's, else the default. */
export function durationOf(event: Doc | undefined, form: Doc | undefined): number {
  return numberOf(event, 'DurationMinutes') ?? numberOf(form, 'duration_minutes') ?? event_duration_minutes_default
}

export function isCancelledEvent(event: Doc): boolean {
  return event.EventStatus === 'Cancelled'
}
