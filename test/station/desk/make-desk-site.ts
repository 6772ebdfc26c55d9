/** A desk behind the real server and the real store, with a clock that the test sets. */
import { randomBytes, randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { makeDesk, type Desk, type DeskParts } from '../../../src-main/station/desk/desk.ts'
import { hashPin, type StoredPin } from '../../../src-main/station/desk/pin.ts'
import { settle } from '../../../src-main/station/desk/place.ts'
import { hashApiKey } from '../../../src-main/station/http/api-key.ts'
import { pairWithHub } from '../../../src-main/station/hub/pair-with-hub.ts'
import { unpair } from '../../../src-main/station/hub/unpair.ts'
import { makeServer } from '../../../src-main/station/http/server.ts'
import { makeLiveBus } from '../../../src-main/station/live-bus.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Doc, Store } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { RESOURCES, resourceOf } from '../../../src-shared/resources/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

export const TENANT = 'bc'
export const VENUE = '0a000000-0000-4000-8000-000000000001'
export const ELSEWHERE = '0a000000-0000-4000-8000-000000000002'
export const MORNING = '0e000000-0000-4000-8000-000000000001'
export const AFTERNOON = '0e000000-0000-4000-8000-000000000002'
export const TOMORROW = '0e000000-0000-4000-8000-000000000003'
export const AWAY = '0e000000-0000-4000-8000-000000000004'
export const OFF = '0e000000-0000-4000-8000-000000000005'
export const PIN = '2468'
/** 08:30 on 23 November 2026 in Los Angeles; the first sitting is at 09:00. */
export const NOW = '2026-11-23T16:30:00.000Z'

export const registrationId = (n: number) => `0f000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const contactId = (n: number) => `0c000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export interface Answered {
  status: number
  headers: Record<string, unknown>
  // Tests look into answers whose shape they assert.
  // oxlint-disable-next-line typescript/no-explicit-any [reason: every test would otherwise cast]
  body: any
}

interface Asked {
  token?: string | undefined
  body?: unknown
  from?: string
  headers?: Record<string, string>
}

export interface DeskSite {
  app: FastifyInstance
  store: Store
  desk: Desk
  env: WriteEnv
  clock: { at: string }
  ask: (method: 'GET' | 'POST', path: string, asked?: Asked) => Promise<Answered>
  signIn: (user?: string, pin?: string) => Promise<string>
  /** Documents as they are, without waiting for anything. */
  load: (records: readonly (readonly [Collection, Doc])[], tenant?: string) => Promise<void>
  /** Closes and opens the same file again. */
  restart: () => Promise<DeskSite>
}

export interface SiteOptions {
  zone?: string
  now?: string
  joined?: boolean
  authority?: boolean
  parts?: Partial<DeskParts>
}

// One hash for all tests: scrypt is slow on purpose.
let pin: Promise<StoredPin> | undefined

export async function makeDeskSite(options: SiteOptions = {}): Promise<DeskSite> {
  const file = join(tempFolder(), 'desk.db')
  const key = randomBytes(32).toString('hex')
  const site = await open(file, key, options)
  if (options.joined === false) return site
  settle(site.store, { tenant: TENANT, site: VENUE })
  pin ??= hashPin(PIN)
  const user = (id: string, name: string, role: string, more: Doc = {}): [Collection, Doc] => ['users', { id, name, role, initials: name[0], pin: storedPin, ...more }]
  const storedPin = await pin
  await site.load([
    ['venues', { id: VENUE, name: 'Burnaby Test Centre', time_zone: options.zone ?? 'America/Los_Angeles' }],
    ['venues', { id: ELSEWHERE, name: 'North Shore', time_zone: options.zone ?? 'America/Los_Angeles' }],
    ['assessmentForms', { id: 'form-b', code: 'EL-B', name: 'Electrician, Form B', published: true, duration_minutes: 180 }],
    user('amara', 'Amara Diallo', 'proctor'), user('ravi', 'Ravi Okafor', 'lead'), user('admin', 'Site Admin', 'admin'),
    ['users', { id: 'nopin', name: 'No Pin', role: 'lead' }],
  ])
  return site
}

export const event = (id: string, EventStart: string, more: Doc = {}): [Collection, Doc] =>
  ['bookingEvents', { id, EventVenue: VENUE, EventStart, EventExamType: 'Trades', EventExamFormat: 'Paper', EventStatus: 'Scheduled', ...more }]

/** A contact and a registration. */
export function person(n: number, EventIdentifier: string, first_name: string, last_name: string | undefined, more: Doc = {}, contact: Doc = {}): [Collection, Doc][] {
  const name = [first_name, last_name].filter(Boolean).join(' ')
  const LearnerCode = `EL-${20_400 + n}`
  return [
    ['contacts', { id: contactId(n), first_name, ...(last_name === undefined ? {} : { last_name }), name, code: LearnerCode, email_address: `el-${20_400 + n}@example.org`, ...contact }],
    ['bookingRegistrations', {
      id: registrationId(n), EventIdentifier, Learner: contactId(n), LearnerName: contact.name ?? name, LearnerCode, LearnerEmail: `el-${20_400 + n}@example.org`,
      Assessment: 'EL-B', Accommodations: [], ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', ...more,
    }],
  ]
}

async function open(file: string, key: string, options: SiteOptions): Promise<DeskSite> {
  const store = openSqliteStore({ file, key, resources: resourceOf })
  const clock = { at: options.now ?? NOW }
  const env: WriteEnv = { store, now: () => clock.at, newId: randomUUID, isAuthority: () => options.authority ?? true }
  const desk = makeDesk({ store, now: env.now, connect: async () => undefined, pair: (address, code) => pairWithHub({ store, address, code, name: 'test', now: env.now }), unpair: () => unpair(store, undefined), loadDemo: async () => ({ tenant: 'demo', site: VENUE }), ...options.parts })
  const app = makeServer({
    env, desk, session: desk.sessions.identityOf, resources: RESOURCES, limits: {}, role: 'station', hub: false, dataDir: dirname(file), live: makeLiveBus(store).on,
  })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await app.close()
    await store.close()
  }
  onTestFinished(close)
  const ask: DeskSite['ask'] = async (method, path, { token, body, from, headers = {} } = {}) => {
    const answer = await app.inject({
      method, url: path,
      headers: { host: 'localhost', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
      ...(from === undefined ? {} : { remoteAddress: from }),
    })
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? null : answer.json() }
  }
  return {
    app, store, desk, env, clock, ask,
    async signIn(user = 'amara', given = PIN) {
      const { status, body } = await ask('POST', '/desk/sign-in', { body: { user_id: user, pin: given } })
      if (status !== 200) throw new Error(`${status}: ${body.detail}`)
      return body.token
    },
    async load(records, tenant = TENANT) {
      const venueOf = new Map(records.flatMap(([collection, doc]): [unknown, unknown][] => (collection === 'bookingEvents' ? [[doc.id, doc.EventVenue]] : [])))
      await store.importLines(records.map(([collection, doc]) => ({
        key: { tenant, collection, id: String(doc.id) }, doc,
        site: ((collection === 'bookingEvents' ? doc.EventVenue : venueOf.get(doc.EventIdentifier)) ?? null) as string | null,
      })), clock.at)
    },
    async restart() {
      await close()
      return open(file, key, { ...options, now: clock.at })
    },
  }
}

export async function addKey(store: Store, key: string, tenant = TENANT, site: string | null = null): Promise<void> {
  await store.keys.add({ tenant, scope: 'write', site }, hashApiKey(key), NOW)
}
