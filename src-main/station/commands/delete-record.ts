/** Deletes a record that nothing refers to (the documents' DELETE). */
import { Type } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { refuse } from '../../../src-shared/problem.ts'
import { RESOURCES } from '../../../src-shared/resources/index.ts'
import { defineCommand, type GuardedReader } from './command.ts'
import { declared, declaredInput, idInput, recordLane } from './record-input.ts'
import { checkLock, notFound } from './record-rules.ts'

export interface DeleteRecordInput {
  collection: Collection
  id: string
}

export const deleteRecord = defineCommand({
  name: 'delete-record',
  input: Type.Object({ collection: declaredInput, id: idInput }, { additionalProperties: false }),
  lane: recordLane,
  async load(reader: GuardedReader, { collection, id }: DeleteRecordInput) {
    return { current: await reader.get(collection, id), referrer: await findReferrer(reader, collection, id) }
  },
  decide({ current, referrer }, { collection, id }: DeleteRecordInput, context) {
    const resource = declared(collection)
    if (!current) return notFound(resource, collection)
    const locked = checkLock(current.doc, undefined, context.actor)
    if (locked) return locked
    if (referrer) return refuse('still-referenced', `A ${referrer.noun} refers to this ${resource.noun} in ${referrer.field}.`)
    return {
      changes: [{ key: current.key, before: current.doc, site: current.site }],
      absent: referencing(collection).map(({ from, field }) => ({ tenant: context.tenant, collection: from.collection, where: [{ field, eq: id }] })),
      answer: () => id,
    }
  },
})

/** Declared references to a collection. */
function referencing(collection: Collection) {
  return RESOURCES.flatMap((from) =>
    Object.entries(from.references).filter(([, target]) => target === collection).map(([field]) => ({ from, field })),
  )
}

async function findReferrer(reader: GuardedReader, collection: Collection, id: string) {
  for (const { from, field } of referencing(collection)) {
    const [found] = await reader.query({ collection: from.collection, where: [{ field, eq: id }], limit: 1 })
    if (found) return { noun: from.noun, field }
  }
  return undefined
}
