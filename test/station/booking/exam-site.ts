/** An exam site behind the real server and the real store, with a clock that the test sets. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { hashApiKey } from '../../../src-main/station/http/api-key.ts'
import { mountBooking } from '../../../src-main/station/http/mount-booking.ts'
import { makeServer } from '../../../src-main/station/http/server.ts'
import type { Doc, Store } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { openTestStore } from '../../support/test-store.ts'

export const TENANT = 'bc'
export const VENUE = '0a000000-0000-4000-8000-000000000001'
/** A day's first morning hour here is the day before in Vancouver. */
export const AUCKLAND = '0a000000-0000-4000-8000-000000000002'
/** Its clocks go back on 1 November 2026 and forward on 8 March. */
export const NEW_YORK = '0a000000-0000-4000-8000-000000000003'
export const ORGANIZATION = '0b000000-0000-4000-8000-000000000001'
export const ANA = '0c000000-0000-4000-8000-000000000001'
export const NIAMH = '0c000000-0000-4000-8000-000000000002'
export const LI = '0c000000-0000-4000-8000-000000000003'
export const NOBODY = '0f000000-0000-4000-8000-00000000000f'
/** 22 November 2026, 09:00 in Vancouver. */
export const START = '2026-11-22T17:00:00.000Z'

export interface Answered {
  status: number
  // Tests look into answers whose shape they assert.
  // oxlint-disable-next-line typescript/no-explicit-any [reason: every test would otherwise cast]
  body: any
}

export interface ExamSite {
  store: Store
  env: WriteEnv
  clock: { at: string }
  get: (path: string, key?: string) => Promise<Answered>
  post: (path: string, body?: unknown, key?: string, headers?: Record<string, string>) => Promise<Answered>
  remove: (path: string, key?: string) => Promise<Answered>
  register: (registration: string, more?: Doc) => Promise<Answered>
  command: (registration: string, name: string, body?: unknown) => Promise<Answered>
  doc: (collection: Collection, id: string) => Promise<Doc | undefined>
}

const FIXTURES: [Collection, Doc][] = [
  ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver', exam_types: ['Theory', 'Practical'], exam_formats: ['Paper', 'Online'], billing_codes: ['STD', 'EXT'], organization_id: ORGANIZATION }],
  ['venues', { id: AUCKLAND, name: 'Tāmaki Hall', time_zone: 'Pacific/Auckland' }],
  ['venues', { id: NEW_YORK, name: 'Hudson Hall', time_zone: 'America/New_York' }],
  ['organizations', { id: ORGANIZATION, name: 'Board' }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', name: 'Welding 1', published: true, bilingual: false, duration_minutes: 120 }],
  ['assessmentForms', { id: 'form-b', code: 'WELD-2', name: 'Welding 2', published: true }],
  ['assessmentForms', { id: 'form-c', code: 'DRAFT', name: 'Draft', published: false, bilingual: false }],
  ['assessmentForms', { id: 'form-d', code: 'BILING', name: 'Bilingue', published: true, bilingual: true }],
  ['contacts', { id: ANA, first_name: 'Ana', last_name: 'Müller', email_address: 'ana@example.org', code: 'L-001' }],
  ['contacts', { id: NIAMH, name: "Niamh O'Brien", email: 'niamh@example.org', code: 'L-002' }],
  ['contacts', { id: LI, name: '李娜 (Li, Na)', code: 'L-003' }],
  ['exams', { id: 'exam-1', name: 'Welding', passing_score: 70 }],
]

/** What `register-lax` needs, all of it right. */
export const goodBody: Doc = {
  EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', Learner: ANA, Assessment: 'WELD-1',
}

export async function makeExamSite(options: { authority?: boolean } = {}): Promise<ExamSite> {
  const store = await openTestStore(join(tempFolder(), 'site.db'), randomBytes(32).toString('hex'))
  const clock = { at: '2026-11-22T16:30:00.000Z' }
  const env: WriteEnv = { store, now: () => clock.at, newId: randomUUID, isAuthority: () => options.authority ?? true }
  await store.importLines(FIXTURES.map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: null })), clock.at)
  for (const scope of ['read', 'write'] as const) await store.keys.add({ tenant: TENANT, scope, site: null }, hashApiKey(scope), clock.at)
  await store.keys.add({ tenant: 'other', scope: 'write', site: null }, hashApiKey('other'), clock.at)
  const app = makeServer({ env, resources: [], limits: {}, live: () => () => {}, role: 'hq', hub: false, dataDir: '' }, [mountBooking])
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  return site(app, { store, env, clock })
}

function site(app: FastifyInstance, base: Pick<ExamSite, 'store' | 'env' | 'clock'>): ExamSite {
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, body: unknown, key = 'write', headers: Record<string, string> = {}): Promise<Answered> => {
    const answer = await app.inject({
      method, url,
      headers: { authorization: key, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : JSON.parse(answer.body) }
  }
  const command: ExamSite['command'] = (registration, name, body = {}) => send('POST', `/api/registrations/${registration}/commands/${name}`, body)
  return {
    ...base,
    get: (path, key) => send('GET', path, undefined, key),
    post: (path, body, key, headers) => send('POST', path, body, key, headers),
    remove: (path, key) => send('DELETE', path, undefined, key),
    command,
    register: (registration, more = {}) => command(registration, 'register-lax', { ...goodBody, ...more }),
    async doc(collection, id) {
      const record = await base.store.get({ tenant: TENANT, collection, id })
      return record && (JSON.parse(record.text) as Doc)
    },
  }
}
