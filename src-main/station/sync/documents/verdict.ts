/** What became of a queued write at the server, and what the server has now. */
import { isCollection, type Collection } from '../../../../src-shared/resource/collections.ts'
import type { ConflictEntry, Doc, Operation, OperationResult, Store } from '../../store/store.ts'
import { textOf } from '../../commands/booking/stored-values.ts'
import type { LostField } from '../../commands/merge-fields.ts'
import { saidIn, type Answer } from './documents-client.ts'
import type { DocumentsServer } from './documents-server.ts'
import type { IdAliases } from './id-aliases.ts'
import type { Found } from './local-feed.ts'

export interface Verdict {
  result: Omit<OperationResult, 'seq'>
  found: Found[]
}

/** What sending a write needs. */
export interface PushParts {
  store: Store
  server: DocumentsServer
  aliases: IdAliases
  tenant: string
  /** True where this write may have been sent before without its answer coming back. */
  again: boolean
  /** Remembers what the server has no operation for, for the status. */
  lacks(what: 'no-desk-commands' | 'only-here'): void
}

export function applied(found: Found[], conflicts: ConflictEntry[] = []): Verdict {
  return { result: { state: conflicts.length > 0 ? 'conflict' : 'applied', conflicts }, found }
}

/** The server said no; the write is listed with its sentence and the queue goes on. */
export function rejected(operation: Operation, answer: Pick<Answer, 'status' | 'body'>, theirs: Found | undefined): Verdict {
  const { collection, id } = aboutOf(operation)
  const entry: ConflictEntry = { collection, record_id: id, field: null, mine: operation.wrote[`${collection}/${id}`] ?? null, theirs: theirs?.doc ?? null, ...whoAndWhen(theirs?.doc ?? undefined) }
  const message = saidIn(answer.body) ?? `The central server refused this with HTTP status ${answer.status}.`
  return { result: { state: 'rejected', conflicts: [entry], status: answer.status, message }, found: theirs ? [theirs] : [] }
}

const not_implemented = 501

/** The server has no operation for it. */
export function unsupported(operation: Operation, theirs: Found | undefined): Verdict {
  return rejected(operation, { status: not_implemented, body: { detail: `The central server has no operation for this ("${operation.command}"); it was not stored there.` } }, theirs)
}

/** The record is not there any more. */
export function gone(operation: Operation, collection: Collection, id: string): Verdict {
  const mine = operation.wrote[`${collection}/${id}`] ?? null
  const entry: ConflictEntry = { collection, record_id: id, field: null, mine, theirs: null, theirs_by: null, theirs_at: null }
  const message = 'The central server has no such record (any more), so this change could not be made.'
  return { result: { state: 'conflict', conflicts: [entry], status: 404, message }, found: [{ collection, id, doc: null }] }
}

/** One card for each field that someone else changed unseen. */
export function lostEntries({ collection, id, doc }: Found, lost: readonly LostField[]): ConflictEntry[] {
  const who = whoAndWhen(doc ?? undefined)
  return lost.map(({ field, mine, theirs }) => ({ collection, record_id: id, field, mine: mine ?? null, theirs: theirs ?? null, ...who }))
}

export function whoAndWhen(doc: Doc | undefined): Pick<ConflictEntry, 'theirs_by' | 'theirs_at'> {
  return {
    theirs_by: textOf(doc, 'sys_last_modified_by_id') ?? textOf(doc, 'CheckedInBy') ?? textOf(doc, 'IssuedBy'),
    theirs_at: textOf(doc, 'sys_last_modified_at') ?? textOf(doc, 'LastChangeTime') ?? textOf(doc, 'IssuedAt'),
  }
}

/** The record that a write is mainly about: the first that its writer changed. */
export function aboutOf({ wrote, input }: Operation): { collection: Collection; id: string } {
  const [first = ''] = Object.keys(wrote)
  const slash = first.indexOf('/')
  const collection = first.slice(0, slash)
  if (isCollection(collection)) return { collection, id: first.slice(slash + 1) }
  const named = (input ?? {}) as { collection?: Collection; id?: string; registration?: string }
  return { collection: named.collection ?? 'bookingRegistrations', id: named.id ?? named.registration ?? '' }
}

/** The name of a write, the same for each of its tries. */
export function onceOf({ node, epoch, n }: Operation): string {
  return `${node}-${epoch}-${n}`
}

/** What of an operation's documents belongs to a collection, by id. */
export function wroteIn(operation: Operation, collection: Collection): Map<string, Doc> {
  const prefix = `${collection}/`
  return new Map(Object.entries(operation.wrote).flatMap(([name, doc]): [string, Doc][] => (name.startsWith(prefix) ? [[name.slice(prefix.length), doc]] : [])))
}
