/** Two desks without a line do the same thing at the same time. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { sameDocuments } from './promises.ts'
import type { SimStation } from './sim-station.ts'
import { makeWorld, type World } from './world.ts'

const VENUE = randomUUID()
const EVENT = randomUUID()
const [ANA, NIAMH] = [randomUUID(), randomUUID()]
const [ONE, TWO] = [randomUUID(), randomUUID()]
const START = '2026-11-22T17:00:00.000Z'

const line = (collection: ImportLine['key']['collection'], doc: Doc, site: string | null = null): ImportLine => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site })
const registration = (id: string, learner: string, name: string) => line('bookingRegistrations', { id, RegistrationIdentifier: id, EventIdentifier: EVENT, Learner: learner, LearnerName: name, ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', sys_version: 1 }, VENUE)

const DOCUMENTS: ImportLine[] = [
  line('venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'] }),
  line('assessmentForms', { id: 'form', code: 'WELD-1', name: 'Welding', published: true, bilingual: false }),
  line('contacts', { id: ANA, name: 'Ana Müller', code: 'L-1' }), line('contacts', { id: NIAMH, name: "Niamh O'Brien", code: 'L-2' }),
  line('bookingEvents', { id: EVENT, EventIdentifier: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', sys_version: 1 }, VENUE),
  registration(ONE, ANA, 'Ana Müller'), registration(TWO, NIAMH, "Niamh O'Brien"),
]

/** Two desks of one site, both cut off. */
async function outage(): Promise<{ world: World; first: SimStation; second: SimStation }> {
  const world = await makeWorld({ seed: 11, sites: [VENUE, VENUE], documents: DOCUMENTS })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  const [first, second] = world.stations
  for (const station of world.stations) station.link.cut = 'both'
  return { world, first: first!, second: second! }
}

/** The first desk's line comes back before the second's. */
async function heal({ world, first, second }: { world: World; first: SimStation; second: SimStation }): Promise<void> {
  first.link.cut = 'none'
  await world.time.advance(60_000)
  second.link.cut = 'none'
  await world.quiesce()
  for (const station of world.stations) await sameDocuments(world.hq.machine.store, station)
}

async function docOf(world: World, collection: ImportLine['key']['collection'], id: string): Promise<Doc> {
  return JSON.parse((await world.hq.machine.store.get({ tenant: TENANT, collection, id }))?.text ?? 'null') as Doc
}

const cards = ({ machine }: SimStation) => machine.store.outbox.conflicts()

describe('two desks during an outage', () => {
  it('admit one candidate: the first stands, the other is listed with who and when', async () => {
    const sides = await outage()
    const { world, first, second } = sides
    const admit = (at: SimStation, At: string) => world.write(at, 'check-in', { registration: ONE, At, IdentityChecks: [`seen at ${at.name}`] }, `seen at ${at.name}`)
    expect([await admit(first, '2026-11-22T16:40:00.000Z'), await admit(second, '2026-11-22T16:45:00.000Z')]).toEqual([200, 200])
    await heal(sides)
    expect((await docOf(world, 'bookingRegistrations', ONE)).CheckedInAt).toBe('2026-11-22T16:40:00.000Z')
    expect([cards(first).length, cards(second)]).toEqual([0, [expect.objectContaining({ field: 'CheckedInAt', mine: '2026-11-22T16:45:00.000Z', theirs: '2026-11-22T16:40:00.000Z', theirs_by: 'Proctor s0' })]])
  })

  it('give one seat to two candidates: both are in, and the second has to be seated elsewhere', async () => {
    const sides = await outage()
    const { world, first, second } = sides
    const admit = (at: SimStation, id: string) => world.write(at, 'check-in', { registration: id, Seat: '14', IdentityChecks: [`seen at ${at.name}`] }, `seen at ${at.name}`)
    expect([await admit(first, ONE), await admit(second, TWO)]).toEqual([200, 200])
    await heal(sides)
    expect([(await docOf(world, 'bookingRegistrations', ONE)).Seat, (await docOf(world, 'bookingRegistrations', TWO)).Seat, (await docOf(world, 'bookingRegistrations', TWO)).AttendanceStatus]).toEqual(['14', undefined, 'Present'])
    const [card] = cards(second)
    expect(card).toMatchObject({ field: 'Seat', mine: '14', record_id: TWO })
    // Insisting is refused as long as the other sits there.
    await world.resolve(second, card!.id, 'mine')
    expect(cards(second).length).toBe(1)
    await world.write(first, 'assign-seat', { registration: ONE, Seat: '15' }, '15')
    await world.time.advance(5_000)
    await world.resolve(second, card!.id, 'mine')
    await world.time.advance(5_000)
    expect([(await docOf(world, 'bookingRegistrations', TWO)).Seat, cards(second)]).toEqual(['14', []])
  })

  it('make the event of one venue and start: headquarters keeps the first and moves the second\'s registrations to it', async () => {
    const sides = await outage()
    const { world, first, second } = sides
    const start = '2026-11-23T17:00:00.000Z'
    const ids = { first: randomUUID(), second: randomUUID(), ana: randomUUID(), niamh: randomUUID() }
    const create = (at: SimStation, event: string) => world.write(at, 'create-event', { event, EventVenue: VENUE, EventStart: start, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD' }, event)
    const register = (at: SimStation, id: string, learner: string) => world.write(at, 'register-lax', { registration: id, EventVenue: VENUE, EventStart: start, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', Learner: learner, Assessment: 'WELD-1' }, id)
    expect([await create(first, ids.first), await register(first, ids.ana, ANA)]).toEqual([200, 200])
    expect([await create(second, ids.second), await register(second, ids.niamh, NIAMH)]).toEqual([200, 200])
    expect(await world.write(second, 'check-in', { registration: ids.niamh, IdentityChecks: ['photo of Niamh'] }, 'photo of Niamh')).toBe(200)
    await heal(sides)
    expect((await docOf(world, 'bookingRegistrations', ids.ana)).EventIdentifier).toBe(ids.first)
    expect((await docOf(world, 'bookingRegistrations', ids.niamh))).toMatchObject({ EventIdentifier: ids.first, AttendanceStatus: 'Present' })
    expect(await docOf(world, 'bookingEvents', ids.second)).toBeNull()
    expect([cards(first), cards(second)]).toEqual([[], []])
    for (const station of [first, second]) {
      const events = await station.machine.store.query({ tenant: TENANT, collection: 'bookingEvents', where: [], limit: 10 })
      expect(events.map(({ id }) => id).sort()).toEqual([EVENT, ids.first].sort())
    }
  })
})
