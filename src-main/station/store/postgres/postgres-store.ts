/** Headquarters' store on PostgreSQL. Several processes may have the same database open; see commit-queue.ts, transaction.ts and listener.ts. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { postgres_connections_max, postgres_import_rows } from '../../../../src-shared/limits.ts'
import type { Resources } from '../declared-fields.ts'
import type { CentralStore, CommitNotice } from '../store.ts'
import { makeApiKeys } from './api-keys.ts'
import { makeCommitQueue } from './commit-queue.ts'
import { clientConfig, makeAsk, makePool } from './connect.ts'
import { storeErrorOf } from './errors.ts'
import { makeFeed } from './feed.ts'
import { makeImport } from './import-lines.ts'
import { greetDatabase, type Facts } from './life.ts'
import { makeListener } from './listener.ts'
import { makeLookups } from './lookups.ts'
import { migrate } from './migrate.ts'
import { makeRecords } from './records.ts'
import { verifyDatabase } from './verify.ts'
import { makeWriter } from './writer.ts'

export interface PostgresStoreOptions {
  /** postgres://user:password@host:port/database */
  url: string
  resources: Resources
  /** One line for the person who runs this. */
  log?: (line: string) => void
}

/** Connects, makes or migrates the schema, and returns the port. @throws StoreError */
export async function openPostgresStore({ url, resources, log = () => undefined }: PostgresStoreOptions): Promise<CentralStore> {
  const facts = await withClient(url, (client) => migrate(client, resources, log))
  return assemble(url, resources, facts, log)
}

/** Does something on a connection of its own. @throws StoreError */
export async function withClient<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url))
  // What is lost is told by the question that is under way.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    throw storeErrorOf(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function assemble(url: string, resources: Resources, { node, secret }: Facts, log: (line: string) => void): Promise<CentralStore> {
  const origin = randomUUID()
  const pool = makePool(url, postgres_connections_max)
  const ask = makeAsk(pool)
  const listeners = new Set<(notice: CommitNotice) => void>()
  const notify = (notice: CommitNotice) => listeners.forEach((listener) => listener(notice))
  const greet = async (client: pg.ClientBase) => void (await greetDatabase(client, log))
  const writer = makeWriter({ url, resources, origin, greet })
  const queue = makeCommitQueue(writer, notify)
  const importLines = makeImport(writer, origin, resources)
  const lookups = makeLookups(ask)
  const listener = makeListener({ url, origin, ask, tenants: lookups.tenants, greet, from: await lookups.lastSeq(), tell: notify })
  let closing: Promise<void> | undefined
  const close = async () => {
    await queue.drain()
    await listener.close()
    await writer.close()
    await pool.end()
  }
  return {
    node, secret,
    ...makeRecords(ask, resources),
    ...lookups,
    commit: queue.add,
    commitAll: queue.addAll,
    changes: makeFeed(ask),
    async importLines(lines, at) {
      const { count, notice } = await importLines(lines, at)
      // The planner would find out by itself, a minute later; searches wait for nothing in between.
      if (count >= postgres_import_rows) await ask({ text: 'ANALYZE record' }).catch((error: unknown) => log(`The database was not analysed after the import: ${String(error)}`))
      if (count > 0) notify(notice)
      return count
    },
    keys: makeApiKeys(ask, queue.add, node),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // The rows' room may be used again from now on; the server's own log and backups are its administrator's.
    scrub: async () => void (await ask({ text: 'VACUUM record' })),
    verify: () => withClient(url, verifyDatabase),
    close: () => (closing ??= close()),
  }
}
