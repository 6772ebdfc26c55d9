/** Which values a new event may have, and what is said otherwise. */
import { readRefusal } from '../../../../src-shared/read-refusal.ts'
import { refuse, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { textsOf } from './stored-values.ts'

/** A refusal with the document's message, which also names the field, and the word for it where a window has its own. */
export function refuseField(field: string, detail: string): Refusal {
  const known = readRefusal(detail)
  return refuse('invalid', detail, { errors: [{ path: `/${field}`, message: detail }], ...(known ? { extra: { ...known } } : {}) })
}

export const invalidStart = () => refuseField('EventStart', 'Invalid EventStartTime value.')
export const venueNotFound = () => refuseField('EventVenue', 'Venue not found.')

/** A field of an event whose values the venue's document lists. */
interface Listed {
  field: 'EventExamType' | 'EventBillingCode' | 'EventExamFormat'
  venueField: string
}

const LISTED: readonly Listed[] = [
  { field: 'EventExamType', venueField: 'exam_types' },
  { field: 'EventBillingCode', venueField: 'billing_codes' },
  { field: 'EventExamFormat', venueField: 'exam_formats' },
]

export interface EventFields {
  EventExamType?: string
  EventBillingCode?: string
  EventExamFormat?: string
}

/**
 * Checks a new event's type, billing code and format, in the order of the document's messages.
 * @param required which of them must be given
 */
export function checkListed(given: EventFields, venue: Doc | undefined, required: readonly Listed['field'][]): Refusal | undefined {
  for (const { field, venueField } of LISTED) {
    const value = given[field]?.trim()
    if (value === undefined || value === '') {
      if (required.includes(field)) return refuseField(field, `${field} not specified.`)
    } else if (!(textsOf(venue, venueField) ?? [value]).includes(value)) return refuseField(field, `Invalid ${field} value.`)
  }
  return undefined
}

/** The given values, trimmed, without blank ones. */
export function listedValues(given: EventFields): Doc {
  return Object.fromEntries(LISTED.flatMap(({ field }) => (given[field]?.trim() ? [[field, given[field].trim()]] : [])))
}
