/** The one connection of this process that writes. A transaction that the line cuts off is made again, or asked after: never both, never neither. */
import type pg from 'pg'
import { postgres_outcome_wait_ms } from '../../../../src-shared/limits.ts'
import type { Resources } from '../declared-fields.ts'
import { StoreError } from '../store-error.ts'
import type { Commit } from '../store.ts'
import { makePool, rowsOf } from './connect.ts'
import { isLost, storeErrorOf } from './errors.ts'
import { begin, runCommits, type GroupOutcome } from './transaction.ts'
import type { Head } from './writes.ts'

export interface WriterOptions {
  url: string
  resources: Resources
  /** The name of this process in what it tells the others. */
  origin: string
  /** What a new connection is asked before it writes: whether it still leads to the same database. */
  greet: (client: pg.ClientBase) => Promise<void>
}

export type Writer = ReturnType<typeof makeWriter>

/** Work inside a locked transaction; the head that it leaves, undefined where it wrote nothing. */
type Work<T> = (client: pg.ClientBase, head: Head) => Promise<{ result: T; head: Head | undefined }>

/** Thrown where the line broke after COMMIT was sent. */
class CutOff extends Error {}

const pause_ms = 250

export function makeWriter({ url, resources, origin, greet }: WriterOptions) {
  const pool = makePool(url, 1)
  const greeted = new WeakSet<object>()

  /** Makes a transaction; a second time where the line broke before the first could have been made final. @throws StoreError */
  async function write<T>(work: Work<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(work)
      } catch (error) {
        if (!isLost(error) || tries > 1) throw storeErrorOf(error)
      }
    }
  }

  async function attempt<T>(work: Work<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      if (!greeted.has(client)) {
        await greet(client)
        greeted.add(client)
      }
      const start = await begin(client)
      const { result, head } = await work(client, start)
      if (!head) {
        await client.query('ROLLBACK')
        return result
      }
      await client.query('COMMIT').catch((error: unknown) => {
        throw isLost(error) ? new CutOff() : error
      })
      return result
    } catch (error) {
      broken = error as Error
      if (error instanceof CutOff) throw error
      if (!isLost(error)) await client.query('ROLLBACK').then(() => (broken = undefined), () => undefined)
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** Whether the row that a cut-off transaction added to the audit log is there. The lock waits for a server that is still at it. */
  async function isCommitted({ auditN, auditHash }: Head): Promise<boolean> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await begin(client)
      const [row] = await rowsOf<{ hash: string }>(client, { text: 'SELECT hash FROM audit WHERE n = $1', values: [auditN] })
      await client.query('ROLLBACK')
      return row?.hash === auditHash
    } catch (error) {
      broken = error as Error
      throw error
    } finally {
      client.release(broken)
    }
  }

  async function askAfter(head: Head): Promise<boolean> {
    const deadline = performance.now() + postgres_outcome_wait_ms
    for (;;) {
      try {
        return await isCommitted(head)
      } catch (error) {
        if (!isLost(error) || performance.now() > deadline) {
          throw new StoreError('uncertain', 'The line to the database broke while this write was being made final, and the database cannot be asked whether it was. Repeat it with the same Idempotency-Key, or look before you repeat it.')
        }
        await new Promise((resolve) => setTimeout(resolve, pause_ms))
      }
    }
  }

  /** As `write`; where the end was cut off it finds out what became of it. */
  async function writeOnce<T>(work: Work<T>): Promise<T> {
    let made: { result: T; head: Head | undefined } | undefined
    const remembered: Work<T> = async (client, head) => (made = await work(client, head))
    for (;;) {
      try {
        return await write(remembered)
      } catch (error) {
        if (!(error instanceof CutOff) || !made?.head) throw error
        if (await askAfter(made.head)) return made.result
      }
    }
  }

  return {
    write: writeOnce,
    /** Whether it was the line or the database itself that failed, not what was to be written. */
    isAway: (error: unknown): boolean => error instanceof StoreError,
    commit: (lists: readonly (readonly Commit[])[]): Promise<GroupOutcome> =>
      writeOnce(async (client, head) => {
        const result = await runCommits(client, head, lists, origin, resources)
        return { result, head: result.head }
      }),
    close: () => pool.end(),
  }
}
