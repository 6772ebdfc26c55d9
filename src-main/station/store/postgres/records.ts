/** Reads rows of records. */
import { createHash } from 'node:crypto'
import { foldText } from '../fold-text.ts'
import type { Resources } from '../declared-fields.ts'
import type { CentralStore, Key, Query, StoredRecord } from '../store.ts'
import { storable } from './columns.ts'
import type { Ask, Question } from './connect.ts'
import { restrictionSql, Values } from './where.ts'

const COLUMNS = 'tenant, collection, id, site, rev, seq, doc AS text'

/** Statements with more conditions than this are too many to be kept ready on every connection. */
const kept_conditions_max = 2

export type Records = ReturnType<typeof makeRecords>

export function makeRecords(ask: Ask, resources: Resources) {
  const select = (query: Query, columns: string, words: readonly string[] = []): Question => {
    const values = new Values()
    const restriction = restrictionSql(query, words, values, resources)
    return kept({ text: `SELECT ${columns} ${restriction} ORDER BY id LIMIT ${values.add(query.limit)}`, values: values.list }, query.where.length + words.length)
  }

  const find = async (query: Query, words: readonly string[] = []) => ask<StoredRecord>(select(query, COLUMNS, words))

  return {
    async get({ tenant, collection, id }: Key): Promise<StoredRecord | undefined> {
      const [row] = await ask<StoredRecord>({ name: 'get', text: `SELECT ${COLUMNS} FROM record WHERE tenant = $1 AND collection = $2 AND id = $3`, values: [tenant, collection, id] })
      return row
    },
    query: (query: Query) => find(query),
    search: (query: Query, text: string) => find(query, storable(foldText(text)).split(/\s+/u).filter((word) => word !== '')),
    async count(restriction: Omit<Query, 'limit' | 'after'>): Promise<number> {
      const [row] = await ask<{ n: number }>(countQuestion(restriction, resources))
      return row?.n ?? 0
    },
    async queryText(query: Query): ReturnType<CentralStore['queryText']> {
      const { text, values = [], name } = select(query, 'id, doc')
      const whole = `SELECT count(*) AS count, max(id) AS "lastId", '[' || coalesce(string_agg(doc, ',' ORDER BY id), '') || ']' AS text FROM (${text}) page`
      const [row] = await ask<{ text: string; count: number; lastId: string | null }>({ ...(name === undefined ? {} : { name: `${name}t` }), text: whole, values })
      return row ?? { text: '[]', count: 0, lastId: null }
    },
  }
}

/** How many records there are. */
export function countQuestion(restriction: Omit<Query, 'limit' | 'after'>, resources: Resources): Question {
  const values = new Values()
  const sql = restrictionSql(restriction, [], values, resources)
  return kept({ text: `SELECT count(*) AS n ${sql}`, values: values.list }, restriction.where.length)
}

/** A statement of few conditions comes again and again; planning it each time would cost more than running it. */
function kept(question: Question, conditions: number): Question {
  if (conditions > kept_conditions_max) return question
  return { ...question, name: createHash('sha256').update(question.text).digest('hex').slice(0, 24) }
}
