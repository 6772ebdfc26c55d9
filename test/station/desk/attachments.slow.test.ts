import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { startStation } from '../../../src-main/station/station.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { addKey, AWAY, ELSEWHERE, event, makeDeskSite, MORNING, person, registrationId, TENANT, VENUE, type DeskSite } from './make-desk-site.ts'
import { jpeg, png } from './images.ts'

let site: DeskSite
let tokens: Record<'amara' | 'ravi' | 'admin', string>

beforeEach(async () => {
  site = await makeDeskSite()
  await site.load([
    event(MORNING, '2026-11-23T17:00:00Z'), event(AWAY, '2026-11-23T17:00:00Z', { EventVenue: ELSEWHERE }),
    ...person(1, MORNING, 'Zoë', 'Ó Briain'), ...person(2, MORNING, '李娜', undefined), ...person(3, AWAY, 'D', "D'Arcy"), ...person(4, MORNING, 'Called', 'Off', { ApprovalStatus: 'Cancelled' }),
  ])
  tokens = { amara: await site.signIn('amara'), ravi: await site.signIn('ravi'), admin: await site.signIn('admin') }
})

type Who = keyof typeof tokens
const keep = (n: number, Kind: string, MediaType: string, Data: string, who: Who = 'amara') => site.ask('POST', `/api/registrations/${registrationId(n)}/attachments`, { token: tokens[who], body: { Kind, MediaType, Data } })
const photo = (n: number, mark = 'face') => keep(n, 'photo', 'image/jpeg', jpeg(mark))
const candidate = async (n: number) => (await site.ask('GET', `/desk/candidates/${registrationId(n)}`, { token: tokens.amara })).body
const bytesOf = (id: string, token: string | undefined) => site.app.inject({ method: 'GET', url: `/desk/attachments/${id}`, headers: { host: 'localhost', ...(token ? { authorization: `Bearer ${token}` } : {}) } })

describe('a photo', () => {
  it('is kept, named in the answer without its bytes, and shown to people at the desk as what it is', async () => {
    const { status, body } = await photo(1)
    expect(status).toBe(200)
    expect(body).toEqual({
      AttachmentIdentifier: expect.any(String), Kind: 'photo', RegistrationIdentifier: registrationId(1), EventIdentifier: MORNING, IncidentIdentifier: null,
      // The sitting ends at 20:00; thirty days.
      MediaType: 'image/jpeg', Size: 40_000, TakenAt: '2026-11-23T16:30:00.000Z', TakenBy: 'Amara Diallo', KeepUntil: '2026-12-23T20:00:00.000Z',
    })
    const image = await bytesOf(body.AttachmentIdentifier, tokens.ravi)
    expect([image.statusCode, image.headers['content-type'], image.headers['x-content-type-options'], image.headers['cache-control'], image.headers['content-security-policy']]).toEqual([200, 'image/jpeg', 'nosniff', 'no-store', "default-src 'none'; frame-ancestors 'none'"])
    expect(image.rawPayload.toString('base64')).toBe(jpeg('face'))
    expect((await candidate(1)).photo).toEqual({ id: body.AttachmentIdentifier, kind: 'photo', media_type: 'image/jpeg', taken_at: '2026-11-23T16:30:00.000Z', taken_by: 'Amara Diallo', keep_until: '2026-12-23T20:00:00.000Z' })
  })

  it('taken again is shown in place of the first; a signature is apart', async () => {
    await photo(1)
    site.clock.at = '2026-11-23T16:31:00.000Z'
    const second = await photo(1, 'other')
    const signature = await keep(1, 'signature', 'image/png', png('ink'))
    const { photo: shown, signature: signed } = await candidate(1)
    expect([shown.id, signed.id]).toEqual([second.body.AttachmentIdentifier, signature.body.AttachmentIdentifier])
    expect(await candidate(2)).toMatchObject({ photo: null, signature: null })
  })

  it('is in no list, no roster and no search', async () => {
    const { body } = await photo(1)
    const lists = [`/desk/roster?event=${MORNING}`, `/desk/candidates/${registrationId(1)}`, `/desk/incidents?event=${MORNING}`, '/desk/waiting', `/bookingRegistrations/${TENANT}`]
    for (const path of lists) expect(JSON.stringify(await site.ask('GET', path, { token: tokens.admin }))).not.toContain(jpeg('face').slice(100, 140))
    expect((await site.ask('GET', `/attachments/${TENANT}`, { token: tokens.admin })).status).toBe(404)
    expect(await site.store.search({ tenant: TENANT, collection: 'attachments', where: [], limit: 10 }, 'face')).toEqual([])
    expect(body).not.toHaveProperty('Data')
  })

  it('that is not what it says, no image, empty or too large is refused', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>').toString('base64')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64')
    for (const data of [html, svg, '', 'R0lGODlhAQABAAAAACw=']) expect(await keep(1, 'photo', 'image/jpeg', data)).toMatchObject({ status: 400, body: { errors: [{ path: '/Data', message: 'is no image' }] } })
    expect((await keep(1, 'photo', 'image/svg+xml', svg)).status).toBe(400)
    expect((await keep(1, 'photo', 'text/html', html)).status).toBe(400)
    expect((await keep(1, 'incident-photo', 'image/jpeg', jpeg('x'))).status).toBe(400)
    expect(await keep(1, 'photo', 'image/png', jpeg('x'))).toMatchObject({ status: 400, body: { errors: [{ path: '/MediaType', message: 'is not what the bytes are: image/jpeg' }] } })
    expect((await keep(1, 'photo', 'image/jpeg', 'not base64!')).status).toBe(400)
    expect((await keep(1, 'photo', 'image/jpeg', jpeg('x', 153_600))).status).toBe(200)
    expect((await keep(1, 'photo', 'image/jpeg', jpeg('x', 153_601))).status).toBe(400)
    expect((await keep(1, 'photo', 'image/jpeg', jpeg('x', 1_100_000))).status).toBe(413)
    expect(await keep(1, 'signature', 'image/png', png('x', 30_721))).toMatchObject({ status: 400, body: { errors: [{ path: '/Data', message: 'must not be larger than 30720 bytes' }] } })
    expect((await photo(98)).status).toBe(404)
  })

  it('is for people signed in at a desk of its site; a key, another site and another tenant see none', async () => {
    const { body } = await photo(1)
    const away = await photo(3)
    await addKey(site.store, 'own'.repeat(15))
    await addKey(site.store, 'foreign'.repeat(8), 'other')
    expect((await bytesOf(body.AttachmentIdentifier, undefined)).statusCode).toBe(401)
    expect((await bytesOf(body.AttachmentIdentifier, 'own'.repeat(15))).statusCode).toBe(403)
    expect((await bytesOf(body.AttachmentIdentifier, 'foreign'.repeat(8))).statusCode).toBe(403)
    expect((await bytesOf(away.body.AttachmentIdentifier, tokens.admin)).statusCode).toBe(404)
    expect((await bytesOf('nothing', tokens.admin)).statusCode).toBe(404)
    const there = await site.ask('POST', `/api/registrations/${registrationId(1)}/attachments`, { token: 'foreign'.repeat(8), body: { Kind: 'photo', MediaType: 'image/jpeg', Data: jpeg('x') } })
    expect(there.status).toBe(404)
  })

  it('is one of twenty at most, and is erased before its time by a lead, with the reason, or with one’s signature', async () => {
    for (let i = 0; i < 20; i++) expect((await photo(2)).status).toBe(200)
    expect((await photo(2)).status).toBe(409)
    const { id } = (await candidate(2)).photo
    const erase = (who: Who, body: object) => site.ask('POST', `/api/attachments/${id}/erase`, { token: tokens[who], body })
    expect((await erase('ravi', {})).status).toBe(400)
    expect(await erase('amara', { Reason: 'Wrong person' })).toMatchObject({ status: 403, body: { sign_off: 'lead' } })
    const signed = await site.ask('POST', '/desk/sign-off', { token: tokens.amara, body: { user_id: 'ravi', pin: '2468' } })
    expect((await erase('amara', { Reason: 'Wrong person', SignOff: signed.body.token })).status).toBe(200)
    expect((await erase('ravi', { Reason: 'Wrong person' })).status).toBe(404)
    expect((await bytesOf(id, tokens.amara)).statusCode).toBe(404)
    expect((await photo(2)).status).toBe(200)
  })

  it('keeps its registration from being deleted', async () => {
    await photo(1)
    expect(await site.app.inject({ method: 'DELETE', url: `/api/registrations/${registrationId(1)}`, headers: { host: 'localhost', authorization: `Bearer ${tokens.admin}` } })).toMatchObject({ statusCode: 409 })
  })
})

describe('through the app’s port', () => {
  it('an image comes as base64, as it does over HTTP in the window', async () => {
    const station = await startStation({ data: join(tempFolder(), 'data'), key: randomBytes(32).toString('hex'), log: () => undefined })
    onTestFinished(() => station.close())
    // What comes back is looked at field by field.
    // oxlint-disable-next-line typescript/no-explicit-any [reason: see above]
    const ask = async (method: 'GET' | 'POST', path: string, body?: unknown, headers = {}): Promise<any> => (await station.request({ method, path, headers, ...(body === undefined ? {} : { body }) })).body
    const { demo_pin } = await ask('POST', '/desk/demo', {})
    const [user] = await ask('GET', '/desk/users')
    const { token } = await ask('POST', '/desk/sign-in', { user_id: user.id, pin: demo_pin })
    const headers = { authorization: `Bearer ${token}` }
    const { rows } = await ask('GET', '/desk/roster', undefined, headers)
    const kept = await ask('POST', `/api/registrations/${rows[0].id}/attachments`, { Kind: 'photo', MediaType: 'image/jpeg', Data: jpeg('face') }, headers)
    expect(await ask('GET', `/desk/attachments/${kept.AttachmentIdentifier}`, undefined, headers)).toBe(jpeg('face'))
  })
})

describe('a photo of an incident', () => {
  it('is listed with its report', async () => {
    const report = await site.ask('POST', `/api/events/${MORNING}/incidents/report`, { token: tokens.amara, body: { Type: 'Equipment', Text: 'A broken desk', RegistrationIdentifier: registrationId(1) } })
    const body = { IncidentIdentifier: report.body.IncidentIdentifier, MediaType: 'image/jpeg', Data: jpeg('desk') }
    const kept = await site.ask('POST', `/api/events/${MORNING}/incidents/photo`, { token: tokens.amara, body })
    expect(kept.body).toMatchObject({ Kind: 'incident-photo', IncidentIdentifier: report.body.IncidentIdentifier, RegistrationIdentifier: registrationId(1), KeepUntil: '2026-12-23T20:00:00.000Z' })
    const { incidents } = (await site.ask('GET', `/desk/incidents?event=${MORNING}`, { token: tokens.amara })).body
    expect(incidents[0].photos.map(({ id }: { id: string }) => id)).toEqual([kept.body.AttachmentIdentifier])
    // It is no photo of the candidate.
    expect((await candidate(1)).photo).toBeNull()
    expect((await site.ask('POST', `/api/events/${AWAY}/incidents/photo`, { token: tokens.amara, body })).status).toBe(404)
  })
})

describe('how a venue checks people in', () => {
  const path = `/api/venues/${VENUE}/desk-settings`
  const settings = { IdentitySteps: [{ Name: 'ID shown', Kind: 'check', Required: true }, { Name: 'Photo', Kind: 'photo', Required: false }], SheetsAtCheckIn: 4, KeepAttachmentsDays: 2 }
  const set = (who: Who, body: object, at = path) => site.ask('POST', at, { token: tokens[who], body })

  it('is as it always was until an administrator sets it', async () => {
    const before = (await site.ask('GET', path, { token: tokens.amara })).body
    expect(before).toMatchObject({ sheets_at_check_in: 0, keep_attachments_days: 30 })
    expect(before.steps.map(({ name }: { name: string }) => name)).toEqual(['Photo ID matches', 'Second ID', 'Photo taken', 'Rules signed'])
    expect((await set('amara', settings)).status).toBe(403)
    expect((await set('ravi', settings)).status).toBe(403)
    expect((await set('admin', settings)).status).toBe(200)
    expect((await site.ask('GET', path, { token: tokens.amara })).body).toEqual({ steps: [{ name: 'ID shown', kind: 'check', required: true }, { name: 'Photo', kind: 'photo', required: false }], sheets_at_check_in: 4, keep_attachments_days: 2 })
    expect((await photo(1)).body.KeepUntil).toBe('2026-11-25T20:00:00.000Z')
  })

  it('is this site’s own, with steps of different names and within bounds', async () => {
    expect((await set('admin', settings, `/api/venues/${ELSEWHERE}/desk-settings`)).status).toBe(404)
    const twice = [settings.IdentitySteps[0], { Name: ' ID shown ', Kind: 'photo', Required: false }]
    for (const wrong of [{ ...settings, IdentitySteps: twice }, { ...settings, KeepAttachmentsDays: 0 }, { ...settings, SheetsAtCheckIn: 51 }, { ...settings, IdentitySteps: Array(10).fill(settings.IdentitySteps[0]) }]) {
      expect((await set('admin', wrong)).status).toBe(400)
    }
  })
})

describe('a locker', () => {
  const locker = (n: number, command: 'assign-locker' | 'return-locker', body: object = {}) => site.ask('POST', `/api/registrations/${registrationId(n)}/commands/${command}`, { token: tokens.amara, body })

  it('that somebody has is a warning with the name, and can be shared; given back it is free', async () => {
    expect(await locker(1, 'assign-locker', { Locker: ' a12 ' })).toMatchObject({ status: 200, body: { Locker: 'A12' } })
    expect((await candidate(1)).locker).toBe('A12')
    expect(await locker(2, 'assign-locker', { Locker: 'A12' })).toMatchObject({ status: 409, body: { detail: 'Zoë Ó Briain has locker A12.', LearnerName: 'Zoë Ó Briain' } })
    // Another venue has lockers of its own; one's own is no clash.
    expect((await locker(3, 'assign-locker', { Locker: 'A12' })).status).toBe(200)
    expect((await locker(1, 'assign-locker', { Locker: 'A12' })).status).toBe(200)
    expect((await locker(2, 'assign-locker', { Locker: 'A12', Shared: true })).status).toBe(200)
    expect((await locker(2, 'return-locker')).body.Locker).toBeNull()
    expect((await locker(2, 'return-locker')).status).toBe(409)
    await locker(1, 'return-locker')
    expect((await locker(2, 'assign-locker', { Locker: 'A12' })).status).toBe(200)
    expect((await locker(4, 'assign-locker', { Locker: 'B1' })).status).toBe(400)
    const stored = JSON.parse((await site.store.get({ tenant: TENANT, collection: 'bookingRegistrations', id: registrationId(1) }))?.text ?? '')
    expect(stored.LockerHistory).toEqual([{ id: expect.any(String), Locker: 'A12', GivenAt: site.clock.at, GivenBy: 'Amara Diallo', ReturnedAt: site.clock.at, ReturnedTo: 'Amara Diallo' }])
  })
})
