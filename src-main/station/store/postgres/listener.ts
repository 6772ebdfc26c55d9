/** Hears what other processes commit. Notifications only make it sooner: what they announced and what was missed is read from the change numbers. */
import pg from 'pg'
import { postgres_notice_check_ms, postgres_reconnect_ms } from '../../../../src-shared/limits.ts'
import type { CommitNotice, Key } from '../store.ts'
import { clientConfig, rowsOf, type Ask } from './connect.ts'
import { decodeNotice, type Told } from './notice.ts'

/** More records than this are not named one by one to those who listen here. */
const keys_read_max = 10_000

const CHANGED = `SELECT tenant, collection, id FROM record WHERE tenant = ANY($3::text[]) AND seq > $1 AND seq <= $2
  UNION SELECT tenant, collection, id FROM tombstone WHERE tenant = ANY($3::text[]) AND seq > $1 AND seq <= $2 LIMIT ${keys_read_max}`

interface ListenerOptions {
  url: string
  origin: string
  ask: Ask
  tenants: () => Promise<string[]>
  /** What a new connection is asked first: whether it still leads to the same database. */
  greet: (client: pg.ClientBase) => Promise<void>
  /** The last change number when this process began. */
  from: number
  tell: (notice: CommitNotice) => void
}

export interface Listener {
  close(): Promise<void>
}

export function makeListener({ url, origin, ask, tenants, greet, from, tell }: ListenerOptions): Listener {
  /** The change numbers at the last two looks: what is up to the first was told while the line was whole. */
  let [safe, seen] = [from, from]
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  let closed = false
  /** One after the other, in the order of change numbers. */
  let telling: Promise<void> = Promise.resolve()

  async function connect(): Promise<void> {
    const next = new pg.Client(clientConfig(url))
    // It is lost some day; the next one takes up where it ended.
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', ({ payload }) => hear(decodeNotice(payload)))
    client = next
    await next.connect()
    await greet(next)
    await next.query('LISTEN hallpass')
    await look(true)
  }

  function lost(which: pg.Client): void {
    if (which !== client) return
    client = undefined
    schedule(postgres_reconnect_ms)
  }

  function schedule(ms: number): void {
    clearTimeout(again)
    if (closed) return
    again = setTimeout(() => void work(), ms).unref()
  }

  /** Keeps a connection, and looks now and then whether something was missed. */
  async function work(): Promise<void> {
    try {
      await (client ? look(false) : connect())
      schedule(postgres_notice_check_ms)
    } catch {
      const broken = client
      client = undefined
      await broken?.end().catch(() => undefined)
      schedule(postgres_reconnect_ms)
    }
  }

  async function look(missed: boolean): Promise<void> {
    const [row] = client ? await rowsOf<{ seq: number }>(client, { text: 'SELECT seq FROM state' }) : []
    if (!row) return
    if (missed && row.seq > safe) hear({ origin: '', from: safe, seq: row.seq, tenants: [] })
    safe = seen
    seen = row.seq
  }

  function hear(told: Told | undefined): void {
    if (!told || told.origin === origin) return
    telling = telling.then(() => pass(told)).catch(() => undefined)
  }

  async function pass({ from: first, seq, tenants: named, keys: listed }: Told): Promise<void> {
    const whose = named.length > 0 ? named : await tenants()
    const keys = listed?.map(([tenant, collection, id]): Key => ({ tenant, collection, id })) ?? (await ask<Key>({ name: 'changed', text: CHANGED, values: [first, seq, whose] }))
    tell({ seq, keys, tenants: whose, queued: false })
  }

  void work()
  return {
    async close() {
      closed = true
      clearTimeout(again)
      await telling
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}
