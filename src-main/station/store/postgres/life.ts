/** Which database this is and in which of its lives: a restored one begins another, so that stations send again what it lost. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { AuditEntry } from '../store.ts'
import { rowsOf } from './connect.ts'
import { Stage } from './stage.ts'
import { begin } from './transaction.ts'
import { writeRows } from './write-rows.ts'

/** What never changes while a database lives. */
export interface Facts {
  node: string
  secret: string
}

const epoch_bytes = 16
const secret_bytes = 32
const newName = (bytes: number) => randomBytes(bytes).toString('hex')

const UNKNOWN = ''

/**
 * Where a database is: the cluster, its timeline (a point-in-time restore and a failover begin another) and its number there (a dump
 * goes into another). A copy of the files is not seen by this.
 */
const HERE = `
  SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
    || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())::text AS here`

/** For each node and epoch the last write that is here. */
const KEPT = `SELECT node, jsonb_object_agg(epoch, last) AS kept FROM node GROUP BY node`

/** Empty where this server does not tell. */
async function here(client: pg.ClientBase): Promise<string> {
  return rowsOf<{ here: string }>(client, { text: HERE }).then(([row]) => row?.here ?? UNKNOWN, (error: unknown) => {
    if ((error as { code?: string }).code === undefined) throw error
    return UNKNOWN
  })
}

/** The one row that everybody locks, made with the first opening. */
export async function makeState(client: pg.ClientBase): Promise<void> {
  await client.query({
    text: `INSERT INTO state (node, secret, epoch, home, seq, audit_n, audit_hash) VALUES ($1, $2, $3, $4, 0, 0, '') ON CONFLICT DO NOTHING`,
    values: [newName(epoch_bytes), newName(secret_bytes), newName(epoch_bytes), await here(client)],
  })
}

/** Looks whether this is the database that was left; where it came here by a restore it begins a new life. */
export async function greetDatabase(client: pg.ClientBase, log: (line: string) => void): Promise<Facts> {
  const now = await here(client)
  const [state] = await rowsOf<Facts & { home: string }>(client, { text: 'SELECT node, secret, home FROM state' })
  if (!state) throw new Error('The row that writers lock is gone.')
  if (now !== UNKNOWN && state.home !== now) {
    const began = state.home !== UNKNOWN && (await beginLife(client, 'moved', state.home, now))
    if (state.home === UNKNOWN) await client.query({ text: `UPDATE state SET home = $1 WHERE home = ''`, values: [now] })
    if (began) log('This database was restored, or took over from another: a new epoch begins, and stations send again what it lacks.')
  }
  return { node: state.node, secret: state.secret }
}

/** Begins a new life because somebody says that this database was restored. @returns the new epoch */
export async function markRestored(client: pg.ClientBase): Promise<string> {
  const epoch = await beginLife(client, 'restored', undefined, await here(client))
  return String(epoch)
}

/** @returns the new epoch; undefined where another process was quicker */
async function beginLife(client: pg.ClientBase, action: string, from: string | undefined, to: string): Promise<string | undefined> {
  try {
    const head = await begin(client)
    const [row] = await rowsOf<{ home: string }>(client, { text: 'SELECT home FROM state' })
    if (from !== undefined && row?.home !== from) {
      await client.query('ROLLBACK')
      return undefined
    }
    const epoch = newName(epoch_bytes)
    const entry: AuditEntry = { tenant: '', actor: 'headquarters', at: new Date().toISOString(), action: `new-epoch ${action}`, record: null }
    const stage = new Stage(head, { records: new Map(), counters: new Map(), nodes: new Map(), answered: new Set() })
    stage.note(entry)
    await writeRows(client, stage.writes(), '', () => undefined)
    await client.query({ text: `INSERT INTO life (epoch, kept) SELECT epoch, '{}' FROM state ON CONFLICT DO NOTHING` })
    await client.query({ text: `INSERT INTO life (epoch, kept) SELECT $1, coalesce(jsonb_object_agg(node, kept), '{}') FROM (${KEPT}) AS kept`, values: [epoch] })
    await client.query({ text: 'UPDATE state SET epoch = $1, home = $2', values: [epoch, to] })
    await client.query('COMMIT')
    return epoch
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}
