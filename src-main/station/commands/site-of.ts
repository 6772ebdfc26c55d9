/** Which site a document belongs to; null belongs to every site of its tenant (contract section 6, Scope). */
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Doc } from '../store/store.ts'

/** Collections whose records are where their event is. */
export const AT_THEIR_EVENT: ReadonlySet<Collection> = new Set<Collection>(['bookingRegistrations', 'scrapSheets', 'printedSheets', 'incidents', 'attachments'])

/**
 * @param event the document of the record's event, for those that are where their event is
 */
export function siteOf(collection: Collection, doc: Doc, resource: Resource | undefined, event?: Doc): string | null {
  if (AT_THEIR_EVENT.has(collection)) return event ? text(event.EventVenue) : null
  if (collection === 'bookingEvents' || collection === 'rooms') return text(doc.EventVenue)
  if (collection === 'deskSettings') return text(doc.id)
  const fields = resource?.siteFields ?? ['testing_facility_id', 'training_location_id']
  // The venue, facility and location documents themselves are for everyone.
  return fields.map((field) => text(doc[field])).find((site) => site !== null) ?? null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
