/** One page of a list, a look-up or a search: stored text as it is, and the key of the next page. */
import { Type } from 'typebox'
import { page_rows_default, page_rows_max } from '../../../src-shared/limits.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Store, Where } from '../store/store.ts'
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
  limit: { description: `Records on a page, 1 to ${page_rows_max}; ${page_rows_default} unless given`, schema: Type.Integer({ minimum: 1, maximum: page_rows_max, default: page_rows_default }) },
  exclusiveStartKey: { description: 'The LastEvaluatedKey of the page before', schema: Type.String() },
}

/** Reads the page that a request asks for. */
export async function readPage(store: Store, call: Call, { tenant, collection, where, list, fields }: PageRequest): Promise<Page | Refusal> {
  const walk = [tenant, collection, ...list]
  const { limit: limitText, exclusiveStartKey } = call.query
  const limit = limitText === undefined ? page_rows_default : Number(limitText)
  const after = exclusiveStartKey === undefined ? undefined : openCursor(store, walk, exclusiveStartKey)
  if (isRefusal(after)) return after
  const query = { tenant, collection, where, limit, ...(after === undefined ? {} : { after }) }
  const { text, count, lastId } = await store.queryText(query)
  const next = count === limit && lastId !== null && (await hasMore(store, { ...query, after: lastId })) ? sealCursor(store, walk, lastId) : undefined
  return { text: fields ? projectText(text, fields) : text, count, ...(next === undefined ? {} : { next }) }
}

async function hasMore(store: Store, query: Parameters<Store['query']>[0]): Promise<boolean> {
  return (await store.query({ ...query, limit: 1 })).length > 0
}
