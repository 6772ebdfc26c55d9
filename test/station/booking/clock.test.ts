/** The clock of a sitting: stops, time given back, breaks, and what each means for EndsAt. */
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClockStop } from '../../../src-main/station/commands/booking/clock-stops.ts'
import { clockAt, givenBack, type ClockFacts, type Span } from '../../../src-main/station/commands/booking/clock-time.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { ANA, LI, makeExamSite, NIAMH, START, TENANT, VENUE } from './exam-site.ts'
import { inShort, makeWorld, type Desk } from './station-and-hq.ts'

const at = (time: string) => `2026-11-22T${time}:00.000Z`

/** Ana and Niamh in one sitting of two hours from 17:00; Ana has 30 minutes more. */
async function sitting() {
  const site = await makeExamSite()
  const [ana, niamh] = [randomUUID(), randomUUID()]
  const { body } = await site.register(ana, { Accommodations: [{ Type: 'Extra time', TimeExtension: 30 }] })
  await site.register(niamh, { Learner: NIAMH })
  const event = body.EventIdentifier as string
  const clock = (segment: string, request: object) => site.post(`/api/events/${event}/clock/${segment}`, request)
  const ends = async () => Promise.all([ana, niamh].map(async (id) => (await site.get(`/api/registrations/${id}`)).body.EndsAt.slice(11, 16) as string))
  return { site, event, ana, niamh, clock, ends }
}

describe('the clock of a sitting', () => {
  it('gives the minutes of an alarm back to everyone, whole and rounded up, and takes them back', async () => {
    const { site, clock, ends } = await sitting()
    expect(await ends()).toEqual(['19:30', '19:00'])
    const stopped = await clock('stop', { Reason: ' Fire alarm ', At: at('17:48') })
    expect(stopped).toMatchObject({ status: 200, body: { Stops: [{ Kind: 'Stop', Reason: 'Fire alarm', StartedAt: at('17:48') }] } })
    expect(await ends()).toEqual(['19:30', '19:00'])
    expect((await clock('stop', { Reason: 'Again' })).status).toBe(409)
    const Stop = stopped.body.Stops[0].Identifier as string
    expect((await clock('resume', { Stop, At: at('17:40') })).status).toBe(400)
    expect((await clock('resume', { Stop, At: '2026-11-22T17:58:10.000Z' })).body.Stops[0]).toMatchObject({ Minutes: 11, EndedAt: '2026-11-22T17:58:10.000Z' })
    expect(await ends()).toEqual(['19:41', '19:11'])
    expect((await clock('resume', { Stop })).status).toBe(409)
    expect((await clock('undo', { Stop, Reason: 'The other wing' })).status).toBe(200)
    expect(await ends()).toEqual(['19:30', '19:00'])
    expect((await clock('undo', { Stop, Reason: 'Twice' })).status).toBe(409)
    // What was undone stays to be read.
    expect((await site.get(`/api/events/${stopped.body.EventIdentifier}/clock`, 'read')).body.Stops).toMatchObject([{ Minutes: 11, UndoneReason: 'The other wing' }])
  })

  it('gives minutes to those who are named, and to everyone whose time is not up', async () => {
    const { clock, ends, niamh } = await sitting()
    await clock('give', { Minutes: 5, Reason: 'Papers late', At: at('17:10'), Registrations: [niamh] })
    expect(await ends()).toEqual(['19:30', '19:05'])
    await clock('give', { Minutes: 10, Reason: 'Power', At: at('19:20') })
    expect(await ends()).toEqual(['19:40', '19:05'])
    await clock('give', { Minutes: 7, Reason: 'After all', At: at('19:30'), Registrations: [niamh] })
    expect(await ends()).toEqual(['19:40', '19:12'])
  })

  it('stopped before the start counts from the start', async () => {
    const { clock, ends } = await sitting()
    const { body } = await clock('stop', { Reason: 'Alarm', At: at('16:50') })
    await clock('resume', { Stop: body.Stops[0].Identifier, At: at('17:04') })
    expect(await ends()).toEqual(['19:34', '19:04'])
  })

  it('leaves EndsAt alone for a break', async () => {
    const { site, ana, ends } = await sitting()
    await site.command(ana, 'check-in', {})
    await site.command(ana, 'start-break', { At: at('17:30') })
    await site.command(ana, 'end-break', { At: at('17:40') })
    expect(await ends()).toEqual(['19:30', '19:00'])
  })

  it.each([
    ['stop', {}], ['stop', { Reason: ' ' }], ['stop', { Reason: 'x', Registrations: [] }], ['give', { Reason: 'x' }], ['give', { Minutes: 0, Reason: 'x' }], ['give', { Minutes: 721, Reason: 'x' }],
    ['give', { Minutes: 1.5, Reason: 'x' }], ['resume', { Stop: 'x' }], ['undo', { Stop: randomUUID() }], ['stop', { Reason: 'x', second: { id: 'a', name: 'b' } }],
  ])('refuses %s %j', async (segment, request) => {
    const { clock } = await sitting()
    expect((await clock(segment, request)).status).toBe(400)
  })

  it('knows no other event, stop or cancelled sitting', async () => {
    const { site, event, clock } = await sitting()
    expect((await site.post(`/api/events/${randomUUID()}/clock/stop`, { Reason: 'x' })).status).toBe(404)
    expect((await clock('undo', { Stop: randomUUID(), Reason: 'x' })).status).toBe(404)
    expect((await site.post(`/api/events/${event}/clock/stop`, { Reason: 'x' }, 'read')).status).toBe(403)
    await site.post(`/api/events/${event}/cancel`, {})
    expect((await clock('stop', { Reason: 'x' })).status).toBe(400)
  })
})

describe('a break that was a mistake', () => {
  it('is undone, its end too, and what was undone stays in the record', async () => {
    const { site, ana } = await sitting()
    await site.command(ana, 'check-in', {})
    expect((await site.command(ana, 'undo-break', { Reason: 'x' })).status).toBe(409)
    await site.command(ana, 'start-break', { At: at('17:30') })
    await site.command(ana, 'end-break', { At: at('17:40') })
    expect((await site.command(ana, 'undo-break', { Reason: 'Still out' })).body.Breaks).toMatchObject([{ StartedAt: at('17:30'), Reopened: [{ EndedAt: at('17:40'), UndoneReason: 'Still out' }] }])
    expect((await site.command(ana, 'start-break')).status).toBe(409)
    expect((await site.command(ana, 'undo-break', { Reason: 'Wrong person' })).body.Breaks).toMatchObject([{ UndoneReason: 'Wrong person' }])
    expect((await site.command(ana, 'end-break')).status).toBe(409)
    expect((await site.command(ana, 'start-break')).status).toBe(200)
  })
})

const minute = 60_000
const facts = (more: Partial<ClockFacts> = {}): ClockFacts => ({ registration: 'a', start: 0, end: 180 * minute, breaks: [], stops: [], ...more })
const stop = (started: number, ended: number | null, more: Partial<ClockStop> = {}): ClockStop =>
  ({ id: `${started}`, kind: 'Stop', started: started * minute, ended: ended === null ? null : ended * minute, minutes: ended === null ? 0 : ended - started, only: null, ...more })
const span = (from: number, to: number): Span => [from * minute, to * minute]
const left = (now: number, given: ClockFacts) => clockAt(now * minute, given).left / minute

describe('one candidate\'s own clock', () => {
  it('stands on a break and while the clock of the room is stopped', () => {
    const away = facts({ breaks: [span(60, Number.POSITIVE_INFINITY)] })
    expect([left(61, away), left(90, away)]).toEqual([120, 120])
    expect(clockAt(90 * minute, away).standing).toEqual({ kind: 'break', since: 60 * minute })
    const alarm = facts({ stops: [stop(48, null)] })
    expect([left(48, alarm), left(59, alarm)]).toEqual([132, 132])
    expect(clockAt(59 * minute, alarm).standing?.kind).toBe('stop')
  })

  it('counts a break during an alarm once', () => {
    // Out at 45, alarm from 48 to 59, back at 70: what was left at 45 is left at 70.
    const both = facts({ breaks: [span(45, 70)], stops: [stop(48, 59)] })
    expect(left(70, both)).toBe(135)
    expect(clockAt(80 * minute, both)).toMatchObject({ given: 11 * minute, away: 14 * minute })
  })

  it('gives one alarm that two desks noted once', () => {
    const twice = facts({ stops: [stop(48, 59), stop(49, 60)] })
    expect(givenBack(twice).given).toBe(12 * minute)
  })

  it('is not moved by what happened before the start or after the end', () => {
    const early = facts({ breaks: [span(-20, -5), span(-3, 4)] })
    expect(clockAt(10 * minute, early).away).toBe(4 * minute)
    const late = facts({ breaks: [span(200, 220)], stops: [stop(190, 200)] })
    expect([left(230, late), givenBack(late).given]).toEqual([-50, 0])
  })

  it('never runs faster than time, never gains but by what was given, and stands while it stands', () => {
    const moments = fc.integer({ min: -30, max: 260 })
    const spans = fc.array(fc.tuple(moments, fc.integer({ min: 0, max: 40 })), { maxLength: 4 })
    fc.assert(fc.property(spans, spans, moments, fc.integer({ min: 1, max: 30 }), (breaks, stops, now, step) => {
      const made = facts({
        breaks: breaks.map(([from, long]) => span(from, from + long)).toSorted(([one], [other]) => one - other),
        stops: stops.map(([from, long], i) => stop(from, from + long, { id: String(i) })).toSorted((one, other) => one.started - other.started),
      })
      const [before, after] = [clockAt(now * minute, made), clockAt((now + step) * minute, made)]
      const lost = before.left - after.left
      expect(lost).toBeLessThanOrEqual(step * minute)
      expect(lost).toBeGreaterThanOrEqual(0)
      expect(before.given).toBe(after.given)
      expect(after.given).toBeLessThanOrEqual(stops.reduce((sum, [, long]) => sum + long, 0) * minute)
      const out = made.breaks.some(([from, to]) => from <= now * minute && to >= (now + step) * minute)
      if (out && now >= 0 && before.left > 0 && stops.length === 0) expect(lost).toBe(0)
    }), { numRuns: 300 })
  })
})

const EVENT = '0e000000-0000-4000-8000-000000000001'
const [R1, R2] = ['0d000000-0000-4000-8000-000000000001', '0d000000-0000-4000-8000-000000000002']
const present = (id: string, Learner: string): [Collection, Doc] => ['bookingRegistrations', { id, EventIdentifier: EVENT, Learner, LearnerName: Learner, ApprovalStatus: 'Registered', AttendanceStatus: 'Present', CheckedInAt: START }]

async function desks() {
  const world = await makeWorld(['north', 'south'], [
    ['venues', { id: VENUE, time_zone: 'America/Vancouver' }],
    ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', DurationMinutes: 120 }],
    present(R1, ANA), present(R2, LI),
  ])
  const [north, south] = world.desks as [Desk, Desk]
  const settle = async () => [...inShort(await world.sync(north)), ...inShort(await world.sync(south)), ...inShort(await world.sync(north))]
  const same = async (collection: Collection, id: string) => {
    const texts = await Promise.all([world.hq, north, south].map(async ({ store }) => (await store.get({ tenant: TENANT, collection, id }))?.text))
    expect(new Set(texts).size).toBe(1)
    return (await world.hq.doc(collection, id))!
  }
  return { north, south, settle, same }
}

describe('two desks, the line down', () => {
  it('stop the clock for one alarm: both stops are kept, with all four names, and nobody is asked', async () => {
    const { north, south, settle, same } = await desks()
    for (const [desk, from, to] of [[north, '17:48', '17:59'], [south, '17:49', '18:00']] as const) {
      await desk.run('stop-clock', { event: EVENT, Reason: 'Fire alarm' }, at(from))
      const [open] = (await desk.doc('bookingEvents', EVENT))!.ClockStops as Doc[]
      await desk.run('resume-clock', { event: EVENT, Stop: open!.id, second: { id: 'ravi', name: 'Ravi' } }, at(to))
    }
    expect(await settle()).toEqual([['applied'], ['applied'], ['applied'], ['applied']])
    expect((await same('bookingEvents', EVENT)).ClockStops).toMatchObject([{ StartedBy: 'north', SignedBy: 'Ravi', Minutes: 11 }, { StartedBy: 'south', SignedBy: 'Ravi', Minutes: 11 }])
  })

  it('end one stop with different minutes: the first stands, the other is listed', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('stop-clock', { event: EVENT, Reason: 'Power' }, at('17:10'))
    await settle()
    const [open] = (await same('bookingEvents', EVENT)).ClockStops as Doc[]
    await north.run('resume-clock', { event: EVENT, Stop: open!.id, Minutes: 10 }, at('17:20'))
    await south.run('resume-clock', { event: EVENT, Stop: open!.id, Minutes: 15 }, at('17:22'))
    const [, [state, [field]]] = (await settle()) as [unknown, [string, [string]]]
    expect([state, field]).toEqual(['conflict', `ClockStops/${String(open!.id)}`])
    expect((await same('bookingEvents', EVENT)).ClockStops).toMatchObject([{ Minutes: 10, EndedBy: 'north' }])
  })

  it('note breaks, grant the same and different accommodations, and report incidents: all of it is kept', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('start-break', { registration: R1 }, at('17:30'))
    await south.run('start-break', { registration: R2 }, at('17:31'))
    for (const desk of [north, south]) await desk.run('grant-accommodation', { registration: R1, Type: 'Extra time', TimeExtension: 30, Reason: 'Board' }, at('17:32'))
    await north.run('grant-accommodation', { registration: R1, Type: 'Reader', second: { id: 'ravi', name: 'Ravi' } })
    await south.run('grant-accommodation', { registration: R1, Type: 'Standing desk' })
    for (const desk of [north, south]) await desk.run('report-event-incident', { event: EVENT, Type: 'Technical: Power', Text: desk.name })
    expect(new Set((await settle()).map(([state]) => state))).toEqual(new Set(['applied']))
    const stored = await same('bookingRegistrations', R1)
    expect(stored.Accommodations).toMatchObject([{ Type: 'Extra time', GrantedBy: 'north', GrantedAt: at('17:32'), Reason: 'Board' }, { Type: 'Reader', SignedBy: 'Ravi' }, { Type: 'Standing desk', GrantedBy: 'south' }])
    expect((stored.AccommodationHistory as Doc[]).map(({ Type, By }) => [Type, By])).toEqual([['Extra time', 'north'], ['Reader', 'north'], ['Extra time', 'south'], ['Standing desk', 'south']])
    expect(stored.Breaks).toMatchObject([{ StartedBy: 'north' }])
  })
})
