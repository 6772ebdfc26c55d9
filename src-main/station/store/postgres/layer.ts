/** What is staged, over what is known. A layer above another is thrown away where its commit fails, else laid into the one below. */
import { must } from '../../../../src-shared/assert.ts'
import type { Key } from '../store.ts'
import { nameOf, recordName, type Facts, type Head, type KnownRecord, type RecordRow, type RecordWrite, type Writes } from './writes.ts'

type Below = { head: Head; facts: Facts } | Layer

export class Layer {
  head: Head
  readonly tombstones: Writes['tombstones'] = []
  readonly audits: Writes['audits'] = []
  readonly results: Writes['results'] = []
  readonly #below: Below
  readonly #known = new Map<string, KnownRecord | undefined>()
  readonly #records = new Map<string, RecordWrite>()
  readonly #counters = new Map<string, Writes['counters'][number]>()
  readonly #nodes = new Map<string, Writes['nodes'][number]>()
  readonly #replies = new Map<string, Writes['replies'][number]>()

  constructor(below: Below) {
    this.#below = below
    this.head = below.head
  }

  above(): Layer {
    return new Layer(this)
  }

  /** The record as it is by now; undefined where there is none. */
  record(key: Key): KnownRecord | undefined {
    const name = recordName(key)
    if (this.#known.has(name)) return this.#known.get(name)
    return this.#below instanceof Layer ? this.#below.record(key) : this.#below.facts.records.get(name)
  }

  put(row: RecordRow): void {
    const name = recordName(row.key)
    this.#known.set(name, { rev: row.rev, site: row.site, number: row.doc.number })
    this.#records.set(name, { kind: 'put', row })
  }

  remove(key: Key): void {
    this.#known.set(recordName(key), undefined)
    this.#records.set(recordName(key), { kind: 'delete', key })
  }

  touch(key: Key, known: KnownRecord): void {
    const name = recordName(key)
    const before = this.#write(name)
    this.#known.set(name, known)
    this.#records.set(name, before?.kind === 'put' ? { kind: 'put', row: { ...before.row, rev: known.rev } } : { kind: 'touch', key, rev: known.rev })
  }

  #write(name: string): RecordWrite | undefined {
    return this.#records.get(name) ?? (this.#below instanceof Layer ? this.#below.#write(name) : undefined)
  }

  nextSeq(): number {
    this.head = { ...this.head, seq: this.head.seq + 1 }
    return this.head.seq
  }

  nextNumber({ tenant, collection }: Key): number {
    const last = this.#counter(nameOf(tenant, collection)) + 1
    this.#counters.set(nameOf(tenant, collection), { tenant, collection, last })
    return last
  }

  /** A number that was given elsewhere is not given again. */
  raiseCounter({ tenant, collection }: Key, to: number): void {
    const name = nameOf(tenant, collection)
    this.#counters.set(name, { tenant, collection, last: Math.max(this.#counter(name), to) })
  }

  #counter(name: string): number {
    const own = this.#counters.get(name)?.last
    if (own !== undefined) return own
    return this.#below instanceof Layer ? this.#below.#counter(name) : (this.#below.facts.counters.get(name) ?? 0)
  }

  /** The last write of a node's epoch that was applied. */
  node({ node, epoch }: { node: string; epoch: string }): number | undefined {
    const name = nameOf(node, epoch)
    return this.#nodes.get(name)?.last ?? (this.#below instanceof Layer ? this.#below.node({ node, epoch }) : this.#below.facts.nodes.get(name))
  }

  setNode(row: Writes['nodes'][number]): void {
    this.#nodes.set(nameOf(row.node, row.epoch), row)
  }

  isAnswered({ tenant, key }: { tenant: string; key: string }): boolean {
    const name = nameOf(tenant, key)
    return this.#replies.has(name) || (this.#below instanceof Layer ? this.#below.isAnswered({ tenant, key }) : this.#below.facts.answered.has(name))
  }

  addReply(row: Writes['replies'][number]): void {
    this.#replies.set(nameOf(row.tenant, row.key), row)
  }

  /** Lays this layer into the one below. */
  settle(): void {
    const below = must(this.#below instanceof Layer ? this.#below : undefined, 'the layer below')
    below.head = this.head
    below.tombstones.push(...this.tombstones)
    below.audits.push(...this.audits)
    below.results.push(...this.results)
    for (const [name, known] of this.#known) below.#known.set(name, known)
    for (const [name, write] of this.#records) below.#records.set(name, write)
    for (const [name, row] of this.#counters) below.#counters.set(name, row)
    for (const [name, row] of this.#nodes) below.#nodes.set(name, row)
    for (const [name, row] of this.#replies) below.#replies.set(name, row)
  }

  writes(): Writes {
    const { head, tombstones, audits, results } = this
    return { head, tombstones, audits, results, records: [...this.#records.values()], counters: [...this.#counters.values()], nodes: [...this.#nodes.values()], replies: [...this.#replies.values()] }
  }
}
