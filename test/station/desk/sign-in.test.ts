import { describe, expect, it } from 'vitest'
import { waitSeconds } from '../../../src-main/station/desk/lock-out.ts'
import { openingAnswers } from '../../../src-main/station/opening.ts'
import { makeDeskSite, PIN, TENANT, VENUE, type DeskSite } from './make-desk-site.ts'

const later = (site: DeskSite, seconds: number) => (site.clock.at = new Date(Date.parse(site.clock.at) + seconds * 1000).toISOString())
const tryPin = (site: DeskSite, pin: string, user_id = 'amara') => site.ask('POST', '/desk/sign-in', { body: { user_id, pin } })

describe('before signing in', () => {
  it('says which site this is, and who may sign in, without any PIN', async () => {
    const site = await makeDeskSite()
    expect((await site.ask('GET', '/desk/state')).body).toMatchObject({ phase: 'sign-in', site: { id: VENUE, name: 'Burnaby Test Centre', time_zone: 'America/Los_Angeles' }, demo_pin: null, demo_available: false })
    const users = await site.ask('GET', '/desk/users')
    expect(users.body).toEqual([
      { id: 'amara', name: 'Amara Diallo', role: 'proctor', initials: 'A' },
      { id: 'ravi', name: 'Ravi Okafor', role: 'lead', initials: 'R' },
      { id: 'admin', name: 'Site Admin', role: 'admin', initials: 'S' },
    ])
    expect(JSON.stringify(users.body)).not.toContain('salt')
  })

  it('says the same before there is a server, unless its site may still change', async () => {
    const { store, clock, ask } = await makeDeskSite()
    const served = async (path: string) => [path, expect.objectContaining({ status: 200, body: (await ask('GET', path)).body })]
    const opening = Object.fromEntries(await Promise.all(['/desk/state', '/desk/users'].map(served)))
    expect(await openingAnswers(store, undefined, clock.at)).toEqual(opening)
    expect(await openingAnswers(store, { site: VENUE }, clock.at)).toEqual(opening)
    expect(await openingAnswers(store, { site: 'north-shore' }, clock.at)).toBeUndefined()
    store.meta.delete('site')
    expect(await openingAnswers(store, undefined, clock.at)).toBeUndefined()
  })

  it('leaves out people of another site', async () => {
    const site = await makeDeskSite()
    const amara = await site.store.get({ tenant: TENANT, collection: 'users', id: 'amara' })
    await site.store.importLines([{ key: { tenant: TENANT, collection: 'users', id: 'north' }, doc: { ...JSON.parse(amara!.text), id: 'north', name: 'North' }, site: 'north-shore' }], site.clock.at)
    expect((await site.ask('GET', '/desk/users')).body.map(({ id }: { id: string }) => id)).not.toContain('north')
    expect((await tryPin(site, PIN, 'north')).status).toBe(401)
  })

  it.each([
    ['GET', '/desk/state'], ['GET', '/desk/users'], ['POST', '/desk/sign-in'], ['POST', '/desk/join'], ['POST', '/desk/demo'], ['POST', '/desk/sign-out'],
  ] as const)('%s %s is refused to another computer and to a page of another origin', async (method, path) => {
    const site = await makeDeskSite()
    const bodies: Record<string, object> = { '/desk/sign-in': { user_id: 'amara', pin: PIN }, '/desk/join': { address: 'http://127.0.0.1:9', key: 'k', site: VENUE } }
    const body = method === 'POST' ? (bodies[path] ?? {}) : undefined
    expect((await site.ask(method, path, { body, from: '192.168.1.20' })).status).toBe(403)
    expect((await site.ask(method, path, { body, headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await site.ask(method, path, { body, headers: { origin: 'null' } })).status).toBe(403)
    expect((await site.ask(method, path, { body, from: '::ffff:127.0.0.1', headers: { origin: 'http://localhost' } })).body?.detail ?? '').not.toContain('opens only')
  })

  it.each(['/desk/sittings', '/desk/roster', '/desk/candidates/x', '/desk/scan?code=x', '/desk/waiting', '/desk/line', '/desk/live'])('%s needs somebody signed in', async (path) => {
    const site = await makeDeskSite()
    expect((await site.ask('GET', path)).status).toBe(401)
    expect((await site.ask('GET', path, { token: 'x'.repeat(43) })).status).toBe(401)
  })
})

describe('signing in', () => {
  it('gives a session that reads and writes as that person', async () => {
    const site = await makeDeskSite()
    const { body } = await tryPin(site, PIN)
    expect(body.user).toEqual({ id: 'amara', name: 'Amara Diallo', role: 'proctor', initials: 'A' })
    expect(Buffer.from(body.token, 'base64url')).toHaveLength(32)
    expect(site.desk.sessions.identityOf(body.token)).toEqual({ tenant: TENANT, site: VENUE, actor: { id: 'amara', name: 'Amara Diallo', scope: 'write' }, role: 'proctor', session: true })
    expect((await site.ask('GET', '/desk/line', { token: body.token })).body).toMatchObject({ online: false, pending: 0, hq: null })
    const admin = await tryPin(site, PIN, 'admin')
    expect(site.desk.sessions.identityOf(admin.body.token)?.actor.scope).toBe('admin')
  })

  it('refuses a wrong PIN and an unknown person in the same words', async () => {
    const site = await makeDeskSite()
    for (const [user, pin] of [['amara', '0000'], ['nobody', PIN], ['nopin', PIN], ['__proto__', PIN]] as const) {
      const answer = await tryPin(site, pin, user)
      expect([answer.status, answer.body.detail]).toEqual([401, 'That PIN is not right.'])
    }
  })

  it('keeps no token in the file', async () => {
    const site = await makeDeskSite()
    const token = await site.signIn()
    expect(site.store.meta.get('desk_sessions')).not.toContain(token)
  })

  it('makes people wait longer and longer, each for themselves, also over a restart', async () => {
    let site = await makeDeskSite()
    for (let n = 1; n <= 5; n++) expect((await tryPin(site, '0000')).status).toBe(401)
    let answer = await tryPin(site, PIN)
    expect([answer.status, answer.headers['retry-after'], answer.body.detail]).toEqual([429, '15', 'Wrong PIN too often. Try again in 15 seconds.'])
    expect((await tryPin(site, PIN, 'ravi')).status).toBe(200)

    site = await site.restart()
    answer = await tryPin(site, PIN)
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '15'])
    later(site, 15)
    expect((await tryPin(site, '1111')).status).toBe(401)
    expect((await tryPin(site, PIN)).headers['retry-after']).toBe('30')
    later(site, 30)
    expect((await tryPin(site, PIN)).status).toBe(200)
    expect((await tryPin(site, '1111')).status).toBe(401)
    expect((await tryPin(site, PIN)).status).toBe(200)
  })

  it('grows to a bound', () => {
    expect([1, 4, 5, 6, 7, 8, 30].map(waitSeconds)).toEqual([0, 0, 15, 30, 60, 120, 900])
  })

  it('counts attempts that arrive together', async () => {
    const site = await makeDeskSite()
    const statuses = await Promise.all(Array.from({ length: 9 }, async () => (await tryPin(site, '0000')).status))
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)
  })

  it('a clock that is set back locks nobody out for longer than the longest wait', async () => {
    const site = await makeDeskSite()
    for (let n = 1; n <= 5; n++) await tryPin(site, '0000')
    later(site, -86_400)
    expect(Number((await tryPin(site, PIN)).headers['retry-after'])).toBeLessThanOrEqual(900)
  })
})

describe('a session', () => {
  it('survives a restart of the station and ends after its hours', async () => {
    let site = await makeDeskSite()
    const token = await site.signIn()
    site = await site.restart()
    expect((await site.ask('GET', '/desk/line', { token })).status).toBe(200)
    later(site, 14 * 3600 + 1)
    expect((await site.ask('GET', '/desk/line', { token })).status).toBe(401)
  })

  it('ends with signing out', async () => {
    const site = await makeDeskSite()
    const [one, other] = [await site.signIn(), await site.signIn()]
    expect((await site.ask('POST', '/desk/sign-out', { token: one, body: {} })).status).toBe(200)
    expect((await site.ask('GET', '/desk/line', { token: one })).status).toBe(401)
    expect((await site.ask('GET', '/desk/line', { token: other })).status).toBe(200)
  })

  it('ends when headquarters removes the person', async () => {
    const site = await makeDeskSite()
    const token = await site.signIn()
    const key = { tenant: TENANT, collection: 'users', id: 'amara' } as const
    await site.store.commit({ guards: [], puts: [], deletes: [{ key, by: 'hq', at: site.clock.at }], touches: [], audit: { tenant: TENANT, actor: 'hq', at: site.clock.at, action: 'remove-user', record: null } })
    await new Promise((resolve) => setImmediate(resolve))
    expect((await site.ask('GET', '/desk/line', { token })).status).toBe(401)
  })
})
