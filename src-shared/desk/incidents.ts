/** The incidents of one sitting, as the window shows them. */
import type { AttachmentMark } from '../attachments.ts'
import type { Sitting } from '../desk.ts'

export interface Incident {
  id: string
  /** As reported: one of `INCIDENT_TYPES`, or another program's own words. */
  type: string
  text: string
  at: string
  registration: string | null
  name: string | null
  code: string | null
  seat: string | null
  people: string[]
  photos: AttachmentMark[]
  reported_by: string | null
  reported_at: string | null
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
  waiting: boolean
}

/** Somebody of the sitting, to choose whom a report is about. */
export interface IncidentPerson {
  id: string
  name: string
  sort_name: string
  code: string
  seat: string | null
}

export interface Incidents {
  event: Sitting
  site: string
  /** By when they happened. */
  incidents: Incident[]
  /** Everyone of the sitting who is not cancelled, by name. */
  people: IncidentPerson[]
}
