/** Which fields of a collection's documents a store has to find quickly, by the resource declarations. */
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { REFERENCE_INDEXES, REFERENCE_TEXT, type Collection } from '../../../src-shared/resource/collections.ts'

/** The declarations of the registered resources, by collection. */
export type Resources = (collection: string) => Resource | undefined

/** The indexes of a collection, each the fields that it is made of. */
export function indexesOf(collection: Collection, resources: Resources): string[][] {
  const resource = resources(collection)
  if (!resource) return (REFERENCE_INDEXES[collection] ?? []).map((fields) => fields.split('+'))
  const fields = [...resource.lookUps.flatMap((lookUp) => Object.values(lookUp.parameters)), ...Object.keys(resource.references)]
  return [...new Set(fields)].map((field) => [field])
}

/** Fields by which records of a collection are looked up. */
export function indexedFields(collection: Collection, resources: Resources): string[] {
  return [...new Set(indexesOf(collection, resources).flat())]
}

/** Fields in which people search by text. */
export function textFields(collection: Collection, resources: Resources): string[] {
  const resource = resources(collection)
  if (!resource) return [...(REFERENCE_TEXT[collection] ?? [])]
  return Object.values(resource.search).flatMap(({ rule }) => (rule.match === 'contains' ? [rule.field] : []))
}
