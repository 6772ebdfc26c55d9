/** Collections that records refer to: no operation of the documents shows them. A server that does (Hallpass does) is read; one that does not is lived with. */
import { REFERENCE_COLLECTIONS, type Collection } from '../../../../src-shared/resource/collections.ts'
import { isDone } from './documents-client.ts'
import { itemsIn } from './documents-server.ts'
import type { Task } from './walk-tasks.ts'
import type { WalkParts } from './walk-parts.ts'

const SHOWN_OTHERWISE: readonly Collection[] = ['bookingEvents', 'bookingRegistrations']
/** What a desk needs first. */
const FIRST: readonly Collection[] = ['venues', 'assessmentForms', 'contacts']

export function walkReferences(parts: WalkParts): Task[] {
  const rest = REFERENCE_COLLECTIONS.filter((collection) => !FIRST.includes(collection) && !SHOWN_OTHERWISE.includes(collection))
  return [...FIRST, ...rest].filter((collection) => !parts.missing.has(collection)).map((collection) => page(parts, collection))
}

function page(parts: WalkParts, collection: Collection, from?: string): Task {
  const { server, feed, aliases } = parts
  return async () => {
    const answer = await server.client.read(server.pathOf(collection) + (from === undefined ? '' : `?exclusiveStartKey=${encodeURIComponent(from)}`))
    if (!isDone(answer)) return void parts.missing.add(collection)
    const docs = itemsIn(answer).map((doc) => aliases.docToLocal(collection, doc))
    await feed.layNew(docs.map((doc) => ({ collection, id: String(doc.id), doc })))
    return answer.nextPage === null ? [] : [page(parts, collection, answer.nextPage)]
  }
}
