/** What commits need to know, asked in one question under the lock. */
import type pg from 'pg'
import type { Commit, ImportLine, Key } from '../store.ts'
import { rowsOf } from './connect.ts'
import { nameOf, type Facts } from './writes.ts'

interface Wanted {
  records: Key[]
  counters: { tenant: string; collection: string }[]
  nodes: { node: string; epoch: string }[]
  replies: { tenant: string; key: string }[]
}

const FACTS = `
  SELECT 'record' AS kind, r.tenant AS a, r.collection AS b, r.id AS c, r.rev AS n, r.site, r.fields -> 'number' AS number
    FROM unnest($1::text[], $2::text[], $3::text[]) w (tenant, collection, id) JOIN record r ON r.tenant = w.tenant AND r.collection = w.collection AND r.id = w.id
  UNION ALL SELECT 'counter', c.tenant, c.collection, NULL, c.last, NULL, NULL FROM unnest($4::text[], $5::text[]) w (tenant, collection) JOIN counter c ON c.tenant = w.tenant AND c.collection = w.collection
  UNION ALL SELECT 'node', o.node, o.epoch, NULL, o.last, NULL, NULL FROM unnest($6::text[], $7::text[]) w (node, epoch) JOIN node o ON o.node = w.node AND o.epoch = w.epoch
  UNION ALL SELECT 'reply', i.tenant, i.key, NULL, 0, NULL, NULL FROM unnest($8::text[], $9::text[]) w (tenant, key) JOIN idempotency i ON i.tenant = w.tenant AND i.key = w.key`

interface Row {
  kind: 'record' | 'counter' | 'node' | 'reply'
  a: string
  b: string
  c: string | null
  n: number
  site: string | null
  number: unknown
}

/** What these commits are about, as it is now. */
export async function factsOf(client: pg.ClientBase, commits: readonly Commit[]): Promise<Facts> {
  return read(client, {
    records: commits.flatMap(({ guards, puts, deletes, touches }) => [...guards.map(({ key }) => key), ...puts.map(({ key }) => key), ...deletes.map(({ key }) => key), ...touches]),
    counters: commits.flatMap(({ puts }) => puts.flatMap(({ key, assignNumber }) => (assignNumber ? [key] : []))),
    nodes: commits.flatMap(({ applied }) => (applied ? [applied.operation] : [])),
    replies: commits.flatMap(({ idempotency }) => (idempotency ? [idempotency] : [])),
  })
}

/** What these lines are about, as it is now. */
export async function factsOfLines(client: pg.ClientBase, lines: readonly ImportLine[]): Promise<Facts> {
  const keys = lines.map(({ key }) => key)
  return read(client, { records: keys, counters: keys, nodes: [], replies: [] })
}

async function read(client: pg.ClientBase, wanted: Wanted): Promise<Facts> {
  const records = unique(wanted.records, ({ tenant, collection, id }) => [tenant, collection, id])
  const counters = unique(wanted.counters, ({ tenant, collection }) => [tenant, collection])
  const nodes = unique(wanted.nodes, ({ node, epoch }) => [node, epoch])
  const replies = unique(wanted.replies, ({ tenant, key }) => [tenant, key])
  const values = [...columns(records, 3), ...columns(counters, 2), ...columns(nodes, 2), ...columns(replies, 2)]
  const facts: Facts = { records: new Map(), counters: new Map(), nodes: new Map(), answered: new Set() }
  for (const { kind, a, b, c, n, site, number } of await rowsOf<Row>(client, { name: 'facts', text: FACTS, values })) {
    if (kind === 'record') facts.records.set(nameOf(a, b, c ?? ''), { rev: n, site, number })
    else if (kind === 'counter') facts.counters.set(nameOf(a, b), n)
    else if (kind === 'node') facts.nodes.set(nameOf(a, b), n)
    else facts.answered.add(nameOf(a, b))
  }
  return facts
}

function unique<T>(wanted: readonly T[], partsOf: (one: T) => string[]): string[][] {
  return [...new Map(wanted.map((one) => [nameOf(...partsOf(one)), partsOf(one)])).values()]
}

function columns(rows: readonly string[][], width: number): string[][] {
  return Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? ''))
}
