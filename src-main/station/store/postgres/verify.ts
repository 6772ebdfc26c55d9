/** Looks for anything wrong in the database: audit chain, records against the log, change numbers, counters. Pages are PostgreSQL's own to check. */
import type pg from 'pg'
import { verify_rows_at_once } from '../../../../src-shared/limits.ts'
import { chainHash, sha256, type AuditRow } from '../audit-chain.ts'
import type { VerifyReport } from '../store.ts'
import { rowsOf } from './connect.ts'

const problems_max = 20

interface State {
  seq: number
  audit_n: number
  audit_hash: string
}

/** Reads everything as of one moment, beside whoever is writing; changes nothing. */
export async function verifyDatabase(client: pg.ClientBase): Promise<VerifyReport> {
  const problems: string[] = []
  const report = (problem: string) => void (problems.length < problems_max && problems.push(problem))
  await client.query('SET statement_timeout = 0')
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const [state] = await rowsOf<State>(client, { text: 'SELECT seq, audit_n, audit_hash FROM state' })
    const auditRows = await checkAudit(client, report, state)
    const records = await checkRecords(client, report)
    await checkNumbers(client, report, state?.seq ?? 0)
    return { ok: problems.length === 0, records, audit_rows: auditRows, pending: 0, problems }
  } finally {
    await client.query('ROLLBACK')
  }
}

async function checkAudit(client: pg.ClientBase, report: (problem: string) => void, state: State | undefined): Promise<number> {
  let [before, expected] = ['', 1]
  for await (const row of walk<AuditRow>(client, 'SELECT * FROM audit ORDER BY n')) {
    if (row.n !== expected) report(`The audit log lacks row ${expected}.`)
    if (row.hash !== chainHash(before, row)) report(`Row ${row.n} of the audit log was changed.`)
    before = row.hash
    expected = row.n + 1
  }
  if (!state) report('The row that writers lock is gone.')
  else if (state.audit_n !== expected - 1 || state.audit_hash !== before) report(`The audit log lacks row ${expected}.`)
  return expected - 1
}

async function checkRecords(client: pg.ClientBase, report: (problem: string) => void): Promise<number> {
  let count = 0
  const rows = walk<{ collection: string; id: string; doc: string; doc_hash: string | null; n: number | null }>(client, `
    SELECT r.collection, r.id, r.doc, a.doc_hash, a.n FROM record r LEFT JOIN audit a ON a.n = r.audit_n ORDER BY r.audit_n`)
  for await (const row of rows) {
    count++
    if (row.n === null) report(`The audit log lacks the row of ${row.collection}/${row.id}.`)
    else if (sha256(row.doc) !== row.doc_hash) report(`${row.collection}/${row.id} was changed behind the audit log.`)
  }
  return count
}

/** Each change has a number of its own, none is past the last one, and no record has a number that is still to be given. */
async function checkNumbers(client: pg.ClientBase, report: (problem: string) => void, last: number): Promise<void> {
  const [twice] = await rowsOf<{ seq: number }>(client, { text: `
    SELECT seq FROM (SELECT seq FROM record UNION ALL SELECT seq FROM tombstone) every GROUP BY seq HAVING count(*) > 1 OR seq > ${last} OR seq < 1 LIMIT 1` })
  if (twice) report(`The change number ${twice.seq} was given twice, or was never given.`)
  const [ahead] = await rowsOf<{ collection: string; tenant: string }>(client, { text: `
    SELECT r.collection, r.tenant FROM record r LEFT JOIN counter c ON c.tenant = r.tenant AND c.collection = r.collection
     WHERE jsonb_typeof(r.fields -> 'number') = 'number' AND c.last IS NOT NULL AND r.fields -> 'number' > to_jsonb(c.last) LIMIT 1` })
  if (ahead) report(`A record in ${ahead.collection} of ${ahead.tenant} has a number that is still to be given.`)
}

/** Rows of a long answer, a part at a time. */
async function* walk<Row extends object>(client: pg.ClientBase, sql: string): AsyncGenerator<Row> {
  await client.query(`DECLARE walk CURSOR FOR ${sql}`)
  for (;;) {
    const rows = await rowsOf<Row>(client, { text: `FETCH ${verify_rows_at_once} FROM walk` })
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('CLOSE walk')
}
