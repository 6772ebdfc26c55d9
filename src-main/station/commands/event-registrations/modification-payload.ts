/** `registrationModificationPayload/{id}`: the registration as a draft that says which one it changes (contract section 4). Pure. */
import type { Doc } from '../../store/store.ts'
import { eventRegistrations } from '../../../../src-shared/resources/event-registrations.ts'
import { clientOwned } from '../record-rules.ts'

export function modificationPayload(registration: Doc): Doc {
  return { ...clientOwned(registration, eventRegistrations), status: 'draft', modified_registration_id: registration.id }
}
