/** A real station in this process: encrypted store in a folder of its own, the server, keys and seeded references. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Collection } from '../../src-shared/resource/collections.ts'
import { RESOURCES, resourceOf } from '../../src-shared/resources/index.ts'
import { siteOf } from '../../src-main/station/commands/site-of.ts'
import { newApiKey } from '../../src-main/station/http/api-key.ts'
import type { HttpDeps, Mount } from '../../src-main/station/http/http-deps.ts'
import type { Operation } from '../../src-main/station/http/route.ts'
import { makeServer } from '../../src-main/station/http/server.ts'
import type { Doc, Store } from '../../src-main/station/store/store.ts'
import { openTestStore } from './test-store.ts'

export const TENANT = 'acme'
const KEY = '0'.repeat(63) + '1'

export interface Answered {
  status: number
  headers: Record<string, string | undefined>
  // What is answered is looked at field by field; a test that is wrong about it fails.
  // oxlint-disable-next-line no-explicit-any [reason: see above]
  body: any
  text: string
}

export interface CallOptions {
  body?: unknown
  /** Sent as it is, in place of `body`. */
  raw?: string | Buffer
  /** The write key unless given; null sends none. */
  key?: string | null
  headers?: Record<string, string>
}

export interface TestStation {
  app: FastifyInstance
  store: Store
  deps: HttpDeps
  /** Everything that is mounted. */
  operations: readonly Operation[]
  readKey: string
  writeKey: string
  adminKey: string
  /** A write key of another tenant. */
  foreignKey: string
  addKey(scope: 'read' | 'write' | 'admin', tenant?: string, site?: string | null): Promise<string>
  seed(collection: Collection, docs: readonly Doc[], tenant?: string): Promise<void>
  call(method: string, url: string, options?: CallOptions): Promise<Answered>
  /** Ends the server and opens the same folder again. */
  restart(): Promise<TestStation>
  close(): Promise<void>
}

export interface MakeOptions {
  limits?: HttpDeps['limits']
  now?: () => string
  mounts?: readonly Mount[]
  deps?: Partial<HttpDeps>
  /** Looks at or breaks what the server does to the store. */
  wrap?: (store: Store) => Store
  folder?: string
}

/** Makes a station with the references of `REFERENCES`. Close it when done. */
export async function makeStation(options: MakeOptions = {}): Promise<TestStation> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hallpass-station-'))
  const opened = await openTestStore(join(folder, 'station.db'), KEY)
  const store = options.wrap ? options.wrap(opened) : opened
  const deps: HttpDeps = {
    env: { store, now: options.now ?? (() => new Date().toISOString()), newId: randomUUID, isAuthority: () => true },
    resources: RESOURCES, limits: options.limits ?? {}, live: () => () => undefined, role: 'outbox' in store ? 'station' : 'hq', hub: false, dataDir: folder,
    ...options.deps,
  }
  const app = options.mounts ? makeServer(deps, options.mounts) : makeServer(deps)
  const addKey: TestStation['addKey'] = async (scope, tenant = TENANT, site = null) => {
    const { key, hash } = newApiKey()
    await opened.keys.add({ tenant, scope, site }, hash, deps.env.now())
    return key
  }
  const seed: TestStation['seed'] = async (collection, docs, tenant = TENANT) => {
    const lines = docs.map((doc) => ({ key: { tenant, collection, id: String(doc.id) }, doc, site: siteOf(collection, doc, resourceOf(collection)) }))
    await opened.importLines(lines, deps.env.now())
  }
  const writeKey = await addKey('write')
  const shut = async () => {
    await app.close()
    await opened.close()
  }
  const station: TestStation = {
    app, store, deps, operations: app.serving.operations, addKey, seed, writeKey,
    readKey: await addKey('read'), adminKey: await addKey('admin'), foreignKey: await addKey('write', 'other'),
    call: (method, url, { body, raw, key = writeKey, headers = {} } = {}) => send(app, method, url, body === undefined ? raw : JSON.stringify(body), key, headers),
    async restart() {
      await shut()
      return makeStation({ ...options, folder })
    },
    async close() {
      await shut()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.folder === undefined) for (const [collection, docs] of Object.entries(REFERENCES)) await seed(collection as Collection, docs)
  return station
}

async function send(app: FastifyInstance, method: string, url: string, payload: string | Buffer | undefined, key: string | null, headers: Record<string, string>): Promise<Answered> {
  const answer = await app.inject({
    method: method as 'GET', url,
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...(key === null ? {} : { authorization: key }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, headers: answer.headers as Answered['headers'], text: answer.body, body: isJson && answer.body !== '' ? JSON.parse(answer.body) : answer.body }
}

/** What registrations refer to. */
export const REFERENCES: Partial<Record<Collection, Doc[]>> = {
  contacts: [
    { id: 'contact-1', first_name: 'José', last_name: 'Núñez', email_address: 'jose@example.test', city: 'Québec', state: 'QC', country: 'Canada', job_title: 'Nurse' },
    { id: 'contact-2', name: 'Li Wei' },
  ],
  exams: [{ id: 'exam-1', name: 'Safety', passing_score: 70 }, { id: 'exam-2', name: 'First aid' }],
  examOfferings: [{ id: 'offering-1', exam_id: 'exam-1' }, { id: 'offering-2', exam_id: 'exam-2' }],
  courses: [{ id: 'course-1' }],
  courseOfferings: [{ id: 'course-offering-1', course_id: 'course-1' }],
  programs: [{ id: 'program-1' }],
  events: [{ id: 'event-1' }],
  registrationTypes: [{ id: 'type-1' }],
  packages: [{ id: 'package-1' }],
  processes: [{ id: 'process-1', exam_id: 'exam-1', exam_offering_id: 'offering-1' }],
  testingFacilities: [{ id: 'facility-1' }],
}

export const EXAM = `/examRegistrations/${TENANT}`
/** A body that creates an exam registration. */
export const exam = (more: Doc = {}): Doc => ({ exam_id: 'exam-1', exam_offering_id: 'offering-1', student_id: 'contact-1', date: '2026-11-22', ...more })

/** The least body that creates a record of each resource, by path. */
export const LEAST: Record<string, Doc> = {
  examRegistrations: exam(),
  courseRegistrations: { student_id: 'contact-1', course_id: 'course-1', course_offering_id: 'course-offering-1' },
  registrations: { event_id: 'event-1', contact_id: 'contact-1', type_id: 'type-1', package_id: 'package-1' },
  certifications: { contact_id: 'contact-1', program_id: 'program-1', status: 'active' },
}
