import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReadinessCheck } from '../../../src-shared/readiness.ts'
import { AFTERNOON, event, makeDeskSite as makeEmptySite, MORNING, person, PIN, TENANT, TOMORROW, type DeskSite } from './make-desk-site.ts'

async function makeDeskSite(): Promise<DeskSite> {
  const site = await makeEmptySite()
  await site.load([event(MORNING, '2026-11-23T17:00:00Z'), event(AFTERNOON, '2026-11-23T21:00:00Z'), event(TOMORROW, '2026-11-24T17:00:00Z'), ...person(1, MORNING, 'Zoë', 'Ó Briain')])
  return site
}

const check = async (site: DeskSite, token: string, code: ReadinessCheck['code']) =>
  (await site.ask('GET', '/desk/readiness', { token })).body.checks.find((one: ReadinessCheck) => one.code === code)

const at = (site: DeskSite, instant: string) => (site.clock.at = new Date(instant).toISOString())

/** As a desk that follows headquarters and had everything at that moment. */
function follows(site: DeskSite, lastSync: string): void {
  site.store.meta.set('follows', 'http://127.0.0.1:9')
  site.store.meta.set('last_sync_at', lastSync)
}

describe('before the day', () => {
  it('says what a desk of its own has', async () => {
    const site = await makeDeskSite()
    const token = await site.signIn()
    const { body } = await site.ask('GET', '/desk/readiness', { token })
    expect(body.checks.map(({ code }: ReadinessCheck) => code)).toEqual(['people', 'roster', 'waiting', 'clock', 'lease', 'disk', 'backup'])
    expect(await check(site, token, 'people')).toEqual({ code: 'people', state: 'good', people: 3 })
    expect(await check(site, token, 'roster')).toMatchObject({ state: 'good', alone: true, sittings: 3, candidates: 1 })
    expect(await check(site, token, 'lease')).toEqual({ code: 'lease', state: 'good', until: null })
    expect((await check(site, token, 'disk')).free_bytes).toBeGreaterThan(0)
    expect(await check(site, token, 'backup')).toEqual({ code: 'backup', state: 'attention', at: null })
  })

  it('says how old the roster is, how far the clock is off and when the lease ends', async () => {
    const site = await makeDeskSite()
    const token = await site.signIn()
    follows(site, '2026-11-22T04:00:00.000Z')
    expect(await check(site, token, 'roster')).toMatchObject({ state: 'attention', synced_at: '2026-11-22T04:00:00.000Z', alone: false })
    expect(await check(site, token, 'clock')).toMatchObject({ state: 'unknown', ahead_ms: null })
    site.store.meta.set('clock_ahead_ms', String(11 * 60_000))
    expect(await check(site, token, 'clock')).toMatchObject({ state: 'attention', ahead_ms: 660_000 })
    expect(await check(site, token, 'lease')).toEqual({ code: 'lease', state: 'good', until: '2026-12-22T04:00:00.000Z' })
    at(site, '2026-12-19T04:00:00Z')
    expect(await check(site, await site.signIn(), 'lease')).toMatchObject({ state: 'attention' })
  })

  it('makes a backup that counts, and keeps three', async () => {
    const site = await makeDeskSite()
    const token = await site.signIn()
    const files: string[] = []
    for (const minute of [1, 2, 3, 4]) {
      at(site, `2026-11-23T16:3${minute}:00Z`)
      files.push((await site.ask('POST', '/desk/backup', { token, body: {} })).body.file)
    }
    expect(files.map((file) => existsSync(file))).toEqual([false, true, true, true])
    expect(await check(site, token, 'backup')).toEqual({ code: 'backup', state: 'good', at: site.clock.at })
    expect((await site.ask('POST', '/desk/backup', { body: {} })).status).toBe(401)
  })
})

describe('the lease', () => {
  it('lets people sign in for 30 days without headquarters, then nobody, and goes on after the next contact', async () => {
    const site = await makeDeskSite()
    const tryPin = () => site.ask('POST', '/desk/sign-in', { body: { user_id: 'amara', pin: PIN } })
    follows(site, '2026-11-23T16:00:00.000Z')
    expect((await site.ask('GET', '/desk/state')).body.lease_until).toBe('2026-12-23T16:00:00.000Z')
    at(site, '2026-12-23T15:59:00Z')
    const token = (await tryPin()).body.token
    at(site, '2026-12-23T16:01:00Z')
    expect(await tryPin()).toMatchObject({ status: 403, body: { detail: expect.stringContaining('30 days') } })
    // Whoever is in stays in.
    expect((await site.ask('GET', '/desk/line', { token })).status).toBe(200)
    site.store.meta.set('last_sync_at', site.clock.at)
    expect((await tryPin()).status).toBe(200)
  })

  it('never ends in the middle of a sitting', async () => {
    const site = await makeDeskSite()
    const tryPin = async () => (await site.ask('POST', '/desk/sign-in', { body: { user_id: 'amara', pin: PIN } })).status
    follows(site, '2026-10-01T16:00:00.000Z')
    // 08:30, half an hour before the first sitting; then midnight.
    expect(await tryPin()).toBe(200)
    at(site, '2026-11-23T08:00:00Z')
    expect(await tryPin()).toBe(403)
  })
})

it('writes into the audit log who signed in and who tried', async () => {
  const site = await makeDeskSite()
  const before = (await site.store.verify()).audit_rows
  await site.ask('POST', '/desk/sign-in', { body: { user_id: 'amara', pin: '1111' } })
  await site.signIn()
  const report = await site.store.verify()
  expect(report).toMatchObject({ ok: true, audit_rows: before + 2 })
  expect(await site.store.get({ tenant: TENANT, collection: 'users', id: 'amara' })).toBeDefined()
})
