/** The candidate whom a write is about, and who wrote it. */
import { isCollection, type Collection } from '../../../src-shared/resource/collections.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { Doc, Operation } from '../store/store.ts'

/** Reads one document of the tenant. */
export type ReadDoc = (collection: Collection, id: string) => Promise<Doc | undefined>

export interface About {
  candidate: string | null
  registration: string | null
}

/** It names them, or it writes one of their records. */
export async function aboutWhom(read: ReadDoc, { input, wrote }: Pick<Operation, 'input' | 'wrote'>): Promise<About> {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Doc
  const registration = textOf(given, 'registration') ?? textOf(given, 'RegistrationIdentifier')
  if (registration !== null) return { candidate: await personOf(read, 'bookingRegistrations', registration), registration }
  for (const name of Object.keys(wrote)) {
    const [collection = '', ...id] = name.split('/')
    if (!isCollection(collection)) continue
    const candidate = await personOf(read, collection, id.join('/'))
    if (candidate !== null) return { candidate, registration: collection === 'bookingRegistrations' ? id.join('/') : null }
  }
  return { candidate: null, registration: null }
}

/** The name of the person in a record, null where it has none. */
export async function personOf(read: ReadDoc, collection: Collection, id: string): Promise<string | null> {
  return nameIn(await read(collection, id))
}

const nameIn = (doc: Doc | undefined): string | null => textOf(doc, 'LearnerName') ?? textOf(doc, 'name')

/** The name that a write gave to somebody who is not here any more: a registration that headquarters refused. */
export function writtenName({ wrote }: Pick<Operation, 'wrote'>): string | null {
  return Object.values(wrote).map(nameIn).find((name) => name !== null) ?? null
}

/** An id of ours, which means nothing to whoever reads it. */
const AN_ID = /^(key )?[0-9a-f]{32}$/

/** Who wrote something, for people: a user's name; null for a key, which nobody knows by its id. */
export async function writerOf(read: ReadDoc, by: string | null): Promise<string | null> {
  if (by === null) return null
  return textOf(await read('users', by), 'name') ?? (AN_ID.test(by) ? null : by)
}
