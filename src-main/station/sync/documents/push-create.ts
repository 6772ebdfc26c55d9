/** A record made here: POST, and the server's id noted beside ours. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { documents_lookup_pages_max } from '../../../../src-shared/limits.ts'
import { must } from '../../../../src-shared/assert.ts'
import { withoutNulls } from '../../commands/record-rules.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Doc, Operation } from '../../store/store.ts'
import { isDone } from './documents-client.ts'
import { declaredResource, docIn, itemsIn } from './documents-server.ts'
import { hasTag, tagged } from './record-tag.ts'
import { applied, onceOf, rejected, wroteIn, type PushParts, type Verdict } from './verdict.ts'

export async function pushCreate(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { server, aliases, again } = parts
  const { collection, doc } = operation.input as { collection: Collection; doc: Doc }
  const id = must([...wroteIn(operation, collection).keys()][0], 'the record that a create wrote')
  if (aliases.isNamed(collection, id)) {
    const there = await server.record(collection, id)
    return applied([{ collection, id, doc: there ?? null }])
  }
  const body = tagged(aliases.docToServer(collection, withoutNulls(doc)), id)
  // Its answer may have been lost: a server that does not heed Idempotency-Key would make it twice.
  const made = again ? await findMade(parts, collection, id, body) : undefined
  if (made) return named(parts, collection, id, made)
  const answer = await server.client.write('POST', server.pathOf(collection), body, onceOf(operation))
  if (!isDone(answer)) return rejected(operation, answer, undefined)
  return named(parts, collection, id, docIn(answer))
}

function named({ server, aliases }: PushParts, collection: Collection, id: string, made: Doc): Verdict {
  aliases.name(collection, id, String(made.id))
  return applied([{ collection, id, doc: server.toLocal(collection, made) }])
}

/** The record that an earlier try made: by our tag, else, where the client set an external id, by all that was sent. */
async function findMade({ server, store, tenant }: PushParts, collection: Collection, id: string, body: Doc): Promise<Doc | undefined> {
  const criteria = criteriaFor(collection, body)
  const path = `${server.pathOf(collection)}/search`
  let next: string | undefined
  for (let page = 0; page < documents_lookup_pages_max; page++) {
    const answer = await server.client.ask(next === undefined ? path : `${path}?exclusiveStartKey=${encodeURIComponent(next)}`, criteria)
    for (const doc of itemsIn(answer)) if (hasTag(doc, id) || (!hasTag(body, id) && (await isSame(doc)))) return doc
    next = (answer.body as { LastEvaluatedKey?: string }).LastEvaluatedKey
    if (next === undefined) return undefined
  }
  return undefined

  async function isSame(doc: Doc): Promise<boolean> {
    const alike = Object.entries(body).every(([field, value]) => isDeepStrictEqual(doc[field], value))
    // One that was there before the first try is another one: this station has read it since.
    return alike && (await store.get({ tenant, collection, id: String(doc.id) })) === undefined
  }
}

/** The search that finds such a record among few: by the references that it must have. */
function criteriaFor(collection: Collection, body: Doc): Doc {
  const resource = declaredResource(collection)
  const criteria = Object.entries(resource.search).flatMap(([name, { rule }]): [string, unknown][] => {
    const value = body[rule.field]
    if (!(rule.field in resource.references) || typeof value !== 'string') return []
    if (rule.match === 'any-of') return [[name, [value]]]
    return rule.match === 'equals' ? [[name, value]] : []
  })
  return Object.fromEntries(criteria)
}
