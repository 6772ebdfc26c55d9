/** Single reads of the documents' API, answered in this station's words: its ids, its stored shapes. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { must } from '../../../../src-shared/assert.ts'
import type { Resource } from '../../../../src-shared/resource/define-resource.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import type { Doc } from '../../store/store.ts'
import { SyncFault } from '../sync-fault.ts'
import { storedEvent, storedRegistration, storedSheet } from './booking-stored.ts'
import { isDone, isMissing, isUnknown, saidIn, type Answer, type DocumentsClient } from './documents-client.ts'
import type { IdAliases } from './id-aliases.ts'
import { untagged } from './record-tag.ts'

export interface DocumentsServer {
  client: DocumentsClient
  /** "/examRegistrations/bc", and below it. */
  pathOf(collection: Collection, ...below: string[]): string
  /** Undefined where there is none. */
  record(collection: Collection, id: string): Promise<Doc | undefined>
  registration(id: string): Promise<Doc | undefined>
  /** The events that start on a day at their venue; undefined where the server has no such list. */
  eventsOn(day: string): Promise<Doc[] | undefined>
  /** By a code, an event or a registration. */
  sheets(id: string): Promise<Doc[]>
  /** A record of the server's as this station keeps it. */
  toLocal(collection: Collection, doc: Doc): Doc
}

export function makeDocumentsServer(client: DocumentsClient, aliases: IdAliases, tenant: string): DocumentsServer {
  const toLocal = (collection: Collection, doc: Doc) => untagged(aliases.docToLocal(collection, doc))
  const pathOf = (collection: Collection, ...below: string[]) =>
    `/${[resourceOf(collection)?.path ?? collection, tenant, ...below].map(encodeURIComponent).join('/')}`
  return {
    client, pathOf, toLocal,
    async record(collection, id) {
      const answer = await client.read(pathOf(collection, aliases.toServer(collection, id)))
      return isMissing(answer) ? undefined : toLocal(collection, docIn(answer))
    },
    async registration(id) {
      const answer = await client.read(`/api/registrations/${encodeURIComponent(id)}`)
      return isMissing(answer) ? undefined : aliases.docToLocal('bookingRegistrations', storedRegistration(docIn(answer)))
    },
    async eventsOn(day) {
      const answer = await client.read(`/api/events/list-events?date=${day}`)
      return isUnknown(answer) ? undefined : itemsIn(answer).map(storedEvent)
    },
    async sheets(id) {
      return itemsIn(await client.read(`/api/events/scrap-paper?id=${encodeURIComponent(id)}`)).map(storedSheet)
    },
  }
}

/** The declaration of a record collection. */
export function declaredResource(collection: Collection): Resource {
  return must(resourceOf(collection), `the declaration of ${collection}`)
}

/** The object that was answered. @throws SyncFault */
export function docIn(answer: Answer): Doc {
  const { body } = answer
  if (isDone(answer) && typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Doc
  throw unexpected(answer)
}

/** The `Items` that were answered, or the bare list. @throws SyncFault */
export function itemsIn(answer: Answer): Doc[] {
  const items = Array.isArray(answer.body) ? answer.body : (answer.body as { Items?: unknown } | null)?.Items
  if (isDone(answer) && Array.isArray(items)) return items as Doc[]
  throw unexpected(answer)
}

function unexpected({ status, body }: Answer): SyncFault {
  return new SyncFault('strange', `The central server answered in a way that the documents do not describe (${saidIn(body) ?? `HTTP status ${status}`}).`)
}
