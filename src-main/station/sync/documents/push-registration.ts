/** Commands about one booking registration: read, compare, send. */
import { mergeFields, type LostField } from '../../commands/merge-fields.ts'
import { recordName } from '../../commands/to-outbox.ts'
import type { Doc, Operation } from '../../store/store.ts'
import { storedRegistration } from './booking-stored.ts'
import { isDone, isMissing, isUnknown, saidIn, type Answer } from './documents-client.ts'
import { docIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import { eventAtServer } from './event-at-server.ts'
import { deletedUnseen } from './push-record.ts'
import { asShown, bodyOf, type RegistrationCommand } from './registration-commands.ts'
import { applied, gone, lostEntries, onceOf, rejected, unsupported, type PushParts, type Verdict } from './verdict.ts'

const COLLECTION = 'bookingRegistrations'

/** Sends a command unless someone was quicker with something else, or it is done already. */
export async function pushRegistrationCommand(parts: PushParts, operation: Operation, command: RegistrationCommand): Promise<Verdict> {
  const { registration: id } = operation.input as { registration: string }
  const there = await parts.server.registration(id)
  if (!there) return gone(operation, COLLECTION, id)
  const found: Found = { collection: COLLECTION, id, doc: there }
  const name = recordName(COLLECTION, id)
  const [saw, wrote] = [asShown(operation.saw[name] ?? {}), asShown(operation.wrote[name] ?? {})]
  if (command.done(there, wrote, saw)) return applied([found])
  const lost = lostFields(there, saw, wrote)
  const guarded = lost.filter(({ field }) => command.guards(operation.input as Doc).some((guard) => field === guard || field.startsWith(`${guard}/`)))
  if (guarded.length > 0) return applied([found], lostEntries(found, guarded))
  return send(parts, operation, command, found)
}

/** What of a write someone else has changed since its writer looked. */
function lostFields(there: Doc, saw: Doc, wrote: Doc): LostField[] {
  return mergeFields({ collection: COLLECTION, before: there, after: { ...there, ...wrote }, saw, wrote }).lost
}

async function send(parts: PushParts, operation: Operation, command: RegistrationCommand, found: Found): Promise<Verdict> {
  const body = bodyOf(command, operation)
  const answer = await post(parts, operation, command, found.id, body)
  if (isDone(answer)) return applied([answered(parts, answer)])
  if (isUnknown(answer)) {
    if (!command.documented) parts.lacks('no-desk-commands')
    return unsupported(operation, found)
  }
  if (operation.command === 'check-in' && answer.status === 409 && typeof body.Seat === 'string') return withoutSeat(parts, operation, command, found, answer)
  return rejected(operation, answer, found)
}

/** The candidate is in the room: a seat that someone else has must not undo the admission. */
async function withoutSeat(parts: PushParts, operation: Operation, command: RegistrationCommand, found: Found, refusal: Answer): Promise<Verdict> {
  const { Seat, ...body } = bodyOf(command, operation)
  const answer = await post(parts, operation, command, found.id, body)
  if (!isDone(answer)) return rejected(operation, refusal, found)
  const [entry] = lostEntries(found, [{ field: 'Seat', mine: Seat, theirs: saidIn(refusal.body) ?? null }])
  return applied([answered(parts, answer)], entry ? [entry] : [])
}

function post({ server }: PushParts, operation: Operation, { segment }: RegistrationCommand, id: string, body: Doc): Promise<Answer> {
  return server.client.write('POST', `/api/registrations/${encodeURIComponent(id)}/commands/${segment}`, body, onceOf(operation))
}

/** The registration that was answered. */
export function answered({ aliases }: PushParts, answer: Answer): Found {
  const doc = aliases.docToLocal(COLLECTION, storedRegistration(docIn(answer)))
  return { collection: COLLECTION, id: String(doc.id), doc }
}

/** There is no way to see whether a report is there; the name of the write keeps it from being stored twice. */
export async function pushIncident(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { registration, ...body } = operation.input as Doc
  const path = `/api/registrations/${encodeURIComponent(String(registration))}`
  const there = await parts.server.registration(String(registration))
  if (!there) return gone(operation, COLLECTION, String(registration))
  const answer = await parts.server.client.write('POST', `${path}/commands/report-incident`, { ...body, At: body.At ?? operation.at }, onceOf(operation))
  // Nothing reads reports from there: this station's own copy is the one that is shown.
  if (isDone(answer)) return applied(ownCopies(operation))
  if (!isUnknown(answer)) return rejected(operation, answer, undefined)
  parts.lacks('no-desk-commands')
  return unsupported(operation, undefined)
}

/** The same for a report about a whole sitting. */
export async function pushEventIncident(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { event, ...body } = operation.input as Doc
  const id = await eventAtServer(parts, String(event))
  const answer = await parts.server.client.write('POST', `/api/events/${encodeURIComponent(id)}/incidents/report`, { ...body, At: body.At ?? operation.at }, onceOf(operation))
  if (isDone(answer)) return applied(ownCopies(operation))
  if (!isUnknown(answer)) return rejected(operation, answer, undefined)
  parts.lacks('no-desk-commands')
  return unsupported(operation, undefined)
}

/** What the server keeps but never shows stays as it was written here. */
export function ownCopies({ wrote }: Operation): Found[] {
  return Object.entries(wrote).flatMap(([name, doc]): Found[] => {
    const id = name.slice(name.indexOf('/') + 1)
    return name.startsWith('incidents/') ? [{ collection: 'incidents', id, doc }] : []
  })
}

export async function pushDeleteRegistration(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { registration: id } = operation.input as { registration: string }
  const nothing: Found = { collection: COLLECTION, id, doc: null }
  const there = await parts.server.registration(id)
  if (!there) return applied([nothing])
  const unseen = deletedUnseen(operation, COLLECTION, there)
  if (unseen) return unseen
  const answer = await parts.server.client.write('DELETE', `/api/registrations/${encodeURIComponent(id)}`, undefined, onceOf(operation))
  return isDone(answer) || isMissing(answer) ? applied([nothing]) : rejected(operation, answer, { collection: COLLECTION, id, doc: there })
}
