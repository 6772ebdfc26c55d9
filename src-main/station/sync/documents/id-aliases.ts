/**
 * A central server gives its own id to what is made here. The record keeps the id that it was made with on this station
 * for good; at the border the one is put in place of the other. So nothing that waits or is shown is ever renamed.
 */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import type { Doc, Store } from '../../store/store.ts'

export interface IdAliases {
  /** What the server calls a record of this station. */
  toServer(collection: Collection, id: string): string
  toLocal(collection: Collection, id: string): string
  /** Whether the server has given it an id. */
  isNamed(collection: Collection, local: string): boolean
  /** Notes both ways. The way in first: a record that comes by before the second note is known already. */
  name(collection: Collection, local: string, server: string): void
  /** A document with its own id and those of the records it refers to in the server's words. */
  docToServer(collection: Collection, doc: Doc): Doc
  docToLocal(collection: Collection, doc: Doc): Doc
}

/** Fields that name a record which can be made at a station, beside the declared references. */
const ALSO_REFERRING: Readonly<Record<string, Collection>> = {
  event_registration_id: 'registrations',
  modified_registration_id: 'registrations',
  ExamRegistration: 'examRegistrations',
}

/** Records that get their id from the server. Booking's identifiers are the caller's. */
const NAMED_BY_SERVER: ReadonlySet<Collection> = new Set<Collection>(['examRegistrations', 'courseRegistrations', 'registrations', 'certifications', 'orders'])

export function makeIdAliases({ meta }: Pick<Store, 'meta'>): IdAliases {
  const outward = (collection: Collection, id: string) => `documents_id_of/${collection}/${id}`
  const inward = (collection: Collection, id: string) => `documents_local_of/${collection}/${id}`
  const toServer = (collection: Collection, id: string) => meta.get(outward(collection, id)) ?? id
  const toLocal = (collection: Collection, id: string) => meta.get(inward(collection, id)) ?? id
  return {
    toServer, toLocal,
    isNamed: (collection, local) => meta.get(outward(collection, local)) !== undefined,
    name(collection, local, server) {
      meta.set(inward(collection, server), local)
      meta.set(outward(collection, local), server)
    },
    docToServer: (collection, doc) => translated(collection, doc, toServer),
    docToLocal: (collection, doc) => translated(collection, doc, toLocal),
  }
}

function translated(collection: Collection, doc: Doc, translate: (collection: Collection, id: string) => string): Doc {
  const references = resourceOf(collection)?.references ?? {}
  const next: Doc = { ...doc }
  if (typeof doc.id === 'string') next.id = translate(collection, doc.id)
  for (const [field, value] of Object.entries(doc)) {
    const target = references[field] ?? ALSO_REFERRING[field]
    if (target !== undefined && NAMED_BY_SERVER.has(target) && typeof value === 'string') next[field] = translate(target, value)
  }
  return next
}
