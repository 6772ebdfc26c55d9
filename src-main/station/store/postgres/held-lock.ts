/** Work that one process at a time may do: whoever holds the lock does it, and another takes over when the holder is gone. */
import pg from 'pg'
import { postgres_lock_retry_ms } from '../../../../src-shared/limits.ts'
import { clientConfig, rowsOf } from './connect.ts'
import { lockArguments, type LockName } from './locks.ts'

export interface HeldLock {
  release(): Promise<void>
}

interface Holder {
  /** Called with each time the lock is had. */
  held: () => void
  /** Called where it was lost: the connection broke, so that another process may have it. */
  lost: () => Promise<void>
}

/** Waits for the lock, on a connection of its own that is the lock's life. */
export function holdLock(url: string, name: LockName, { held, lost }: Holder): HeldLock {
  let client: pg.Client | undefined
  let holding = false
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let running: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    try {
      client ??= await connect()
      const sql = holding ? 'SELECT true AS mine' : `SELECT pg_try_advisory_lock(${lockArguments(name)}) AS mine`
      const [row] = await rowsOf<{ mine: boolean }>(client, { text: sql })
      if (row?.mine && !holding && !closed) {
        holding = true
        held()
      }
    } catch {
      await letGo()
    }
    if (!closed) timer = setTimeout(run, postgres_lock_retry_ms).unref()
  }

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client(clientConfig(url))
    next.on('error', () => undefined)
    // The server lets the lock go with the connection; the work must end at once, not at the next look.
    next.on('end', () => {
      if (next !== client || closed) return
      clearTimeout(timer)
      running = running.then(letGo).then(look)
    })
    await next.connect()
    return next
  }

  async function letGo(): Promise<void> {
    const last = client
    client = undefined
    if (holding) {
      holding = false
      await lost()
    }
    await last?.end().catch(() => undefined)
  }

  const run = () => void (running = running.then(look))
  run()
  return {
    async release() {
      closed = true
      clearTimeout(timer)
      await running
      await letGo()
    },
  }
}
