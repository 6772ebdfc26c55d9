import { beforeEach, describe, expect, it } from 'vitest'
import type { Candidate, Roster, RosterRow, Sitting } from '../../../src-shared/desk.ts'
import { addKey, AFTERNOON, AWAY, contactId, ELSEWHERE, event, makeDeskSite, MORNING, OFF, person, registrationId, TOMORROW, VENUE, type DeskSite, type SiteOptions } from './make-desk-site.ts'

/** 23 November 2026: 09:00, 13:00 and tomorrow 09:00 in Los Angeles. */
const EVENTS = [
  event(MORNING, '2026-11-23T17:00:00.000Z', { RegistrationLimit: 20 }),
  event(AFTERNOON, '2026-11-23T21:00:00.000Z', { DurationMinutes: 90 }),
  event(TOMORROW, '2026-11-24T17:00:00.000Z'),
  event(AWAY, '2026-11-23T17:00:00.000Z', { EventVenue: ELSEWHERE }),
  event(OFF, '2026-11-23T18:00:00.000Z', { EventStatus: 'Cancelled', CancellationReason: 'Burst pipe' }),
]

const PEOPLE = [
  ...person(17, MORNING, 'Jürgen', 'Müller', { Accommodations: [{ Type: 'Extra time', Name: '25 % extra time', TimeExtension: 45, GrantedBy: 'R. Okafor', GrantedAt: '2026-11-09' }, { Type: 'Separate room' }] }),
  ...person(18, MORNING, 'Hồng Ánh', 'Nguyễn', {}, { name: 'Nguyễn Thị Hồng Ánh' }),
  ...person(19, MORNING, 'Niamh', 'O’Brien', { Seat: '01' }),
  ...person(20, MORNING, 'Na', 'Li', { Seat: '3' }),
  ...person(21, MORNING, 'Seán', 'Ó', { ApprovalStatus: 'Cancelled', CancellationReason: 'Asked to', Seat: '02' }),
  ...person(22, AFTERNOON, 'Brienne', 'Tarth'),
  ...person(23, TOMORROW, 'Sebastien', 'Müllerson'),
  ...person(24, AWAY, 'Yūsuf', 'al-Ḥasan'),
  ...person(25, OFF, 'Omar', 'Off'),
  ...person(26, MORNING, '娜', '李', {}, { name: '李娜' }),
  ...person(27, MORNING, 'Suharti', undefined, { AttendanceStatus: 'Absent' }),
  ...person(28, MORNING, 'محمد', 'العلي'),
]

let site: DeskSite
let token: string

async function start(options: SiteOptions = {}): Promise<void> {
  site = await makeDeskSite(options)
  await site.load([...EVENTS, ...PEOPLE])
  token = await site.signIn()
}

const get = async (path: string) => (await site.ask('GET', path, { token })).body
const command = (n: number, name: string, body: object = {}) => site.ask('POST', `/api/registrations/${registrationId(n)}/commands/${name}`, { token, body })
const candidate = (n: number): Promise<Candidate> => get(`/desk/candidates/${registrationId(n)}`)
const roster = (query: Record<string, string>): Promise<Roster> => get(`/desk/roster?${new URLSearchParams(query)}`)
const names = ({ rows }: Roster) => rows.map(({ sort_name }: RosterRow) => sort_name)

describe('sittings', () => {
  beforeEach(() => start())

  it('are those of the venue and the day, by start, with their counts', async () => {
    const day = await get('/desk/sittings')
    expect(day).toMatchObject({ date: '2026-11-23', today: '2026-11-23', time_zone: 'America/Los_Angeles', venue: { id: VENUE, name: 'Burnaby Test Centre' } })
    expect(day.sittings.map(({ id }: Sitting) => id)).toEqual([MORNING, OFF, AFTERNOON])
    expect(day.sittings[0]).toEqual({
      id: MORNING, title: 'Electrician, Form B', exam_type: 'Trades', exam_format: 'Paper', start: '2026-11-23T17:00:00.000Z', end: '2026-11-23T20:00:00.000Z',
      time_zone: 'America/Los_Angeles', duration_minutes: 180, status: 'Scheduled', cancellation_reason: null, limit: 20,
      counts: { total: 7, expected: 6, in: 0, late: 0, absent: 1, cancelled: 1, accommodations: 1 },
      closed: null,
      doubles: 0,
    })
    expect(day.sittings[1]).toMatchObject({ status: 'Cancelled', cancellation_reason: 'Burst pipe' })
    expect(day.sittings[2]).toMatchObject({ duration_minutes: 90, end: '2026-11-23T22:30:00.000Z' })
    expect((await get('/desk/sittings?date=2026-11-24')).sittings.map(({ id }: Sitting) => id)).toEqual([TOMORROW])
    expect((await get('/desk/sittings?date=2026-11-25')).sittings).toEqual([])
    expect((await site.ask('GET', '/desk/sittings?date=2026-02-30', { token })).status).toBe(400)
  })

  it('count on with every commit', async () => {
    const counts = async () => (await get('/desk/sittings')).sittings[0].counts
    await counts()
    expect((await command(17, 'check-in', { Seat: '7' })).status).toBe(200)
    expect(await counts()).toMatchObject({ expected: 5, in: 1, late: 0 })
    site.clock.at = '2026-11-23T17:15:00.000Z'
    await command(18, 'check-in')
    expect(await counts()).toMatchObject({ expected: 4, in: 1, late: 1 })
    await command(17, 'undo-check-in', { Reason: 'Wrong person' })
    await command(20, 'cancel', { Reason: 'Ill' })
    expect(await counts()).toEqual({ total: 6, expected: 4, in: 0, late: 1, absent: 1, cancelled: 2, accommodations: 1 })
  })
})

describe('the roster', () => {
  beforeEach(() => start())

  it('is sorted by family name and says how everyone stands', async () => {
    const all = await roster({ event: MORNING })
    expect(names(all)).toEqual(['Li, Na', 'Müller, Jürgen', 'Nguyễn Thị Hồng Ánh', 'Ó, Seán', 'O’Brien, Niamh', 'Suharti', 'العلي, محمد', '李娜'])
    expect(all.counts).toEqual({ all: 8, 'to-come': 6, in: 0, accommodations: 1, attention: 1 })
    expect(all.rows.find(({ code }) => code === 'EL-20417')).toEqual({
      id: registrationId(17), sort_name: 'Müller, Jürgen', name: 'Jürgen Müller', code: 'EL-20417', seat: null, state: 'expected', checked_in_at: null,
      accommodations: ['25 % extra time', 'Separate room'], extra_minutes: 45, event_id: MORNING, event_title: 'Electrician, Form B', event_start: '2026-11-23T17:00:00.000Z', waiting: false, double: false,
    })
  })

  it('finds in every script, from one letter on, whatever the accents', async () => {
    const expected: [string, string[]][] = [
      ['mull', ['Müller, Jürgen']], ['MÜLLER', ['Müller, Jürgen']], ['jur mul', ['Müller, Jürgen']], ['mul jür', ['Müller, Jürgen']], ['li', ['Li, Na']],
      ['ó', ['Ó, Seán', 'O’Brien, Niamh', 'Nguyễn Thị Hồng Ánh']], ['obr', ['O’Brien, Niamh']], ["o'br", ['O’Brien, Niamh']], ['o’brien', ['O’Brien, Niamh']], ['O-Brien', ['O’Brien, Niamh']], ['Müller, Jürgen', ['Müller, Jürgen']],
      ['李', ['李娜']], ['娜', ['李娜']], ['محم', ['العلي, محمد']], ['nguyen', ['Nguyễn Thị Hồng Ánh']], ['el-20420', ['Li, Na']], ['20420', ['Li, Na']],
      ['el-20420@exam', ['Li, Na']], ['zzz', []], ['müller zzz', []], ['%', []], ['"', []], ["' OR 1=1", []],
    ]
    for (const [q, found] of expected) expect([q, names(await roster({ event: MORNING, q }))]).toEqual([q, found])
    expect((await roster({ event: MORNING, q: '  ' })).total).toBe(8)
  })

  it('ranks: code, then family names that begin so, then any word, then anywhere', async () => {
    await site.load([...person(40, MORNING, 'Ann', 'Brien'), ...person(41, MORNING, 'Brienna', 'Zed'), ...person(42, MORNING, 'Zoe', 'Abrien'), ...person(43, MORNING, 'Zack', 'Last', { LearnerCode: 'brien' })])
    await site.restart().then((again) => (site = again))
    expect(names(await roster({ event: MORNING, q: 'brien' }))).toEqual(['Last, Zack', 'Brien, Ann', 'O’Brien, Niamh', 'Zed, Brienna', 'Abrien, Zoe'])
  })

  it('without an event is everyone here today and tomorrow, so that the wrong day is found', async () => {
    const found = await roster({ q: 'mull' })
    expect(found.rows.map(({ name, state }) => [name, state])).toEqual([['Jürgen Müller', 'expected'], ['Sebastien Müllerson', 'other-day']])
    expect((await roster({ q: 'hasan' })).total).toBe(0)
    expect((await roster({ event: TOMORROW })).rows[0]?.state).toBe('expected')
    expect((await site.ask('GET', `/desk/roster?event=${AWAY}`, { token })).status).toBe(404)
    expect((await site.ask('GET', '/desk/roster?event=nothing', { token })).status).toBe(404)
  })

  it('filters, counts and pages', async () => {
    await command(19, 'check-in')
    expect(names(await roster({ event: MORNING, filter: 'in' }))).toEqual(['O’Brien, Niamh'])
    expect(names(await roster({ event: MORNING, filter: 'attention' }))).toEqual(['Ó, Seán'])
    expect(names(await roster({ event: MORNING, filter: 'accommodations' }))).toEqual(['Müller, Jürgen'])
    const page = await roster({ event: MORNING, filter: 'to-come', offset: '2', limit: '2' })
    expect([page.total, page.rows.length, page.counts['to-come']]).toEqual([5, 2, 5])
    expect((await site.ask('GET', '/desk/roster?filter=some', { token })).status).toBe(400)
    expect((await site.ask('GET', '/desk/roster?limit=0', { token })).status).toBe(400)
  })

  it('follows a new name, a moved registration and a deleted one', async () => {
    await roster({})
    const put = (collection: 'contacts' | 'bookingRegistrations', doc: Record<string, unknown>) =>
      site.store.commit({ guards: [], puts: [{ key: { tenant: 'bc', collection, id: String(doc.id) }, doc, site: null }], deletes: [], touches: [], audit: { tenant: 'bc', actor: 'hq', at: site.clock.at, action: 'x', record: null } })
    await put('bookingRegistrations', { ...PEOPLE.find(([, doc]) => doc.id === registrationId(22))?.[1], EventIdentifier: MORNING, LearnerName: 'Brienne Evenstar' })
    await put('contacts', { id: contactId(22), first_name: 'Brienne', last_name: 'Evenstar' })
    expect(names(await roster({ event: MORNING, q: 'even' }))).toEqual(['Evenstar, Brienne'])
    expect((await roster({ event: AFTERNOON })).total).toBe(0)
    expect((await site.ask('GET', `/api/registrations/${registrationId(22)}`, { token })).status).toBe(200)
    await site.store.commit({ guards: [], puts: [], deletes: [{ key: { tenant: 'bc', collection: 'bookingRegistrations', id: registrationId(22) }, by: 'x', at: site.clock.at }], touches: [], audit: { tenant: 'bc', actor: 'hq', at: site.clock.at, action: 'x', record: null } })
    expect((await roster({ q: 'even' })).total).toBe(0)
  })

  it('shows nothing of another tenant', async () => {
    await site.load([...EVENTS, ...person(17, MORNING, 'Foreign', 'Spy'), ...person(99, MORNING, 'Other', 'Spy')], 'other')
    expect((await roster({ q: 'spy' })).total).toBe(0)
    expect((await site.ask('GET', `/desk/candidates/${registrationId(99)}`, { token })).status).toBe(404)
    await addKey(site.store, 'other-key', 'other')
    expect((await site.ask('GET', '/desk/roster', { token: 'other-key' })).status).toBe(404)
    await addKey(site.store, 'site-key', 'other', VENUE)
    const seen = await site.ask('GET', '/desk/roster', { token: 'site-key' })
    expect(seen.body.rows.map(({ name }: RosterRow) => name)).toEqual(['Foreign Spy', 'Other Spy'])
  })
})

describe('a candidate', () => {
  beforeEach(() => start())

  it('has everything that the desk needs', async () => {
    expect(await candidate(17)).toMatchObject({
      name: 'Jürgen Müller', state: 'expected', email: 'el-20417@example.org', learner_id: contactId(17), assessment: { code: 'EL-B', name: 'Electrician, Form B' },
      event: { id: MORNING, title: 'Electrician, Form B', counts: { total: 7 } }, venue_name: 'Burnaby Test Centre',
      accommodation_details: [{ type: 'Extra time', name: '25 % extra time', minutes: 45, granted_by: 'R. Okafor', granted_at: '2026-11-09' }, { type: 'Separate room', name: null, minutes: 0, granted_by: null, granted_at: null }],
      ends_at: '2026-11-23T20:45:00.000Z', warnings: [], suggested_seat: '02', identity_checks: [], checked_in_by: null, sheets: [], waiting: false, waiting_since: null,
    })
    expect((await site.ask('GET', `/desk/candidates/${registrationId(98)}`, { token })).body).toMatchObject({ status: 404, detail: 'Registration not found.' })
  })

  it('suggests the smallest free seat, and none to somebody who has one', async () => {
    expect((await candidate(19)).suggested_seat).toBeNull()
    await command(18, 'assign-seat', { Seat: '2' })
    expect((await candidate(17)).suggested_seat).toBe('04')
  })

  it('warns of the wrong day, the wrong venue, a cancellation, and lateness, with the facts', async () => {
    expect(await candidate(23)).toMatchObject({ state: 'other-day', warnings: [{ code: 'wrong-day', detail: { date: '2026-11-24', today: '2026-11-23', start: '2026-11-24T17:00:00.000Z' } }] })
    expect(await candidate(24)).toMatchObject({ state: 'other-venue', venue_name: 'North Shore', warnings: [{ code: 'wrong-venue', detail: { venue: 'North Shore', venue_id: ELSEWHERE } }] })
    expect(await candidate(21)).toMatchObject({ state: 'cancelled', warnings: [{ code: 'cancelled', detail: { why: 'Asked to' } }] })
    expect(await candidate(25)).toMatchObject({ warnings: [{ code: 'event-cancelled', detail: { why: 'Burst pipe' } }] })
    site.clock.at = '2026-11-23T17:14:59.000Z'
    expect((await candidate(17)).warnings).toEqual([])
    site.clock.at = '2026-11-23T17:15:00.000Z'
    expect((await candidate(17)).warnings).toEqual([{ code: 'late', detail: { start: '2026-11-23T17:00:00.000Z', minutes: '15', late_after_minutes: '15' } }])
  })

  it('who is in already is shown with who, where and when', async () => {
    await command(17, 'check-in', { Seat: '14', IdentityChecks: ['Photo ID matches'] })
    expect(await candidate(17)).toMatchObject({
      state: 'in', seat: '14', checked_in_at: '2026-11-23T16:30:00.000Z', checked_in_by: 'Amara Diallo', identity_checks: ['Photo ID matches'], suggested_seat: null,
      warnings: [{ code: 'already-in', detail: { who: 'Amara Diallo', at: '2026-11-23T16:30:00.000Z', where: 'Burnaby Test Centre', seat: '14' } }],
    })
  })

  it('lists the sheets that are out', async () => {
    const issued = await site.ask('POST', `/api/events/${MORNING}/scrap-paper/issue`, { token, body: { RegistrationIdentifier: registrationId(17), Count: 2 } })
    expect(issued.status).toBe(200)
    const { sheets } = await candidate(17)
    expect(sheets).toHaveLength(2)
    expect(await get(`/desk/scan?code=${encodeURIComponent(` ${sheets[0]?.toLowerCase()} `)}`)).toEqual({ sheet: sheets[0], sheet_event: MORNING })
  })
})

describe('a scanned code', () => {
  beforeEach(() => start())

  it.each([
    ['EL-20417', { registration: registrationId(17) }], [' el-20417\n', { registration: registrationId(17) }], [registrationId(17).toUpperCase(), { registration: registrationId(17) }],
    [MORNING, { event: MORNING }], ['EL-20424', { registration: registrationId(24) }], ['EL-2041', {}], ['nothing', {}], ['   ', {}], ["' OR 1=1 --", {}],
  ])('%j', async (code, expected) => {
    expect(await get(`/desk/scan?code=${encodeURIComponent(code)}`)).toEqual(expected)
  })

  it('of one candidate with several registrations is the one of today, here, that stands', async () => {
    const again = (n: number, event: string, more: object = {}) => ['bookingRegistrations', { ...person(17, event, 'Jürgen', 'Müller')[1]?.[1], id: registrationId(n), ...more }] as const
    await site.load([again(1, TOMORROW), again(2, AWAY), again(3, MORNING, { ApprovalStatus: 'Cancelled' })])
    expect(await get('/desk/scan?code=EL-20417')).toEqual({ registration: registrationId(17) })
  })
})

describe('what waits', () => {
  it('names the candidate of each write, and marks rows and people', async () => {
    await start({ authority: false })
    await command(17, 'check-in', { Seat: '14' })
    site.clock.at = '2026-11-23T16:31:00.000Z'
    await command(20, 'assign-seat', { Seat: '9' })
    const { items, conflicts, line } = await get('/desk/waiting')
    expect(items.map(({ command, candidate, registration, who, at }: Record<string, string>) => [command, candidate, registration, who, at])).toEqual([
      ['check-in', 'Jürgen Müller', registrationId(17), 'Amara Diallo', '2026-11-23T16:30:00.000Z'],
      ['assign-seat', 'Na Li', registrationId(20), 'Amara Diallo', '2026-11-23T16:31:00.000Z'],
    ])
    expect([conflicts, line.online]).toEqual([[], false])
    expect((await roster({ event: MORNING })).rows.filter(({ waiting }) => waiting).map(({ name }) => name)).toEqual(['Na Li', 'Jürgen Müller'])
    expect(await candidate(17)).toMatchObject({ waiting: true, waiting_since: '2026-11-23T16:30:00.000Z' })

    const [operation] = site.store.outbox.queued(1)
    site.store.outbox.settle([{ operation: operation!, result: { state: 'conflict', seq: 1, conflicts: [{ collection: 'bookingRegistrations', record_id: registrationId(17), field: 'Seat', mine: '14', theirs: '8', theirs_by: 'Ravi', theirs_at: site.clock.at }, { collection: 'scrapSheets', record_id: 'HP-9', field: 'RegistrationIdentifier', mine: registrationId(17), theirs: registrationId(20), theirs_by: 'Ravi', theirs_at: site.clock.at }] } }])
    expect((await get('/desk/waiting')).conflicts).toMatchObject([
      { kind: 'conflict', field: 'Seat', mine: '14', theirs: '8', mine_by: 'Amara Diallo', candidate: 'Jürgen Müller' },
      { kind: 'conflict', record_id: 'HP-9', mine: 'Jürgen Müller', theirs: 'Na Li' },
    ])
    expect(names(await roster({ event: MORNING, filter: 'attention' }))).toContain('Müller, Jürgen')
  })
})
