/** A registration with what its rules and its answer need. */
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc, Key } from '../../store/store.ts'
import type { CommandContext, GuardedReader, Loaded, RecordChange } from '../command.ts'
import { siteOf } from '../site-of.ts'
import { loadEvent } from './load-event.ts'
import { formOfCode } from './load-form.ts'
import { registrationView } from './registration-view.ts'
import { textOf } from './stored-values.ts'

export interface LoadedRegistration {
  registration: Loaded
  event: Loaded | undefined
  venue: Loaded | undefined
  form: Doc | undefined
}

/** The registration, or undefined where there is none. The event is read first, so that its guard covers later queries. */
export async function loadRegistration(reader: GuardedReader, id: string): Promise<LoadedRegistration | undefined> {
  const registration = await reader.get('bookingRegistrations', id)
  if (!registration) return undefined
  const event = await loadEvent(reader, textOf(registration.doc, 'EventIdentifier'))
  const venueId = textOf(event?.doc, 'EventVenue')
  const venue = venueId === null ? undefined : await reader.get('venues', venueId)
  return { registration, event, venue, form: await formOfCode(reader, textOf(registration.doc, 'Assessment')) }
}

export function registrationNotFound(): Refusal {
  return refuseFor('registration-unknown', {})
}

export function registrationCancelled(): Refusal {
  return refuseFor('registration-cancelled', {})
}

/** The change that sets these fields; null or undefined removes one. */
export function changeOf({ registration, event }: LoadedRegistration, fields: Doc, context: CommandContext): RecordChange {
  const merged: Doc = { ...registration.doc, ...fields, LastChangeTime: context.at }
  const after = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined))
  return { key: registration.key, before: registration.doc, after, site: event ? siteOf('bookingRegistrations', after, undefined, event.doc) : registration.site }
}

/** The answer of a command about one registration: as it is stored, or as it was where nothing changed. */
export function answerOf({ registration, event, form }: LoadedRegistration): (docs: Doc[]) => unknown {
  return ([stored]) => registrationView(stored ?? registration.doc, { event: event?.doc, form })
}

/** The event's key, to serialise with others that rely on a query about the event. */
export function touchEvent({ event }: Pick<LoadedRegistration, 'event'>): Key[] {
  return event ? [event.key] : []
}
