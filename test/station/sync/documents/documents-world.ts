/**
 * Headquarters with its `/sync` routes switched off, and stations that sync with it by the documents' API:
 * real servers, stores, commands and adapter; only the line between them is the test's.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { apply, type Outcome, type StationEnv } from '../../../../src-main/station/commands/apply.ts'
import { commandOf } from '../../../../src-main/station/commands/registry.ts'
import { resolveConflict } from '../../../../src-main/station/commands/resolve-conflict.ts'
import { hashApiKey } from '../../../../src-main/station/http/api-key.ts'
import { makeServer } from '../../../../src-main/station/http/server.ts'
import { openSqliteStore } from '../../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Doc, OpenConflict, Store } from '../../../../src-main/station/store/store.ts'
import { makeDocumentsExchange, type DocumentsExchange } from '../../../../src-main/station/sync/documents/documents-exchange.ts'
import type { TransportAnswer, TransportRequest } from '../../../../src-main/station/sync/ports.ts'
import { systemTimers } from '../../../../src-main/station/sync/system-ports.ts'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { RESOURCES, resourceOf } from '../../../../src-shared/resources/index.ts'
import { siteOf } from '../../../../src-main/station/commands/site-of.ts'

export const VENUE = '0a000000-0000-4000-8000-000000000001'
export const ELSEWHERE = '0a000000-0000-4000-8000-000000000002'
export const ANA = '0c000000-0000-4000-8000-000000000001'
export const LI = '0c000000-0000-4000-8000-000000000003'
export const EVENT = '0e000000-0000-4000-8000-000000000001'
export const OTHER_EVENT = '0e000000-0000-4000-8000-000000000002'
/** 22 November 2026, 09:00 in Vancouver. */
export const START = '2026-11-22T17:00:00.000Z'
const KEY = 'cd'.repeat(32)

export const exam = (more: Doc = {}): Doc => ({ exam_id: 'exam-1', exam_offering_id: 'offering-1', student_id: ANA, date: '2026-11-22', testing_facility_id: VENUE, ...more })
export const registration = (i: number) => `0d000000-0000-4000-8000-${String(i).padStart(12, '0')}`

const stamped = (doc: Doc): Doc => ({ ...doc, sys_version: 1, sys_created_at: START, sys_last_modified_at: START, sys_last_modified_by_id: 'head-office' })

const FIXTURES: [Collection, Doc][] = [
  ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver' }],
  ['venues', { id: ELSEWHERE, name: 'Tāmaki Hall', time_zone: 'America/Vancouver' }],
  ['testingFacilities', { id: VENUE, name: 'Harbour Hall' }],
  ['testingFacilities', { id: ELSEWHERE, name: 'Tāmaki Hall' }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', name: 'Welding 1', published: true, bilingual: false, duration_minutes: 120 }],
  ['assessmentForms', { id: 'form-b', code: 'WELD-2', name: 'Welding 2', published: true, bilingual: false }],
  ['contacts', { id: ANA, first_name: 'Ana', last_name: 'Müller', email_address: 'ana@example.org', code: 'L-001' }],
  ['contacts', { id: LI, name: '李娜 (Li, Na)', code: 'L-003', email_address: 'li@example.org' }],
  ['exams', { id: 'exam-1', name: 'Welding', passing_score: 70 }],
  ['examOfferings', { id: 'offering-1', exam_id: 'exam-1' }],
  ['events', { id: 'gathering' }], ['registrationTypes', { id: 'type-1' }], ['packages', { id: 'package-1' }],
  ['examNotices', { id: 'notice-1', name: 'Reminder', subject: 'Soon', body: 'Dear {{ name }}' }],
  ['fees', { id: 'fee-1', exam_id: 'exam-1', amount: 120, currency_code: 'CAD' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', DurationMinutes: 120 }],
  ['bookingEvents', { id: OTHER_EVENT, EventVenue: ELSEWHERE, EventStart: START, EventStatus: 'Scheduled' }],
  ...Array.from({ length: 12 }, (_, i): [Collection, Doc] => ['bookingRegistrations', {
    id: registration(i + 1), EventIdentifier: i === 11 ? OTHER_EVENT : EVENT, Learner: ANA, LearnerName: ['Ana Müller', "Niamh O'Brien", '李娜', 'Ó'][i % 4], Assessment: 'WELD-1',
    ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', LastChangeTime: '2026-11-20T09:00:00.000Z',
  }]),
  ...Array.from({ length: 6 }, (_, i): [Collection, Doc] => ['examRegistrations', stamped({ id: `exam-reg-${i + 1}`, ...exam({ notes: 'as imported', city: 'Surrey', ...(i === 5 ? { testing_facility_id: ELSEWHERE } : {}) }), number: i + 1 })]),
]

export interface Line {
  /** Looks at, changes or refuses a request on its way; what it throws is a broken line. */
  before?: (request: TransportRequest, n: number) => Promise<TransportAnswer | void> | TransportAnswer | void
  /** The same for the answer: one that is thrown away was acted on all the same. */
  after?: (request: TransportRequest, answer: TransportAnswer, n: number) => void
}

export interface Clock {
  ms: number
}

export interface Hq {
  app: FastifyInstance
  /** Each headquarters of a test is a tenant of one server. */
  tenant: string
  /** "/examRegistrations/bc-1" */
  exams: string
  /** Every state that each record had there, by id. */
  history: Map<string, Doc[]>
  clock: Clock
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  doc(collection: Collection, id: string): Promise<Doc | undefined>
  all(collection: Collection): Promise<Doc[]>
}

/** In memory where there is such a place: these tests are not about the disk. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

interface Served {
  folder: string
  app: FastifyInstance
  store: Store
  clock: Clock
}

let served: Served | undefined
let tenants = 0

/** Headquarters as `hq --no-sync` serves it, one for all tests of a file. */
function server(): Served {
  if (served) return served
  const folder = mkdtempSync(join(place, 'hallpass-test-'))
  const store = openSqliteStore({ file: join(folder, 'hq.db'), key: KEY, resources: resourceOf })
  const clock: Clock = { ms: 0 }
  const env = { store, now: () => new Date(clock.ms).toISOString(), newId: randomUUID, isAuthority: () => true }
  const app = makeServer({ env, resources: RESOURCES, limits: {}, live: () => () => {}, role: 'hq', hub: false, dataDir: '', syncRoutes: false })
  served = { folder, app, store, clock }
  return served
}

afterAll(async () => {
  await served?.app.close()
  await served?.store.close()
  if (served) rmSync(served.folder, { recursive: true, force: true })
})

export async function makeHq(more: [Collection, Doc][] = []): Promise<Hq> {
  const { app, store, clock } = server()
  const tenant = `bc-${++tenants}`
  clock.ms = Date.parse(START) - 30 * 60_000
  const docs = [...FIXTURES, ...more]
  const eventOf = new Map(docs.filter(([collection]) => collection === 'bookingEvents').map(([, doc]) => [doc.id, doc]))
  await store.importLines(docs.map(([collection, doc]) => ({ key: { tenant, collection, id: String(doc.id) }, doc, site: siteOf(collection, doc, resourceOf(collection), eventOf.get(doc.EventIdentifier)) })), START)
  for (const scope of ['write', 'admin'] as const) await store.keys.add({ tenant, scope, site: null }, hashApiKey(`${scope}-${tenant}`), START)
  const history = new Map<string, Doc[]>()
  const { doc, all } = reading(store, tenant)
  // Read at once: the store answers from the state right after the commit.
  onTestFinished(store.onCommit(({ tenants: of, keys }) => of.includes(tenant) && keys.forEach((key) => void doc(key.collection, key.id).then((now) => now && history.set(key.id, [...(history.get(key.id) ?? []), now])))))
  return {
    app, tenant, clock, history, doc, all, exams: `/examRegistrations/${tenant}`,
    async call(method, path, body) {
      clock.ms += 1_000
      const answer = await inject(app, { method: method as 'GET', path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, `admin-${tenant}`)
      return { status: answer.status, body: answer.text === '' ? null : JSON.parse(answer.text) }
    },
  }
}

function reading(store: Store, tenant: string) {
  return {
    async doc(collection: Collection, id: string) {
      const record = await store.get({ tenant, collection, id })
      return record && (JSON.parse(record.text) as Doc)
    },
    all: async (collection: Collection) => (await store.query({ tenant, collection, where: [], limit: 10_000 })).map(({ text }) => JSON.parse(text) as Doc),
  }
}

async function inject(app: FastifyInstance, { method, path, body, idempotencyKey }: Omit<TransportRequest, 'signal'>, key: string): Promise<TransportAnswer> {
  const answer = await app.inject({
    method, url: path,
    headers: { authorization: key, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }) },
    ...(body === undefined ? {} : { payload: body }),
  })
  const header = (name: string) => (answer.headers[name] === undefined ? null : String(answer.headers[name]))
  return { status: answer.statusCode, retryAfter: header('retry-after'), nextPage: header('x-last-evaluated-key'), text: answer.body }
}

export interface Desk {
  store: Store
  exchange: DocumentsExchange
  clock: Clock
  line: Line
  run(command: string, input: Doc, scope?: 'write' | 'admin', who?: string): Promise<Outcome>
  doc(collection: Collection, id: string): Promise<Doc | undefined>
  all(collection: Collection): Promise<Doc[]>
  cards(): OpenConflict[]
  resolve(card: OpenConflict, choice: 'mine' | 'theirs' | 'value', value?: unknown): Promise<Outcome>
  /** Pushes what waits and reads everything. */
  sync(): Promise<void>
  /** The same process dead and started again, with what is on disk. */
  restart(): void
}

/** @param pace small enough that each `sync` reads everything */
export function makeDesk(hq: Hq, { site = VENUE, key = `write-${hq.tenant}` }: { site?: string; key?: string } = {}): Desk {
  const folder = mkdtempSync(join(place, 'hallpass-test-'))
  const store = openSqliteStore({ file: join(folder, 'station.db'), key: KEY, resources: resourceOf })
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const clock: Clock = { ms: hq.clock.ms }
  const env: StationEnv = { store, now: () => new Date(clock.ms).toISOString(), newId: randomUUID, isAuthority: () => false }
  const actor = (scope: 'write' | 'admin', name = 'Amara') => ({ id: name.toLowerCase(), name, scope })
  let count = 0
  const line: Line = {}
  const request = async (asked: TransportRequest): Promise<TransportAnswer> => {
    const n = ++count
    const short = await line.before?.(asked, n)
    const answer = short ?? (await inject(hq.app, asked, key))
    line.after?.(asked, answer, n)
    return answer
  }
  const make = () => makeDocumentsExchange({
    store, tenant: hq.tenant, site, clock: { now: () => clock.ms }, timers: systemTimers, signal: () => new AbortController().signal,
    transport: { request, stream: async () => {} }, pace: { walk: 0, full: 0 },
  })
  const desk: Desk = {
    store, clock, line, exchange: make(),
    run(command, input, scope = 'write', who) {
      clock.ms += 1_000
      const known = commandOf(command)
      if (!known) throw new Error(`no command ${command}`)
      return apply(env, { command: known, input, tenant: hq.tenant, actor: actor(scope, who) })
    },
    ...reading(store, hq.tenant),
    cards: () => store.outbox.conflicts(),
    resolve: (card, choice, value) => resolveConflict(env, commandOf, { tenant: hq.tenant, actor: actor('write'), id: card.id, choice, value }),
    async sync() {
      hq.clock.ms = Math.max(hq.clock.ms, desk.clock.ms) + 1_000
      await desk.exchange.meet()
      while (await desk.exchange.pushBatch());
      while (!(await desk.exchange.pullPage()));
    },
    restart() {
      desk.exchange = make()
    },
  }
  return desk
}

/** The operations of the five documents, and nothing else. */
export function documentedOnly(): (request: TransportRequest) => TransportAnswer | void {
  const spec = JSON.parse(readFileSync(new URL('../../../spec/api.json', import.meta.url), 'utf8')) as Record<string, { operations: { method: string; path: string }[] }>
  const operations = Object.values(spec).flatMap(({ operations: all }) => all)
  if (operations.length !== 87) throw new Error(`the documents have 87 operations, not ${operations.length}`)
  const patterns = operations.map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  return ({ method, path }) => {
    const [pathname = ''] = path.split('?')
    if (patterns.some((known) => known.method === method && known.pattern.test(pathname))) return undefined
    return { status: 404, retryAfter: null, text: '<html>Cannot find that</html>' }
  }
}
