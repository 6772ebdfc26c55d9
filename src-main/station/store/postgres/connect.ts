/** Connections to PostgreSQL: how they are made, and what a question does when one is lost. */
import pg from 'pg'
import {
  postgres_connect_timeout_ms, postgres_idle_in_transaction_ms, postgres_lock_timeout_ms, postgres_statement_timeout_ms,
} from '../../../../src-shared/limits.ts'
import { isLost, storeErrorOf } from './errors.ts'

/** Everything of Hallpass is in a schema of this name; extensions are found in public. */
export const SCHEMA = 'hallpass'

const INT8 = 20
const settings = [
  ['search_path', `${SCHEMA},public`],
  ['statement_timeout', postgres_statement_timeout_ms],
  ['lock_timeout', postgres_lock_timeout_ms],
  ['idle_in_transaction_session_timeout', postgres_idle_in_transaction_ms],
  // What was answered is on disk, whatever the server's own settings say.
  ['synchronous_commit', 'on'],
].map(([name, value]) => `-c ${name}=${value}`).join(' ')

/** How a connection is made. @param url postgres://user:password@host:port/database */
export function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: settings,
    application_name: 'hallpass',
    connectionTimeoutMillis: postgres_connect_timeout_ms,
    keepAlive: true,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown)) } as pg.CustomTypesConfig,
  }
}

export interface Question {
  /** Kept ready by the connection under this name. */
  name?: string
  text: string
  values?: unknown[]
}

/** Asks and gives the rows. Only for questions that change nothing, or may be asked twice. @throws StoreError */
export type Ask = <Row extends object>(question: Question) => Promise<Row[]>

/** A pool of connections that looks after itself: one that is lost while nothing is asked of it is only dropped. */
export function makePool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max, idleTimeoutMillis: 0 })
  pool.on('error', () => undefined)
  // One that is taken out, between two questions of a transaction: the next question says it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Asks through a pool; once more where the connection was lost. */
export function makeAsk(pool: pg.Pool): Ask {
  return async <Row extends object>(question: Question) => {
    try {
      return await rowsOf<Row>(pool, question)
    } catch (error) {
      if (!isLost(error)) throw storeErrorOf(error)
    }
    return rowsOf<Row>(pool, question).catch((error: unknown) => {
      throw storeErrorOf(error)
    })
  }
}

/** Asks on one connection, as part of whatever it is in. */
export async function rowsOf<Row extends object>(on: pg.Pool | pg.ClientBase, question: Question): Promise<Row[]> {
  const { rows } = await on.query<Row>(question)
  return rows
}
