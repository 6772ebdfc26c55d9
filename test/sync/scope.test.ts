/** A candidate who is transferred to another site while neither site has a line. */
import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { sameDocuments } from './promises.ts'
import type { SimStation } from './sim-station.ts'
import { makeWorld, type World } from './world.ts'

const [HARBOUR, HILL] = [randomUUID(), randomUUID()]
const [AT_HARBOUR, AT_HILL] = [randomUUID(), randomUUID()]
const ANA = randomUUID()
const REGISTRATION = randomUUID()
const [MORNING, NOON] = ['2026-11-22T17:00:00.000Z', '2026-11-22T20:00:00.000Z']

const line = (collection: ImportLine['key']['collection'], doc: Doc, site: string | null = null): ImportLine => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site })
const venue = (id: string, name: string) => line('venues', { id, name, time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'] })
const event = (id: string, at: string, start: string) => line('bookingEvents', { id, EventIdentifier: id, EventVenue: at, EventStart: start, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', EventStatus: 'Scheduled', sys_version: 1 }, at)

const DOCUMENTS: ImportLine[] = [
  venue(HARBOUR, 'Harbour Hall'), venue(HILL, 'Hill School'), event(AT_HARBOUR, HARBOUR, MORNING), event(AT_HILL, HILL, NOON),
  line('assessmentForms', { id: 'form', code: 'WELD-1', name: 'Welding', published: true, bilingual: false }), line('contacts', { id: ANA, name: 'Ana Müller', code: 'L-1' }),
  line('bookingRegistrations', { id: REGISTRATION, RegistrationIdentifier: REGISTRATION, EventIdentifier: AT_HARBOUR, Learner: ANA, LearnerName: 'Ana Müller', Assessment: 'WELD-1', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', sys_version: 1 }, HARBOUR),
]

async function registrationAt({ machine }: Pick<SimStation, 'machine'>): Promise<Doc | undefined> {
  const found = await machine.peek.get({ tenant: TENANT, collection: 'bookingRegistrations', id: REGISTRATION })
  return found && (JSON.parse(found.text) as Doc)
}

async function outage(): Promise<{ world: World; harbour: SimStation; hill: SimStation }> {
  const world = await makeWorld({ seed: 5, sites: [HARBOUR, HILL], documents: DOCUMENTS })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  const [harbour, hill] = world.stations
  expect([await registrationAt(harbour!), await registrationAt(hill!)]).toEqual([expect.anything(), undefined])
  for (const { link } of world.stations) link.cut = 'both'
  return { world, harbour: harbour!, hill: hill! }
}

const transfer = (world: World) =>
  world.write('hq', 'transfer-lax', { registration: REGISTRATION, EventVenue: HILL, EventStart: NOON, EventExamType: 'Theory', Learner: ANA, Reason: 'roof leaks' }, 'transfer')

it.each([false, true])('leaves the first site and appears at the second; the first had touched it meanwhile: %s', async (touched) => {
  const { world, harbour, hill } = await outage()
  expect(await transfer(world)).toBe(200)
  if (touched) expect(await world.write(harbour, 'check-in', { registration: REGISTRATION, IdentityChecks: ['photo of Ana'] }, 'photo of Ana')).toBe(200)
  await world.quiesce()
  expect((await registrationAt(world.hq))).toMatchObject({ EventIdentifier: AT_HILL, AttendanceStatus: 'Pending' })
  expect([await registrationAt(harbour), (await registrationAt(hill))?.EventIdentifier]).toEqual([undefined, AT_HILL])
  // The admission that does not stand is listed where it was made, and nowhere else.
  expect([harbour, hill].map(({ machine }) => machine.peek.outbox.conflicts().map(({ record_id }) => record_id))).toEqual([touched ? [REGISTRATION] : [], []])
  for (const station of world.stations) await sameDocuments(world.hq.machine.peek, station)
})
