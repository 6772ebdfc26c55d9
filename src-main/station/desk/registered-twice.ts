/** One person with two registrations for one sitting: said before either is let in. */
import type { DeskWarning } from '../../../src-shared/desk.ts'
import type { LoadedRegistration } from '../commands/booking/load-registration.ts'
import { isCancelled } from '../commands/booking/registration-view.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { DeskView } from './desk-view.ts'

/** More registrations than this nobody has. */
const registrations_of_one_max = 200

export async function registeredTwice({ reader }: Pick<DeskView, 'reader'>, { registration: { key, doc }, event }: LoadedRegistration): Promise<DeskWarning[]> {
  const learner = textOf(doc, 'Learner')
  if (learner === null || !event || isCancelled(doc)) return []
  const all = await reader.query({ collection: 'bookingRegistrations', where: [{ field: 'Learner', eq: learner }], limit: registrations_of_one_max })
  const twin = all.find((other) => other.key.id !== key.id && other.doc.EventIdentifier === doc.EventIdentifier && !isCancelled(other.doc))
  if (!twin) return []
  const seat = textOf(twin.doc, 'Seat')
  return [{ code: 'registered-twice', detail: { registration: twin.key.id, state: textOf(twin.doc, 'AttendanceStatus') ?? 'Pending', ...(seat === null ? {} : { seat }) } }]
}
