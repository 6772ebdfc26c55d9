/** One page of a list, a look-up or a search: stored text as it is, and the key of the next page. */
import { Type } from 'typebox'
import { page_rows_default, page_rows_max } from '../../../src-shared/limits.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { CentralStore, Query, Where } from '../store/store.ts'
import { openCursor, sealCursor } from './cursor.ts'
import { projectText } from './project-fields.ts'
import type { Call, ParameterDoc } from './route.ts'

export interface Page {
  /** A JSON array. */
  text: string
  count: number
  /** Absent on the last page. */
  next?: string
}

export interface PageRequest {
  tenant: string
  collection: Collection
  where: readonly Where[]
  /** Names the list and what restricts it, besides tenant and collection. */
  list: readonly unknown[]
  fields: ReadonlySet<string> | null
}

/** The query parameters of every paged operation. */
export const PAGING: Record<string, ParameterDoc> = {
  limit: { extension: true, description: `Records on a page, 1 to ${page_rows_max}; ${page_rows_default} unless given`, schema: Type.Integer({ minimum: 1, maximum: page_rows_max, default: page_rows_default }) },
  exclusiveStartKey: { description: 'The LastEvaluatedKey of the page before', schema: Type.String() },
}

/** Reads the page that a request asks for. */
export async function readPage(store: CentralStore, call: Call, { tenant, collection, where, list, fields }: PageRequest): Promise<Page | Refusal> {
  const walk = [tenant, collection, ...list]
  const { limit: limitText, exclusiveStartKey } = call.query
  const limit = limitText === undefined ? page_rows_default : Number(limitText)
  const after = exclusiveStartKey === undefined ? undefined : openCursor(store, walk, exclusiveStartKey)
  if (isRefusal(after)) return after
  const query = { tenant, collection, where, limit, ...(after === undefined ? {} : { after }) }
  const { text, count, lastId, isLast } = where.some(isScan) ? await readOnce(store, query) : await readText(store, query)
  const next = isLast || lastId === null ? undefined : sealCursor(store, walk, lastId)
  return { text: fields ? projectText(text, fields) : text, count, ...(next === undefined ? {} : { next }) }
}

interface Rows {
  text: string
  count: number
  lastId: string | null
  isLast: boolean
}

/** Conditions for which there is no index in the order of ids: asking twice would cost twice. */
function isScan(where: Where): boolean {
  return 'contains' in where || 'as' in where || 'present' in where
}

/** The array is made inside the store; that there is a next record costs a look into an index. */
async function readText(store: CentralStore, query: Query): Promise<Rows> {
  const { text, count, lastId } = await store.queryText(query)
  const isLast = count < query.limit || lastId === null || !(await hasMore(store, { ...query, after: lastId }))
  return { text, count, lastId, isLast }
}

/** One record more than the page takes says whether there is a next page. */
async function readOnce(store: CentralStore, query: Query): Promise<Rows> {
  const found = await store.query({ ...query, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  return { text: `[${rows.map(({ text }) => text).join(',')}]`, count: rows.length, lastId: rows.at(-1)?.id ?? null, isLast: found.length <= query.limit }
}

async function hasMore(store: CentralStore, query: Query): Promise<boolean> {
  return (await store.query({ ...query, limit: 1 })).length > 0
}
