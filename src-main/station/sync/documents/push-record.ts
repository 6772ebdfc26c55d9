/** Changes and deletions of records: read, compare with what the writer saw, write what still stands. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { documents_write_attempts_max } from '../../../../src-shared/limits.ts'
import { changedFields } from '../../commands/field-diff.ts'
import { mergeFields } from '../../commands/merge-fields.ts'
import { contentHash, isServerStamp, recordName, WHOLE } from '../../commands/to-outbox.ts'
import { setField } from '../../store/fold.ts'
import type { Doc, Operation } from '../../store/store.ts'
import { SyncFault } from '../sync-fault.ts'
import { isDone, isMissing } from './documents-client.ts'
import { docIn } from './documents-server.ts'
import { applied, gone, lostEntries, onceOf, rejected, whoAndWhen, type PushParts, type Verdict } from './verdict.ts'

export interface RecordTarget {
  collection: Collection
  id: string
}

/** Sets fields by PATCH. A `test` of the version makes the server itself refuse what changed after our look. */
export async function pushUpdate({ server, aliases }: PushParts, operation: Operation, { collection, id }: RecordTarget): Promise<Verdict> {
  const name = recordName(collection, id)
  const wrote = operation.wrote[name] ?? {}
  let refusedAt: unknown
  for (let attempt = 0; attempt < documents_write_attempts_max; attempt++) {
    const before = await server.record(collection, id)
    if (!before) return gone(operation, collection, id)
    const { after, lost } = mergeFields({ collection, before, after: withFields(before, wrote), saw: operation.saw[name] ?? {}, wrote })
    const fields = changedFields(before, after).filter((field) => !isServerStamp(field))
    const conflicts = lostEntries({ collection, id, doc: before }, lost)
    if (fields.length === 0) return applied([{ collection, id, doc: before }], conflicts)
    const directives = directivesFor(before, aliases.docToServer(collection, after), aliases.docToServer(collection, before), fields)
    const answer = await server.client.write('PATCH', server.pathOf(collection, aliases.toServer(collection, id)), directives, onceOf(operation))
    if (isDone(answer)) return applied([{ collection, id, doc: server.toLocal(collection, docIn(answer)) }], conflicts)
    if (isMissing(answer)) continue
    // The same answer to the same version is the server's last word.
    const version = JSON.stringify(before)
    if (answer.status !== 409 || refusedAt === version) return rejected(operation, answer, { collection, id, doc: before })
    refusedAt = version
  }
  throw new SyncFault('busy', 'The record changes at the central server all the time; the write is tried again later.')
}

/** Where the server numbers versions that guards all fields, else each field that is there is tested. */
function directivesFor(before: Doc, after: Doc, asThere: Doc, fields: readonly string[]): Doc[] {
  const pointer = (field: string) => `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const tests = typeof before.sys_version === 'number'
    ? [{ op: 'test', path: '/sys_version', value: before.sys_version }]
    : fields.flatMap((field) => (asThere[field] === undefined ? [] : [{ op: 'test', path: pointer(field), value: asThere[field] }]))
  return [...tests, ...fields.map((field) => (after[field] === undefined ? { op: 'remove', path: pointer(field) } : { op: 'add', path: pointer(field), value: after[field] }))]
}

function withFields(before: Doc, fields: Doc): Doc {
  const after = { ...before }
  for (const [field, value] of Object.entries(fields)) setField(after, field, value)
  return after
}

/** Deletes a record that is still as the writer saw it. */
export async function pushDelete({ server, aliases }: PushParts, operation: Operation, { collection, id }: RecordTarget): Promise<Verdict> {
  const before = await server.record(collection, id)
  const nothing = { collection, id, doc: null }
  if (!before) return applied([nothing])
  const unseen = deletedUnseen(operation, collection, before)
  if (unseen) return unseen
  const answer = await server.client.write('DELETE', server.pathOf(collection, aliases.toServer(collection, id)), undefined, onceOf(operation))
  if (isDone(answer) || isMissing(answer)) return applied([nothing])
  return rejected(operation, answer, { collection, id, doc: before })
}

/** Someone changed it since: it is kept and listed. */
export function deletedUnseen(operation: Operation, collection: Collection, before: Doc): Verdict | undefined {
  const id = String(before.id)
  const seen = operation.saw[recordName(collection, id)]?.[WHOLE]
  if (seen === undefined || seen === contentHash(before)) return undefined
  const entry = { collection, record_id: id, field: null, mine: null, theirs: before, ...whoAndWhen(before) }
  return {
    result: { state: 'conflict', conflicts: [entry], message: 'Someone changed this record before it was to be deleted, so it was kept.' },
    found: [{ collection, id, doc: before }],
  }
}
