/** Inputs of the generic commands. The document itself is checked against its own declaration. */
import { Type } from 'typebox'
import { COLLECTIONS, type Collection } from '../../../src-shared/resource/collections.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import { assert, must } from '../../../src-shared/assert.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { RESOURCES, resourceOf } from '../../../src-shared/resources/index.ts'

export const collectionInput = Type.Unsafe<Collection>({ type: 'string', enum: [...COLLECTIONS] })
/** Only collections whose records the generic commands serve: not users, not keys. */
export const declaredInput = Type.Unsafe<Collection>({ type: 'string', enum: RESOURCES.map(({ collection }) => collection) })
export const idInput = Type.String({ pattern: ID_PATTERN, maxLength: 128 })
export const docInput = Type.Unsafe<Record<string, unknown>>({ type: 'object' })

/** Name of the lane for one record. */
export function recordLane({ collection, id }: { collection: string; id: string }): string {
  return `${collection}/${id}`
}

/** The declaration of a collection that the generic write commands serve. */
export function declared(collection: Collection): Resource {
  const resource = must(resourceOf(collection), `the declaration of ${collection}`)
  assert(resource.collection === collection, 'the registry is keyed by collection')
  return resource
}
