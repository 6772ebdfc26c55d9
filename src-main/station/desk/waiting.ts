/** What waits to be sent and what waits for a decision, each with the person it is about. */
import type { ConflictItem, Waiting, WaitingItem } from '../../../src-shared/desk.ts'
import type { Line } from '../../../src-shared/ipc.ts'
import { isCollection } from '../../../src-shared/resource/collections.ts'
import { conflictItem } from '../commands/resolve-conflict.ts'
import { aboutWhom, personOf, writerOf, writtenName, type ReadDoc } from '../sync-log/about-whom.ts'
import type { DeskView } from './desk-view.ts'
import { fixFields } from './fix-fields.ts'

/** More than this is a number, not a list to read. */
const items_max = 500

export async function waitingAt(view: DeskView, line: Line): Promise<Waiting> {
  const { outbox } = view.store
  const read: ReadDoc = async (collection, id) => (await view.reader.get(collection, id))?.doc
  const items: WaitingItem[] = []
  for (const operation of outbox.waiting(items_max)) {
    if (operation.tenant !== view.tenant) continue
    const { node, epoch, n, command, actor, at } = operation
    items.push({ op: `${node}/${epoch}/${n}`, command, who: actor.name, at, ...(await aboutWhom(read, operation)) })
  }
  const conflicts: Waiting['conflicts'] = []
  for (const card of outbox.conflicts()) {
    if (card.operation.tenant !== view.tenant) continue
    const named = isCollection(card.collection) ? await personOf(read, card.collection, card.record_id) : null
    const refused = card.kind === 'rejected' ? { command: card.operation.command, fix: fixFields(card.operation.input, card.message) } : {}
    const candidate = named ?? (await aboutWhom(read, card.operation)).candidate ?? writtenName(card.operation)
    const item = conflictItem(card) as unknown as ConflictItem
    // A registration's id means nothing to whoever decides.
    const sides = card.field === 'RegistrationIdentifier' ? { mine: await holderOf(read, item.mine), theirs: await holderOf(read, item.theirs) } : {}
    conflicts.push({ ...item, ...sides, theirs_by: await writerOf(read, card.theirs_by), candidate, ...refused })
  }
  return { line, items, conflicts }
}

async function holderOf(read: ReadDoc, registration: unknown): Promise<unknown> {
  return typeof registration === 'string' ? ((await personOf(read, 'bookingRegistrations', registration)) ?? registration) : registration
}
