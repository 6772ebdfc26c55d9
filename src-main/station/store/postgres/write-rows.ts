/** Writes everything that a stage worked out, in one statement, and tells the other processes of it. */
import type pg from 'pg'
import type { Resources } from '../declared-fields.ts'
import { columnsOf } from './columns.ts'
import type { Writes } from './writes.ts'

/** Each table gets its rows as one array for each column. */
interface Table<Row> {
  rows: readonly Row[]
  columns: readonly (readonly [type: string, value: (row: Row) => unknown])[]
  sql: (from: string) => string
}

const table = <Row>(rows: readonly Row[], columns: Table<Row>['columns'], sql: Table<Row>['sql']): Table<unknown> => ({ rows, columns, sql }) as unknown as Table<unknown>

/** @param message what the other processes are told when this is committed */
export async function writeRows(client: pg.ClientBase, writes: Writes, message: string, resources: Resources): Promise<void> {
  const { head } = writes
  const values: unknown[] = [head.seq, head.auditN, head.auditHash, message]
  const parts = tablesOf(writes, resources).map(({ rows, columns, sql }, i) => {
    const arrays = columns.map(([type, value]) => `$${values.push(rows.map(value))}::${type}[]`)
    const names = columns.map((_, column) => `c${column + 1}`)
    return `w${i} AS (${sql(`unnest(${arrays.join(', ')}) rows (${names.join(', ')})`)})`
  })
  const text = `WITH ${parts.join(', ')}, told AS (SELECT pg_notify('hallpass', $4::text) WHERE $4::text <> '')
    UPDATE state SET seq = $1::bigint, audit_n = $2::bigint, audit_hash = $3::text FROM (SELECT count(*) FROM told) told_once`
  await client.query({ name: 'write', text, values })
}

function tablesOf(writes: Writes, resources: Resources): Table<unknown>[] {
  const puts = writes.records.flatMap((write) => (write.kind === 'put' ? [{ ...write.row, ...columnsOf(write.row.key.collection, write.row.doc, resources) }] : []))
  const touches = writes.records.flatMap((write) => (write.kind === 'touch' ? [write] : []))
  const deletes = writes.records.flatMap((write) => (write.kind === 'delete' ? [write] : []))
  return [
    table(puts, [
      ['text', ({ key }) => key.tenant], ['text', ({ key }) => key.collection], ['text', ({ key }) => key.id], ['text', ({ site }) => site],
      ['bigint', ({ rev }) => rev], ['bigint', ({ seq }) => seq], ['bigint', ({ auditN }) => auditN],
      ['text', ({ fields }) => fields], ['text', ({ folded }) => folded], ['text', ({ instants }) => instants], ['text', ({ search }) => search], ['text', ({ text }) => text],
    ], (from) => `INSERT INTO record (tenant, collection, id, site, rev, seq, audit_n, fields, folded, instants, search, doc)
      SELECT c1, c2, c3, c4, c5, c6, c7, c8::jsonb, c9::jsonb, c10::jsonb, c11, c12 FROM ${from}
      ON CONFLICT (tenant, collection, id) DO UPDATE SET site = excluded.site, rev = excluded.rev, seq = excluded.seq, audit_n = excluded.audit_n,
        fields = excluded.fields, folded = excluded.folded, instants = excluded.instants, search = excluded.search, doc = excluded.doc`),
    table(touches, [['text', ({ key }) => key.tenant], ['text', ({ key }) => key.collection], ['text', ({ key }) => key.id], ['bigint', ({ rev }) => rev]],
      (from) => `UPDATE record SET rev = c4 FROM ${from} WHERE tenant = c1 AND collection = c2 AND id = c3`),
    table(deletes, [['text', ({ key }) => key.tenant], ['text', ({ key }) => key.collection], ['text', ({ key }) => key.id]],
      (from) => `DELETE FROM record USING ${from} WHERE tenant = c1 AND collection = c2 AND id = c3`),
    table(writes.tombstones, [
      ['bigint', ({ seq }) => seq], ['text', ({ tenant }) => tenant], ['text', ({ collection }) => collection], ['text', ({ id }) => id],
      ['text', ({ site }) => site], ['text', ({ kind }) => kind], ['text', ({ by }) => by], ['text', ({ at }) => at],
    ], (from) => `INSERT INTO tombstone (seq, tenant, collection, id, site, kind, by, at) SELECT * FROM ${from}`),
    table(writes.audits, [
      ['bigint', ({ n }) => n], ['text', ({ tenant }) => tenant], ['text', ({ at }) => at], ['text', ({ actor }) => actor],
      ['text', ({ action }) => action], ['text', ({ record }) => record], ['text', ({ doc_hash }) => doc_hash], ['text', ({ hash }) => hash],
    ], (from) => `INSERT INTO audit (n, tenant, at, actor, action, record, doc_hash, hash) SELECT * FROM ${from}`),
    table(writes.counters, [['text', ({ tenant }) => tenant], ['text', ({ collection }) => collection], ['bigint', ({ last }) => last]],
      (from) => `INSERT INTO counter (tenant, collection, last) SELECT * FROM ${from} ON CONFLICT (tenant, collection) DO UPDATE SET last = excluded.last`),
    table(writes.nodes, [['text', ({ node }) => node], ['text', ({ epoch }) => epoch], ['bigint', ({ last }) => last]],
      (from) => `INSERT INTO node (node, epoch, last) SELECT * FROM ${from} ON CONFLICT (node, epoch) DO UPDATE SET last = excluded.last`),
    table(writes.results, [['text', ({ node }) => node], ['text', ({ epoch }) => epoch], ['bigint', ({ n }) => n], ['text', ({ hash }) => hash], ['text', ({ result }) => result]],
      (from) => `INSERT INTO operation_result (node, epoch, n, hash, result) SELECT * FROM ${from}`),
    table(writes.replies, [['text', ({ tenant }) => tenant], ['text', ({ key }) => key], ['text', ({ hash }) => hash], ['text', ({ reply }) => reply], ['text', ({ at }) => at]],
      (from) => `INSERT INTO idempotency (tenant, key, hash, reply, at) SELECT * FROM ${from} ON CONFLICT DO NOTHING`),
  ]
}
