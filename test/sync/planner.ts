/**
 * The pure parts of sync alone: two laptops and headquarters as maps in memory, which change each other's records through
 * the real fold, field comparison, merge filter and queue entries. No store, no network, no engine: only what they decide.
 */
import { stampChanges } from '../../src-main/station/commands/apply.ts'
import { toLoaded, type Effects, type GuardedReader, type RecordChange } from '../../src-main/station/commands/command.ts'
import { mergeOperation } from '../../src-main/station/commands/merge-operation.ts'
import { canonicalJson } from '../../src-main/station/commands/operation-hash.ts'
import { refusedResult, type Verdict } from '../../src-main/station/commands/refused-result.ts'
import { isServerStamp, toOutbox } from '../../src-main/station/commands/to-outbox.ts'
import type { PendingEffect } from '../../src-main/station/store/effect.ts'
import { asList, fold } from '../../src-main/station/store/fold.ts'
import type { Doc, Key, Operation, OperationResult, StoredRecord } from '../../src-main/station/store/store.ts'
import { refuse } from '../../src-shared/problem.ts'
import { checkDecision, KEYS, TYPES } from './check-decision.ts'
import { Broken, equal, hold } from './invariant.ts'

/** The parts under test; a planted bug puts another in the place of one. */
export interface Parts {
  fold: typeof fold
  toOutbox: typeof toOutbox
  merge: typeof mergeOperation
  refused: typeof refusedResult
}

export const PARTS: Parts = { fold, toOutbox, merge: mergeOperation, refused: refusedResult }

/** -1 is headquarters. */
export type PlannerStep =
  | { do: 'set'; at: number; record: number; field: number; value: string | null }
  | { do: 'element'; at: number; type: number; value: string | null }
  | { do: 'grow'; at: number; record: number }
  | { do: 'delete' | 'create'; at: number; record: number }
  /** `answered` false: headquarters has it, the laptop never hears. `late`: the request comes a second time. */
  | { do: 'push'; at: number; count: number; answered: boolean; late: boolean }
  | { do: 'pull'; at: number; count: number }

export interface PlannerCase {
  steps: PlannerStep[]
  /** How wrong each clock is, hours. */
  hours: number[]
}

const rounds_max = 200
const START = Date.parse('2026-11-22T16:00:00Z')
export const STATIONS = 2
const FIELDS = ['notes', 'city', 'score']
const BOOKING = 2

interface Pending {
  operation: Operation
  effects: readonly PendingEffect[]
  answeredAt?: number
}

interface Station {
  base: (Doc | null)[]
  view: (Doc | null)[]
  cursor: number
  queue: Pending[]
  n: number
  cards: number
}

interface Change {
  record: number
  before: Doc | null
  after: Doc | null
}

/** Plays a case to rest. @returns headquarters' documents without their stamps @throws Broken */
export async function plan({ steps, hours }: PlannerCase, parts: Parts = PARTS): Promise<string> {
  const docs: (Doc | null)[] = KEYS.map(({ id }) => ({ id, sys_version: 1, notes: 'as imported' }))
  const seqs = KEYS.map((_, i) => i + 1)
  let seq = KEYS.length
  const results = new Map<string, OperationResult>()
  const last = Array.from({ length: STATIONS }, () => 0)
  const stations = Array.from({ length: STATIONS }, (): Station => ({ base: [...docs], view: [...docs], cursor: seq, queue: [], n: 0, cards: 0 }))
  let made = 0

  const clock = (at: number) => new Date(START + made * 1_000 + (hours[at + 1] ?? 0) * 3_600_000).toISOString()
  const stored = ({ collection, id }: Pick<Key, 'collection' | 'id'>): StoredRecord | undefined => {
    const record = KEYS.findIndex((key) => key.collection === collection && key.id === id)
    const doc = docs[record]
    return doc ? { tenant: 'bc', collection, id, text: JSON.stringify(doc), site: null, rev: 1, seq: seqs[record] ?? 0 } : undefined
  }
  const store = {
    get: async (key: Key) => stored(key), query: async () => [], count: async () => 0,
    tombstone: async (key: Key) => (stored(key) || !KEYS.some(({ id }) => id === key.id) ? undefined : { ...key, seq, site: null, kind: 'deleted' as const, by: 'u', at: clock(-1) }),
  }
  const reader: GuardedReader = {
    async get(collection, id) {
      const found = stored({ collection, id })
      return found && toLoaded(found)
    },
    query: async () => [], count: async () => 0,
  }

  /** What a person makes of the document that is shown. */
  function edited(step: PlannerStep, now: Doc | null): Change | undefined {
    const word = `v${++made}`
    switch (step.do) {
      case 'set': return change(step.record, now, now && withField(now, FIELDS[step.field] ?? 'notes', step.value === 'new' ? word : step.value))
      case 'element': {
        const others = asList(now?.Accommodations).filter((element) => (element as Doc).Type !== TYPES[step.type])
        return change(BOOKING, now, now && { ...now, Accommodations: step.value === null ? others : [...others, { Type: TYPES[step.type], Name: step.value === 'new' ? word : step.value }] })
      }
      case 'grow': return change(step.record, now, now && { ...now, notices: [...asList(now.notices), { notice_id: word }] })
      case 'delete': return now ? { record: step.record, before: now, after: null } : undefined
      case 'create': return now ? undefined : { record: step.record, before: null, after: { id: KEYS[step.record]?.id, notes: word } }
      default: return undefined
    }
  }

  function change(record: number, before: Doc | null, after: Doc | null): Change | undefined {
    return before && after && canonicalJson(before) !== canonicalJson(after) ? { record, before, after } : undefined
  }

  function write(at: number, step: PlannerStep): void {
    const station = stations[at]
    const record = step.do === 'element' ? BOOKING : 'record' in step ? step.record : 0
    const made = edited(step, (station ? station.view[record] : docs[record]) ?? null)
    if (!made) return
    // A new record has a new id everywhere but here: only headquarters makes one again that was there.
    if (step.do === 'create' && station) return
    const stamped = stampChanges({ changes: [toRecordChange(made)], answer: () => null }, { actorId: `u${at}`, at: clock(at) })
    if (!station) return commit(stamped)
    const [kept] = stamped
    if (!kept) return
    const head = { tenant: 'bc', command: made.after ? 'update-record' : 'delete-record', input: {}, actor: { id: `u${at}`, name: `U${at}`, scope: 'write' as const }, at: clock(at), ids: [] }
    const { operation, effects } = parts.toOutbox(head, [kept])
    station.queue.push({ operation: JSON.parse(JSON.stringify({ node: `s${at}`, epoch: 'e', n: ++station.n, ...operation })) as Operation, effects })
    station.view[record] = parts.fold(station.view[record] ?? null, effects.map((effect) => effect.change))
  }

  function toRecordChange({ record, before, after }: Change): RecordChange {
    return { key: KEYS[record]!, ...(before ? { before } : {}), ...(after ? { after } : {}), site: null }
  }

  function commit(changes: readonly RecordChange[]): void {
    for (const { key, after } of changes) {
      const record = KEYS.findIndex(({ id }) => id === key.id)
      docs[record] = after ?? null
      seqs[record] = ++seq
    }
  }

  async function decide(operation: Operation): Promise<Verdict> {
    const [name] = Object.keys(operation.wrote)
    const record = KEYS.findIndex(({ collection, id }) => `${collection}/${id}` === name)
    const before = docs[record]
    if (!before) return parts.refused(reader, store, operation, refuse('not-found', 'It could not be found.'))
    let after: Doc | undefined = before
    if (operation.command === 'delete-record') after = undefined
    else for (const [field, value] of Object.entries(operation.wrote[name!] ?? {})) after = withField(after, field, value)
    const effects: Effects = { changes: [{ key: KEYS[record]!, before, ...(after ? { after } : {}), site: null }], answer: () => null }
    return parts.merge(reader, store, operation, effects, null)
  }

  /** Headquarters takes one operation, or says that it cannot be the next. */
  async function apply(at: number, operation: Operation): Promise<OperationResult | undefined> {
    const name = `${operation.node}/${operation.n}`
    const known = results.get(name)
    if (known) return known
    if (operation.n !== last[at]! + 1) return undefined
    const before = [...docs]
    const verdict = await decide(operation)
    commit(stampChanges(verdict.effects, { actorId: operation.actor.id, at: clock(-1) }))
    const result: OperationResult = { ...verdict.result, seq }
    results.set(name, result)
    last[at] = operation.n
    checkDecision(operation, result, before, docs)
    return result
  }

  async function push(at: number, count: number, answered: boolean): Promise<void> {
    const station = stations[at]!
    const batch = station.queue.filter(({ answeredAt }) => answeredAt === undefined).slice(0, count)
    for (const pending of batch) {
      const result = await apply(at, pending.operation)
      hold('I3 in order', result !== undefined, () => `${pending.operation.n} of s${at} after ${last[at]}`)
      if (!result || !answered) continue
      hold('I7 prefix fence', station.queue.every((other) => other.operation.n >= pending.operation.n || other.answeredAt !== undefined), () => `${pending.operation.n} of s${at} overtook`)
      pending.answeredAt = result.seq
      station.cards += result.conflicts.length
    }
    if (answered) refold(station, confirm(station))
  }

  /** Drops what the base now has. @returns the records */
  function confirm(station: Station): number[] {
    const done = station.queue.filter(({ answeredAt }) => answeredAt !== undefined && answeredAt <= station.cursor)
    station.queue = station.queue.filter((pending) => !done.includes(pending))
    return done.flatMap(({ effects }) => effects.map(({ key }) => KEYS.findIndex(({ id }) => id === key.id)))
  }

  function pull(at: number, count: number): void {
    const station = stations[at]!
    const page = seqs.map((changed, record) => ({ changed, record })).filter(({ changed }) => changed > station.cursor).sort((a, b) => a.changed - b.changed).slice(0, count)
    for (const { record } of page) station.base[record] = docs[record] ?? null
    station.cursor = page.length < count ? seq : page.at(-1)!.changed
    refold(station, [...page.map(({ record }) => record), ...confirm(station)])
  }

  function changesOn(station: Station, record: number) {
    return station.queue.flatMap(({ effects }) => effects.filter(({ key }) => key.id === KEYS[record]?.id).map((effect) => effect.change))
  }

  function refold(station: Station, touched: readonly number[]): void {
    for (const record of touched) station.view[record] = parts.fold(station.base[record] ?? null, changesOn(station, record))
  }

  /** I6: what is kept up to date by and by is what comes out from zero. */
  function checkViews(): void {
    for (const [at, station] of stations.entries()) {
      for (const record of KEYS.keys()) {
        const waiting = changesOn(station, record)
        const rebuilt = parts.fold(station.base[record] ?? null, waiting)
        const what = () => `${KEYS[record]?.id} at s${at}`
        if (JSON.stringify(station.view[record] ?? null) !== JSON.stringify(rebuilt)) equal('I6 view is base and own', canonicalJson(station.view[record] ?? null), canonicalJson(rebuilt), what)
        hold('I10 delete', rebuilt === null || station.base[record] !== null || waiting.some(({ kind }) => kind === 'create'), () => `${what()} is shown although it was deleted`)
      }
    }
  }

  for (const step of steps) {
    if (step.do === 'push') {
      const before = stations[step.at]!.queue.slice(0, step.count).map(({ operation }) => operation)
      await push(step.at, step.count, step.answered)
      if (step.late) await again(step.at, before)
    } else if (step.do === 'pull') pull(step.at, step.count)
    else write(step.at, step)
    checkViews()
  }

  /** I2: a request that comes twice changes nothing and is answered as before. */
  async function again(at: number, operations: readonly Operation[]): Promise<void> {
    const before = canonicalJson([docs, seq])
    for (const operation of operations) await apply(at, operation)
    equal('I2 exactly once', canonicalJson([docs, seq]), before, () => 'after the same request again')
  }

  let rounds = 0
  while (stations.some(({ queue, cursor }) => queue.length > 0 || cursor < seq)) {
    if (++rounds > rounds_max) throw new Broken('I15 live', `still not at rest after ${rounds_max} rounds`)
    for (const at of stations.keys()) {
      await push(at, 2, true)
      pull(at, 2)
    }
    checkViews()
  }
  for (const [at, { view, n, cards }] of stations.entries()) {
    equal('I8 convergence', view.map(canonicalJson), docs.map(canonicalJson), () => `the documents of s${at}`)
    equal('I3 in order', last[at], n, () => `the operations of s${at} at headquarters`)
    const listed = [...results].filter(([name]) => name.startsWith(`s${at}/`)).reduce((sum, [, { conflicts }]) => sum + conflicts.length, 0)
    equal('I9 nothing silent', cards, listed, () => `the cards of s${at}`)
  }
  return canonicalJson(docs.map((doc) => doc && Object.entries(doc).filter(([field]) => !isServerStamp(field)).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function withField(doc: Doc, field: string, value: unknown): Doc {
  const { [field]: _old, ...others } = doc
  return value === null ? others : { ...others, [field]: value }
}
