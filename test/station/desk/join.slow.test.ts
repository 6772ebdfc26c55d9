import { describe, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { startHq } from '../../../src-main/hq/hq.ts'
import type { JoinConfig } from '../../../src-main/station/desk/join.ts'
import { settleAlone } from '../../../src-main/station/desk/place.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { addKey, ELSEWHERE, makeDeskSite, TENANT, VENUE } from './make-desk-site.ts'


/** A real headquarters on loopback, with one venue and two keys. */
async function headquarters(): Promise<string> {
  const data = tempFolder()
  const key = randomBytes(32).toString('hex')
  const folder = openDataFolder({ folder: data, use: 'serve', key })
  const venue = (id: string) => ({ key: { tenant: TENANT, collection: 'venues' as const, id }, doc: { id, name: 'Burnaby', time_zone: 'America/Los_Angeles' }, site: null })
  await folder.store.importLines([venue(VENUE), venue(ELSEWHERE)], '2026-11-23T16:30:00.000Z')
  await addKey(folder.store, 'good-key')
  await addKey(folder.store, 'north-key', TENANT, ELSEWHERE)
  await addKey(folder.store, 'foreign-key', 'other')
  await folder.close()
  const hq = await startHq({ data, key })
  onTestFinished(() => hq.close())
  return (await hq.listen('127.0.0.1', 0)).url
}

/** Something else that answers. */
async function stranger(status: number, body: string): Promise<string> {
  const server = createServer((_request, reply) => reply.writeHead(status, { 'content-type': 'text/html' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function newDesk(joined = false) {
  const connected: JoinConfig[] = []
  const site = await makeDeskSite({ joined, parts: { connect: async (config) => void connected.push(config) } })
  const join = (address: string, key = 'good-key', venue = VENUE, token?: string) => site.ask('POST', '/desk/join', { body: { address, key, site: venue }, token })
  return { site, join, connected }
}

describe('joining a site', () => {
  it('asks headquarters, remembers and connects', async () => {
    const { site, join, connected } = await newDesk()
    const url = await headquarters()
    expect((await site.ask('GET', '/desk/state')).body).toMatchObject({ phase: 'join', site: null, demo_available: true })
    expect((await site.ask('GET', '/desk/users')).body).toEqual([])
    expect((await join(`${url}/`)).body).toMatchObject({ phase: 'sign-in', site: { id: VENUE } })
    expect(connected).toEqual([{ url, key: 'good-key', site: VENUE }])
  })

  it('says in one sentence why not, and changes nothing', async () => {
    const { site, join, connected } = await newDesk()
    const url = await headquarters()
    const answers: [Promise<{ status: number; body: { detail: string } }>, number, RegExp][] = [
      [join('http://127.0.0.1:9'), 400, /^Nothing answers at http:\/\/127\.0\.0\.1:9 \(.+\)\. Check the address and the line\.$/],
      [join('ftp://hq'), 400, /^The address has to begin with http:/],
      [join('hq'), 400, /^The address has to begin with http:/],
      [join(await stranger(200, '<h1>Router</h1>')), 400, /^Something answers at .+, but it is not a Hallpass headquarters\.$/],
      [join(await stranger(401, '{"detail":"no"}')), 400, /not a Hallpass headquarters/],
      [join(await stranger(200, 'x'.repeat(3_000_000))), 400, /not a Hallpass headquarters/],
      [join(url, 'wrong-key'), 401, /^Headquarters does not know that key, or it has been revoked\.$/],
      [join(url, 'north-key'), 403, /^Headquarters does not allow that key here: /],
      [join(url, 'good-key', 'nowhere'), 400, /^Headquarters has no site nowhere\.$/],
    ]
    for (const [answer, status, detail] of answers) {
      const { status: got, body } = await answer
      expect([got, body.detail]).toEqual([status, expect.stringMatching(detail)])
    }
    expect(connected).toEqual([])
    expect((await site.ask('GET', '/desk/state')).body.phase).toBe('join')
  })

  it('refuses another tenant than that of the records here', async () => {
    const { site, join, connected } = await newDesk()
    site.store.meta.set('sync_tenant', TENANT)
    const answer = await join(await headquarters(), 'foreign-key')
    expect([answer.status, answer.body.detail]).toEqual([409, 'This laptop holds the records of bc, but that key is for other. Use another laptop, or start with an empty data folder.'])
    expect(connected).toEqual([])
  })

  it('a desk that has a site is pointed elsewhere by an administrator alone', async () => {
    const { site, join, connected } = await newDesk(true)
    const url = await headquarters()
    expect((await join(url)).body).toMatchObject({ status: 403, detail: 'This laptop is the desk of Burnaby Test Centre already. Sign in as an administrator to join it to another site.' })
    expect((await join(url, 'good-key', ELSEWHERE, await site.signIn('amara'))).status).toBe(403)
    expect((await join(url, 'good-key', ELSEWHERE, await site.signIn('admin'))).body).toMatchObject({ site: { id: ELSEWHERE, name: 'North Shore' } })
    expect(connected).toHaveLength(1)
  })
})

describe('the demo', () => {
  it('can be loaded on an empty laptop, once', async () => {
    const { site } = await newDesk()
    expect((await site.ask('POST', '/desk/demo', { body: {} })).body).toMatchObject({ phase: 'sign-in', demo_available: false })
    expect((await site.ask('POST', '/desk/demo', { body: {} })).status).toBe(409)
  })
})

describe('a desk that was filled by an import', () => {
  const venue = (id: string): [Collection, Doc] => ['venues', { id, name: `Venue ${id}`, time_zone: 'America/Vancouver' }]

  it('is the desk of the one venue that it holds', async () => {
    const site = await makeDeskSite({ joined: false })
    await site.load([venue('v1')])
    await settleAlone(site.store)
    expect((await site.ask('GET', '/desk/state')).body).toMatchObject({ phase: 'sign-in', site: { id: 'v1', name: 'Venue v1' } })
  })

  it('asks where it stands, where there are several venues or several tenants, and leaves a desk that has a site', async () => {
    const several = await makeDeskSite({ joined: false })
    await several.load([venue('v1'), venue('v2')])
    await settleAlone(several.store)
    expect((await several.ask('GET', '/desk/state')).body.phase).toBe('join')
    const tenants = await makeDeskSite({ joined: false })
    await tenants.load([venue('v1')])
    await tenants.load([venue('v1')], 'another')
    await settleAlone(tenants.store)
    expect((await tenants.ask('GET', '/desk/state')).body.phase).toBe('join')
    const joined = await makeDeskSite()
    await settleAlone(joined.store)
    expect((await joined.ask('GET', '/desk/state')).body.site.id).toBe(VENUE)
  })
})
