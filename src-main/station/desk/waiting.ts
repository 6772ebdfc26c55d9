/** What waits to be sent and what waits for a decision, each with the person it is about. */
import type { ConflictItem, Waiting, WaitingItem } from '../../../src-shared/desk.ts'
import type { Line } from '../../../src-shared/ipc.ts'
import { isCollection, type Collection } from '../../../src-shared/resource/collections.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { conflictItem } from '../commands/resolve-conflict.ts'
import type { Doc, Operation } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'

/** More than this is a number, not a list to read. */
const items_max = 500

interface About {
  candidate: string | null
  registration: string | null
}

export async function waitingAt(view: DeskView, line: Line): Promise<Waiting> {
  const { outbox } = view.store
  const items: WaitingItem[] = []
  for (const operation of outbox.waiting(items_max)) {
    if (operation.tenant !== view.tenant) continue
    const { node, epoch, n, command, actor, at } = operation
    items.push({ op: `${node}/${epoch}/${n}`, command, who: actor.name, at, ...(await aboutWhom(view, operation)) })
  }
  const conflicts: Waiting['conflicts'] = []
  for (const card of outbox.conflicts()) {
    if (card.operation.tenant !== view.tenant) continue
    const named = isCollection(card.collection) ? await personOf(view, card.collection, card.record_id) : null
    conflicts.push({ ...(conflictItem(card) as unknown as ConflictItem), candidate: named ?? (await aboutWhom(view, card.operation)).candidate })
  }
  return { line, items, conflicts }
}

/** The candidate whom a write is about: it names them, or it writes one of their records. */
async function aboutWhom(view: DeskView, { input, wrote }: Operation): Promise<About> {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Doc
  const registration = textOf(given, 'registration') ?? textOf(given, 'RegistrationIdentifier')
  if (registration !== null) return { candidate: await personOf(view, 'bookingRegistrations', registration), registration }
  for (const name of Object.keys(wrote)) {
    const [collection = '', ...id] = name.split('/')
    if (!isCollection(collection)) continue
    const candidate = await personOf(view, collection, id.join('/'))
    if (candidate !== null) return { candidate, registration: collection === 'bookingRegistrations' ? id.join('/') : null }
  }
  return { candidate: null, registration: null }
}

async function personOf({ reader }: DeskView, collection: Collection, id: string): Promise<string | null> {
  const doc = (await reader.get(collection, id))?.doc
  return textOf(doc, 'LearnerName') ?? textOf(doc, 'name')
}
