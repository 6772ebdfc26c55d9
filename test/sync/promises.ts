/** Contract section 7, promises 1 to 5, checked on a world that has come to rest. */
import { expect } from 'vitest'
import { COLLECTIONS } from '../../src-shared/resource/collections.ts'
import { grownElements, mergeRuleOf } from '../../src-main/station/commands/field-diff.ts'
import { contentHash, isServerStamp } from '../../src-main/station/commands/to-outbox.ts'
import { asList } from '../../src-main/station/store/fold.ts'
import type { ConflictEntry, Doc, Operation, OperationResult, Store } from '../../src-main/station/store/store.ts'
import { cardName, operationName, TENANT, type SimStation, type World } from './world.ts'

/** What must hold at every moment, also in the middle of an outage. */
export async function checkMoment(world: World): Promise<void> {
  for (const station of world.stations) {
    if (!station.machine.up) continue
    const { outbox } = station.machine.store
    const waiting = outbox.waiting(1_000)
    await viewIsBaseAndOwn(world, station, waiting)
    await confirmedWhenPulled(world, station, waiting)
  }
}

/** The view is headquarters' document as far as this station has read, with its own waiting writes laid over. */
async function viewIsBaseAndOwn({ history }: World, station: SimStation, waiting: readonly Operation[]): Promise<void> {
  const { cursor, resyncing } = station.machine.store.outbox.state()
  if (resyncing || cursor === 0) return
  for (const { id, text } of await station.machine.store.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 100 })) {
    const name = `examRegistrations/${id}`
    const view = JSON.parse(text) as Doc
    // The feed has a record at its last change only: one that has changed since then comes later.
    const last = history.get(name)?.at(-1)
    if (!last || last.seq > cursor) continue
    const base = last.doc
    const own = waiting.filter(({ wrote }) => wrote[name])
    if (own.some(({ saw }) => !saw[name] || saw[name]['*'] !== undefined)) continue
    for (const field of new Set([...Object.keys(view), ...Object.keys(base ?? {})])) {
      if (isServerStamp(field) || mergeRuleOf('examRegistrations', field).kind !== 'single') continue
      const wrote = own.findLast((operation) => field in (operation.wrote[name] ?? {}))?.wrote[name]
      const expected = wrote ? wrote[field] : base?.[field]
      expect(view[field] ?? null, `${name} ${field} at ${station.name}, read up to ${cursor}`).toEqual(expected ?? null)
    }
  }
}

/** A write stays in the queue until the station has read as far as its answer. */
async function confirmedWhenPulled({ sent, hq }: World, station: SimStation, waiting: readonly Operation[]): Promise<void> {
  if (!hq.machine.up) return
  const { node, cursor } = station.machine.store.outbox.state()
  const queued = new Set(waiting.map(operationName))
  for (const operation of sent.values()) {
    if (operation.node !== node || queued.has(operationName(operation))) continue
    const stored = await hq.machine.store.resultOf(operation)
    expect(stored, `an answer for ${operationName(operation)}, which ${station.name} counts as done`).toBeDefined()
    expect(cursor).toBeGreaterThanOrEqual(stored?.result.seq ?? 0)
  }
}

interface Sent {
  operation: Operation
  result: OperationResult
}

export async function checkPromises(world: World): Promise<void> {
  const { hq, stations } = world
  const bySource = new Map<string, Sent[]>()
  for (const station of stations) bySource.set(station.name, await everySent(world, station))
  for (const station of stations) {
    const own = bySource.get(station.name) ?? []
    acknowledgedOnce(station, own)
    await sameDocuments(hq.machine.store, station)
    cardsAsAnswered(station, own)
  }
  const all = [...bySource.values()].flat()
  await countedOnce(world, all)
  for (const sent of all) {
    nothingSilent(world, sent)
    additionsKept(world, sent)
    deletedAsSeen(world, sent)
  }
  nothingOverwrittenUnseen(world, all)
}

/** Promise 2: every operation of the station is at headquarters, without gaps. */
async function everySent({ sent, hq }: World, { machine }: SimStation): Promise<Sent[]> {
  const { node } = machine.store.outbox.state()
  const operations = [...sent.values()].filter((operation) => operation.node === node)
  const applied = await hq.machine.store.appliedOf(node)
  const found: Sent[] = []
  for (const operation of operations.sort((a, b) => a.n - b.n)) {
    const stored = await hq.machine.store.resultOf(operation)
    expect(stored, `a result for ${operationName(operation)}`).toBeDefined()
    if (stored) found.push({ operation, result: stored.result })
  }
  expect(operations.map(({ n }) => n)).toEqual(operations.map((_, i) => i + 1))
  expect(Object.values(applied).reduce((sum, n) => sum + n, 0)).toBe(operations.length)
  return found
}

/** Promise 1: what was answered is among them, once. */
function acknowledgedOnce(station: SimStation, own: readonly Sent[]): void {
  const texts = own.map(({ operation }) => JSON.stringify([operation.input, operation.wrote]))
  for (const word of station.acknowledged) {
    const again = station.decided.filter((text) => text.includes(`"${word}"`)).length
    const found = texts.filter((text) => text.includes(`"${word}"`)).length
    expect(found, `operations of ${station.name} with ${word}`).toBeGreaterThanOrEqual(1)
    expect(found, `operations of ${station.name} with ${word}`).toBeLessThanOrEqual(1 + again)
  }
  expect(own.length).toBeGreaterThanOrEqual(station.acknowledged.length)
  expect(own.length).toBeLessThanOrEqual(station.acknowledged.length + station.uncertain + station.decided.length)
}

/** Promise 2: each has one row in the audit log, so none had its effect twice. */
async function countedOnce({ hq, imported }: World, all: readonly Sent[]): Promise<void> {
  const report = await hq.machine.store.verify()
  expect(report.problems).toEqual([])
  const known = imported + hq.acknowledged + all.length
  expect(report.audit_rows).toBeGreaterThanOrEqual(known)
  expect(report.audit_rows).toBeLessThanOrEqual(known + hq.uncertain)
}

/** Promise 3: byte for byte. */
export async function sameDocuments(hq: Store, station: SimStation): Promise<void> {
  for (const collection of COLLECTIONS) {
    const query = { tenant: TENANT, collection, where: [], limit: 10_000 }
    const theirs = (await hq.query(query)).filter(({ site }) => station.site === null || site === null || site === station.site)
    const own = await station.machine.store.query(query)
    expect(own.map(({ text, seq }) => [text, seq]), `${collection} of ${station.name}`).toEqual(theirs.map(({ text, seq }) => [text, seq]))
  }
  expect((await station.machine.store.verify()).problems).toEqual([])
}

/** Promises 4 and 5: what headquarters answered is what is listed, one card a field. */
function cardsAsAnswered(station: SimStation, own: readonly Sent[]): void {
  const cards = new Map<string, unknown>()
  const certain = (name: string) => !station.perhapsClosed.has(name)
  for (const { operation, result } of own) {
    for (const entry of result.conflicts) {
      const name = entry.field === null ? `${operationName(operation)} ${entry.record_id}` : `${entry.collection}/${entry.record_id}/${entry.field}`
      cards.delete(name)
      if (station.closed.has(cardName(operation, entry)) || !certain(cardName(operation, entry))) continue
      cards.set(name, shown(entry, result.state === 'rejected' ? 'rejected' : 'conflict'))
    }
    if (result.state === 'rejected') expect(result.message).toBeTruthy()
  }
  const open = station.machine.store.outbox.conflicts().filter((card) => certain(cardName(card.operation, card))).map((card) => shown(card, card.kind))
  expect(sorted(open)).toEqual(sorted([...cards.values()]))
}

const sorted = (cards: unknown[]) => cards.map((card) => JSON.stringify(card)).sort()

function shown({ collection, record_id, field, mine, theirs }: ConflictEntry, kind: string): unknown {
  return [kind, collection, record_id, field, mine, theirs]
}

/** Promise 4: each changed field either became headquarters' value or is listed with both values. */
function nothingSilent({ history }: World, { operation, result }: Sent): void {
  if (result.state === 'rejected' || result.conflicts.some(({ field }) => field === null)) return
  for (const [record, saw] of Object.entries(operation.saw)) {
    const versions = (history.get(record) ?? []).filter(({ seq }) => seq <= result.seq)
    for (const field of Object.keys(saw)) {
      if (field === '*' || mergeRuleOf(record.split('/')[0] ?? '', field).kind !== 'single') continue
      const wrote = operation.wrote[record]?.[field] ?? null
      const lost = result.conflicts.find((entry) => entry.field === field && `${entry.collection}/${entry.record_id}` === record)
      if (lost) {
        expect(lost.mine ?? null).toEqual(wrote)
        expect(lost.theirs ?? null).not.toEqual(saw[field] ?? null)
      } else if (wrote !== null) {
        expect(versions.some(({ doc }) => JSON.stringify(doc?.[field] ?? null) === JSON.stringify(wrote)), `${record} ${field} had ${JSON.stringify(wrote)}`).toBe(true)
      }
    }
  }
}

/** Promise 4: whoever replaced a value at headquarters had seen it. Values are written once only. */
function nothingOverwrittenUnseen({ history }: World, all: readonly Sent[]): void {
  for (const [record, versions] of history) {
    for (const [i, { doc }] of versions.entries()) {
      const before = versions[i - 1]?.doc
      if (!before || !doc) continue
      for (const field of Object.keys(doc)) {
        if (JSON.stringify(doc[field]) === JSON.stringify(before[field])) continue
        const writers = all.filter(({ operation }) => {
          const wrote = operation.wrote[record]
          return wrote && operation.saw[record] && field in wrote && JSON.stringify(wrote[field]) === JSON.stringify(doc[field])
        })
        if (writers.length === 0 || mergeRuleOf(record.split('/')[0] ?? '', field).kind !== 'single') continue
        const seen = writers.map(({ operation }) => JSON.stringify(operation.saw[record]?.[field] ?? null))
        expect(seen, `${record} ${field}, replaced`).toContain(JSON.stringify(before[field] ?? null))
      }
    }
  }
}

/** Promise 4: what was added to an array of elements is there, unless it is listed or someone took it away later. */
function additionsKept({ history }: World, { operation, result }: Sent): void {
  if (result.state === 'rejected' || result.conflicts.some(({ field }) => field === null)) return
  for (const [record, saw] of Object.entries(operation.saw)) {
    const versions = history.get(record) ?? []
    const last = versions.findLast(({ doc }) => doc !== null)?.doc
    for (const field of Object.keys(saw)) {
      const rule = mergeRuleOf(record.split('/')[0] ?? '', field)
      if (rule.kind === 'single') continue
      for (const element of grownElements(saw[field], operation.wrote[record]?.[field])) {
        const listed = result.conflicts.some((entry) => JSON.stringify(entry.mine) === JSON.stringify(element))
        const docs = rule.kind === 'growing' ? [last] : versions.map(({ doc }) => doc)
        const kept = docs.some((doc) => asList(doc?.[field]).some((other) => JSON.stringify(other) === JSON.stringify(element)))
        expect(kept || listed, `${record} ${field} ${JSON.stringify(element)}`).toBe(true)
      }
    }
  }
}

/** A delete took away what its writer had seen and nothing else. */
function deletedAsSeen({ history }: World, { operation, result }: Sent): void {
  if (result.state !== 'applied') return
  for (const [record, saw] of Object.entries(operation.saw)) {
    if (saw['*'] === undefined) continue
    const versions = (history.get(record) ?? []).filter(({ seq }) => seq <= result.seq)
    const gone = versions.findLastIndex(({ doc }) => doc === null)
    const before = versions[gone - 1]?.doc
    if (before) expect(contentHash(before), `${record} as it was before the delete`).toBe(saw['*'])
  }
}
