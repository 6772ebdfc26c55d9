/** All records of one collection by search pages with their versions; only what is new or different is fetched whole. */
import { documents_ids_per_search_max, page_rows_max } from '../../../../src-shared/limits.ts'
import type { Resource } from '../../../../src-shared/resource/define-resource.ts'
import { siteOf } from '../../commands/site-of.ts'
import type { Doc } from '../../store/store.ts'
import { isDone, type Answer } from './documents-client.ts'
import { itemsIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import type { Task } from './walk-tasks.ts'
import type { WalkParts } from './walk-parts.ts'

/** The page size is an extension: a server that refuses it is asked without. */
const PAGE_SIZE = 'limit'

export function walkRecords(parts: WalkParts, resource: Resource): Task {
  const { server, aliases } = parts
  const { collection } = resource
  const seen = new Set<string>()
  const fields = ['id', 'sys_version', 'sys_last_modified_at', ...resource.siteFields].join(',')

  async function ask(from: string | undefined): Promise<Answer> {
    const path = (sized: boolean) =>
      `${server.pathOf(collection)}/search?fieldsToReturn=${fields}${sized ? `&limit=${page_rows_max}` : ''}${from === undefined ? '' : `&exclusiveStartKey=${encodeURIComponent(from)}`}`
    const sized = !parts.missing.has(PAGE_SIZE)
    const answer = await server.client.ask(path(sized), {})
    if (!sized || answer.status !== 400) return answer
    parts.missing.add(PAGE_SIZE)
    return server.client.ask(path(false), {})
  }

  const page = (from?: string): Task => async () => {
    const answer = await ask(from)
    // A server that does not let a whole collection be searched has none that can be kept here.
    if (!isDone(answer) && from === undefined) return void parts.missing.add(collection)
    const wanted: string[] = []
    const left: Found[] = []
    for (const light of itemsIn(answer)) {
      const id = aliases.toLocal(collection, String(light.id))
      seen.add(id)
      const state = await compare(parts, resource, id, light)
      if (state === 'differs') wanted.push(String(light.id))
      else if (state === 'elsewhere') left.push({ collection, id, doc: null })
    }
    await parts.feed.layNew(left)
    const { LastEvaluatedKey: next } = answer.body as { LastEvaluatedKey?: string }
    return [...fetches(parts, resource, wanted), next === undefined ? removals(parts, resource, seen) : page(next)]
  }
  return page()
}

/** Whether a record at the server is as it is here. */
async function compare({ store, tenant, site }: WalkParts, resource: Resource, id: string, light: Doc): Promise<'same' | 'differs' | 'elsewhere' | 'not ours'> {
  const key = { tenant, collection: resource.collection, id }
  const here = await store.get(key)
  const at = siteOf(resource.collection, light, resource)
  if (site !== null && at !== null && at !== site) return here ? 'elsewhere' : 'not ours'
  if (!here || light.sys_version === undefined || store.outbox.waitingOn([key]).size > 0) return 'differs'
  const doc = JSON.parse(here.text) as Doc
  return doc.sys_version === light.sys_version && doc.sys_last_modified_at === light.sys_last_modified_at ? 'same' : 'differs'
}

function fetches(parts: WalkParts, resource: Resource, ids: readonly string[]): Task[] {
  const { server, feed } = parts
  const { collection } = resource
  const criterion = 'ids' in resource.search ? 'ids' : 'id'
  const chunks = Array.from({ length: Math.ceil(ids.length / documents_ids_per_search_max) }, (_, i) => ids.slice(i * documents_ids_per_search_max, (i + 1) * documents_ids_per_search_max))
  return chunks.map((chunk) => async () => {
    const docs = itemsIn(await server.client.ask(`${server.pathOf(collection)}/search`, { [criterion]: chunk }))
    await feed.layNew(docs.map((doc) => server.toLocal(collection, doc)).map((doc) => ({ collection, id: String(doc.id), doc })))
  })
}

/** What is here and was not met on a complete walk is looked at by itself before it is taken away. */
function removals(parts: WalkParts, resource: Resource, seen: ReadonlySet<string>): Task {
  const { store, tenant, server, feed } = parts
  const { collection } = resource
  const confirm = (id: string): Task => async () => {
    const doc = await server.record(collection, id)
    await feed.layNew([{ collection, id, doc: doc && isOurs(parts, resource, doc) ? doc : null }])
  }
  return async () => {
    const tasks: Task[] = []
    for (let after: string | undefined; ;) {
      const page = await store.query({ tenant, collection, where: [], limit: page_rows_max, ...(after === undefined ? {} : { after }) })
      // One that only this station has waits to be sent.
      for (const { id, collection: of } of page) if (!seen.has(id) && store.outbox.waitingOn([{ tenant, collection: of, id }]).size === 0) tasks.push(confirm(id))
      after = page.at(-1)?.id
      if (page.length < page_rows_max) return tasks
    }
  }
}

function isOurs({ site }: WalkParts, resource: Resource, doc: Doc): boolean {
  const at = siteOf(resource.collection, doc, resource)
  return site === null || at === null || at === site
}
