/** PostgreSQL's codes, and the system's, as errors of the store. The only place that knows them. */
import { StoreError } from '../store-error.ts'

/** SQLSTATE classes and codes after which the same thing can succeed on another connection, or later. */
const AWAY = /^(08...|57P0[123]|25006|53300)$/
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EAI_AGAIN', 'ENOTFOUND'])
const BUSY = new Set(['55P03', '57014', '40001', '40P01', '53200', '25P03'])
const WORDS = /connection terminated|connection ended|timeout exceeded when trying to connect|timeout expired|not queryable|closed the connection/i

const unreachable = 'The database of headquarters cannot be reached at the moment.'

/** Whether the connection, not the question, was the matter: what was asked for may be asked again on another one. */
export function isLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return AWAY.test(code) || SYSTEM.has(code) || code === '25P03' || (code === '' && WORDS.test(message))
}

/** Turns an error of the database into one of the store; any other is returned as it is. */
export function storeErrorOf(error: unknown): Error {
  const { code = '' } = error as { code?: string }
  if (error instanceof StoreError) return error
  if (isLost(error)) return new StoreError('unavailable', unreachable)
  if (BUSY.has(code)) return new StoreError('unavailable', 'The database of headquarters has too much to do at the moment.')
  if (code === '53100' || code === '58030') return new StoreError('full', 'The disk of the database is full or cannot be written.')
  if (code === '28P01' || code === '28000') return new StoreError('wrong-key', 'The database of headquarters refuses this user or password.')
  if (code === '3D000') return new StoreError('missing', 'The database of headquarters does not exist; create it first.')
  if (code === '42501') return new StoreError('not-writable', 'The database user may not write to this database; give it the database as its owner.')
  if (code === 'XX001' || code === 'XX002') return new StoreError('damaged', 'The database of headquarters is damaged.')
  return error instanceof Error ? error : new Error(String(error))
}
