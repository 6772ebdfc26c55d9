/** Replaces every client-owned field of a record (the documents' PUT). */
import { Type } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'
import { decideProposal, loadProposal } from './change-record.ts'
import { defineCommand } from './command.ts'
import { declared, declaredInput, docInput, idInput, recordLane } from './record-input.ts'
import { notFound } from './record-rules.ts'

export interface ReplaceRecordInput {
  collection: Collection
  id: string
  doc: Doc
}

export const replaceRecord = defineCommand({
  name: 'replace-record',
  input: Type.Object({ collection: declaredInput, id: idInput, doc: docInput }, { additionalProperties: false }),
  lane: recordLane,
  load: (reader, input: ReplaceRecordInput) => loadProposal(reader, input, (current) => checkIdentity(current, input) ?? input.doc),
  decide: (proposal, { collection }: ReplaceRecordInput, context) =>
    proposal ? decideProposal(proposal, context) : notFound(declared(collection), collection),
})

function checkIdentity(current: Doc, { id, doc }: ReplaceRecordInput): Refusal | undefined {
  if (doc.id !== undefined && doc.id !== null && doc.id !== id) {
    return refuse('invalid', 'id is not the id of the path.', { errors: [{ path: '/id', message: 'is not the id of the path' }] })
  }
  const version = doc.sys_version ?? undefined
  if (version !== undefined && typeof version !== 'number') {
    return refuse('invalid', 'sys_version must be a number.', { errors: [{ path: '/sys_version', message: 'must be a number' }] })
  }
  if (version !== undefined && version !== current.sys_version) {
    return refuse('conflict', `This record has changed: it is at version ${String(current.sys_version)}, not ${version}.`, {
      errors: [{ path: '/sys_version', message: `is ${String(current.sys_version)} by now` }],
    })
  }
  return undefined
}
