/** Rules that every registration document keeps, whichever command writes it (contract section 3). */
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { refuse, type FieldError, type Refusal } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Doc } from '../store/store.ts'
import type { Actor, GuardedReader, Loaded } from './command.ts'
import { errorSentence, validate } from './validate.ts'

/** The records that a document's references name, as far as they exist, by field. */
export type References = Record<string, Loaded | undefined>

/** The document without fields that are null: null means absent. */
export function withoutNulls(doc: Doc): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null && value !== undefined))
}

/** The fields that a client may set. */
export function clientOwned(doc: Doc, resource: Resource): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([field]) => !resource.serverOwned.includes(field)))
}

/** The fields that only the server sets. */
export function serverOwned(doc: Doc, resource: Resource): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([field]) => resource.serverOwned.includes(field)))
}

/** Loads what the references in `doc` name, leaving out those that `before` had already. */
export async function loadReferences(reader: GuardedReader, resource: Resource, doc: Doc, before: Doc = {}): Promise<References> {
  const loaded: References = {}
  for (const [field, collection] of Object.entries(resource.references)) {
    const id = doc[field]
    if (typeof id === 'string' && id !== before[field]) loaded[field] = await reader.get(collection, id)
  }
  return loaded
}

/** Checks the client's part of a document and completes its name. */
export function checkDocument(resource: Resource, doc: Doc, references: References): Doc | Refusal {
  const errors = [...validate(resource.schema, doc), ...missingRequired(resource, doc)]
  if (errors.length > 0) return refuse('invalid', errorSentence(errors), { errors })
  const dangling = Object.keys(references).filter((field) => references[field] === undefined)
  if (dangling.length > 0) {
    const found = dangling.map((field) => ({ path: `/${field}`, message: `names a record of ${resource.references[field]} that does not exist` }))
    return refuse('missing-reference', errorSentence(found), { errors: found })
  }
  return withName(resource, doc, references)
}

function missingRequired(resource: Resource, doc: Doc): FieldError[] {
  return resource.required.filter((field) => doc[field] === undefined).map((field) => ({ path: `/${field}`, message: 'is required' }))
}

/** `name`, where absent, is made from first and last name, else from the contact. */
export function withName(resource: Resource, doc: Doc, references: References): Doc {
  if (doc.name !== undefined) return doc
  const name = fullName(doc) ?? fullName(references[resource.contactField]?.doc ?? {}, 'name')
  return name === undefined ? doc : { ...doc, name }
}

function fullName(doc: Doc, own?: string): string | undefined {
  if (own && typeof doc[own] === 'string') return doc[own]
  const parts = [doc.first_name, doc.last_name].filter((part): part is string => typeof part === 'string' && part !== '')
  return parts.length === 0 ? undefined : parts.join(' ')
}

/** A locked record takes no change but an admin's unlocking. `after` is absent for a delete. */
export function checkLock(before: Doc, after: Doc | undefined, actor: Actor): Refusal | undefined {
  if (before.sys_locked !== true) return undefined
  if (actor.scope === 'admin' && after !== undefined && after.sys_locked !== true) return undefined
  return refuse('locked', 'This record is locked and cannot be changed.')
}

/** The refusal for an id that is not there. */
export function notFound(resource: Resource | undefined, collection: Collection): Refusal {
  return refuse('not-found', `The ${resource?.noun ?? `record of ${collection}`} could not be found.`)
}

