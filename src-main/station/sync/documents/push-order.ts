/** What the documents' other operations write: orders, notices, confirmations, previews, transfers. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { isDone } from './documents-client.ts'
import type { Doc, Operation } from '../../store/store.ts'
import { docIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import { applied, gone, lostEntries, onceOf, rejected, wroteIn, type PushParts, type Verdict } from './verdict.ts'

/** The records that a write changed, as they are at the server now. */
async function readAgain({ server }: PushParts, operation: Operation): Promise<Found[]> {
  const found: Found[] = []
  for (const collection of ['examRegistrations', 'courseRegistrations', 'registrations', 'certifications'] as const) {
    for (const id of wroteIn(operation, collection).keys()) found.push({ collection, id, doc: (await server.record(collection, id)) ?? null })
  }
  return found
}

export async function pushOrder(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { server, aliases } = parts
  const { collection, doc } = operation.input as { collection: Collection; doc: Doc }
  const answer = await server.client.write('POST', `${server.pathOf(collection)}/generateOrder`, aliases.docToServer(collection, doc), onceOf(operation))
  if (!isDone(answer)) return rejected(operation, answer, undefined)
  const body = docIn(answer)
  const [order] = wroteIn(operation, 'orders').keys()
  // Exams and courses answer the order, events the registration that names it.
  const server_id = collection === 'registrations' ? body.order_id : body.id
  if (order !== undefined && typeof server_id === 'string') noteOrder(parts, order, server_id)
  return applied([...ordersOf(operation), ...(await readAgain(parts, operation))])
}

export async function pushGroupOrder(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { server, aliases } = parts
  const { group_id } = operation.input as { group_id: string }
  const answer = await server.client.write('POST', `${server.pathOf('registrations')}/generateGroupOrder/${encodeURIComponent(group_id)}`, undefined, onceOf(operation))
  if (!isDone(answer)) return rejected(operation, answer, undefined)
  for (const [id, mine] of wroteIn(operation, 'registrations')) {
    const there = await server.record('registrations', id)
    if (typeof mine.order_id === 'string' && typeof there?.order_id === 'string') noteOrder(parts, mine.order_id, aliases.toServer('orders', there.order_id))
  }
  return applied([...ordersOf(operation), ...(await readAgain(parts, operation))])
}

function noteOrder({ aliases }: PushParts, local: string, server: string): void {
  if (local !== server && !aliases.isNamed('orders', local)) aliases.name('orders', local, server)
}

/** The documents have no operation that reads an order: ours is shown until the reference collection brings the server's. */
function ordersOf(operation: Operation): Found[] {
  return [...wroteIn(operation, 'orders')].flatMap(([id, doc]): Found[] => (typeof doc.id === 'string' ? [{ collection: 'orders', id, doc }] : []))
}

export async function pushNotice(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { server, aliases } = parts
  const { collection, id, notice_id, new_status_reason_id: reason } = operation.input as { collection: Collection; id: string; notice_id: string; new_status_reason_id?: string }
  const record = aliases.toServer(collection, id)
  const tail = collection === 'certifications' ? [notice_id, record] : [record, notice_id]
  const query = reason === undefined ? '' : `?new_status_reason_id=${encodeURIComponent(reason)}`
  return sent(parts, operation, server.pathOf(collection, 'sendNotice', ...tail) + query)
}

export function pushConfirmation(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { id } = operation.input as { id: string }
  return sent(parts, operation, parts.server.pathOf('registrations', 'resendConfirmationEmail', parts.aliases.toServer('registrations', id)))
}

export function pushPreview(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { collection, id, to, template } = operation.input as { collection: Collection; id: string; to: string; template: Doc }
  const body = { destination_email_address: to, registration_id: parts.aliases.toServer(collection, id), email_template: template }
  return sent(parts, operation, parts.server.pathOf(collection, 'previewEmail'), body)
}

/** The server writes the message and sends it. */
async function sent(parts: PushParts, operation: Operation, path: string, body?: unknown): Promise<Verdict> {
  const answer = await parts.server.client.write('POST', path, body, onceOf(operation))
  return isDone(answer) ? applied(await readAgain(parts, operation)) : rejected(operation, answer, undefined)
}

export async function pushTransferContact(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { server, aliases } = parts
  const { id, contact_id, send_confirmation_email } = operation.input as { id: string; contact_id: string; send_confirmation_email?: boolean }
  const there = await server.record('registrations', id)
  if (!there) return gone(operation, 'registrations', id)
  const found: Found = { collection: 'registrations', id, doc: there }
  if (there.contact_id === contact_id) return applied(await readAgain(parts, operation))
  const seen = operation.saw[`registrations/${id}`]?.contact_id
  if (there.contact_id !== seen) return applied([found], lostEntries(found, [{ field: 'contact_id', mine: contact_id, theirs: there.contact_id }]))
  const path = server.pathOf('registrations', 'transfer', aliases.toServer('registrations', id), contact_id)
  const answer = await server.client.write('PUT', path, send_confirmation_email === undefined ? undefined : { send_confirmation_email }, onceOf(operation))
  return isDone(answer) ? applied(await readAgain(parts, operation)) : rejected(operation, answer, found)
}
