/** Keys of headquarters at its stations, as they are wired, over real HTTP on loopback. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startHq } from '../../../src-main/hq/hq.ts'
import { openDataFolder, type OpenFolder } from '../../../src-main/station/data-folder.ts'
import { hashApiKey, newApiKey } from '../../../src-main/station/http/api-key.ts'
import { startStation, type Station } from '../../../src-main/station/station.ts'
import { TENANT, EXAM, makeStation } from '../../support/make-station.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const DATABASE_KEY = 'ab'.repeat(32)
const now = () => new Date().toISOString()

let hqData: string
let stationData: string
let hq: Station
let station: Station
let upstream: { url: string; key: string; site: string }
let upstreamId: string
let local: string

beforeEach(async () => {
  hqData = tempFolder()
  stationData = tempFolder()
  const made = await addKey(hqData, 'write', 'N')
  upstreamId = made.id
  local = (await addKey(stationData, 'admin')).key
  hq = await startHq({ data: hqData, key: DATABASE_KEY })
  upstream = { url: (await hq.listen('127.0.0.1', 0)).url, key: made.key, site: 'N' }
  station = await startStation({ data: stationData, key: DATABASE_KEY, upstream })
})
afterEach(async () => {
  await station.close()
  await hq.close()
})

/** Beside the running process, as the command line does it. */
async function beside<T>(data: string, work: (open: OpenFolder) => Promise<T>): Promise<T> {
  const open = openDataFolder({ folder: data, use: 'use', key: DATABASE_KEY })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

function addKey(data: string, scope: 'read' | 'write' | 'admin', site: string | null = null, tenant = TENANT): Promise<{ key: string; id: string }> {
  return beside(data, async ({ store }) => {
    const { key, hash } = newApiKey()
    return { key, id: await store.keys.add({ tenant, scope, site }, hash, now()) }
  })
}

const revoke = (data: string, id: string, until?: string) => beside(data, ({ store }) => store.keys.revoke(id, now(), until))

async function status(at: Station, key: string): Promise<number> {
  return (await at.request({ method: 'GET', path: EXAM, headers: { authorization: key } })).status
}

async function line(): Promise<{ online: boolean; pending: number; lastError: string | null }> {
  return (await station.request({ method: 'GET', path: '/sync/status', headers: { authorization: local } })).body as never
}

const syncNow = () => station.request({ method: 'POST', path: '/sync/now', headers: { authorization: local } })

/** After the next pull it is so. */
async function becomes(key: string, wanted: number): Promise<void> {
  await expect.poll(async () => (await syncNow(), status(station, key)), { timeout: 10_000 }).toBe(wanted)
}

it('a key made at headquarters is good at a station after the next pull, and refused after it was revoked', async () => {
  const read = await addKey(hqData, 'read')
  await becomes(read.key, 200)
  expect((await station.request({ method: 'POST', path: EXAM, headers: { authorization: read.key }, body: {} })).status).toBe(403)
  expect((await station.request({ method: 'GET', path: '/examRegistrations/other', headers: { authorization: read.key } })).status).toBe(403)
  expect(await revoke(hqData, read.id)).toBe(true)
  expect(await status(hq, read.key)).toBe(401)
  await becomes(read.key, 401)
})

it('a key of one site or another tenant is not known at the station of another', async () => {
  const [south, other, north] = [await addKey(hqData, 'read', 'S'), await addKey(hqData, 'read', null, 'other'), await addKey(hqData, 'read', 'N')]
  await becomes(north.key, 200)
  expect([await status(station, south.key), await status(station, other.key)]).toEqual([401, 401])
})

it('a key made at a station stays there, also through a new life of headquarters', async () => {
  const fromHq = await addKey(hqData, 'read')
  await becomes(fromHq.key, 200)
  expect(await status(hq, local)).toBe(401)
  const changes = (await hq.request({ method: 'GET', path: '/sync/changes', headers: { authorization: upstream.key } })).body as { changes: { collection: string; doc: string }[] }
  const hashes = changes.changes.filter(({ collection }) => collection === 'apiKeys').map(({ doc }) => (JSON.parse(doc) as { hash: string }).hash)
  expect(hashes.sort()).toEqual([hashApiKey(upstream.key), hashApiKey(fromHq.key)].sort())
  expect(JSON.stringify(changes)).not.toContain(upstream.key)
  // A station does not take back what is headquarters'.
  expect(await revoke(stationData, fromHq.id)).toBe(false)

  await station.close()
  await beside(stationData, async ({ store }) => {
    store.outbox.beginEpoch(TENANT, 'a new life', {})
    store.outbox.endResync(TENANT)
    expect(await store.keys.byHash(hashApiKey(fromHq.key))).toBeUndefined()
    expect(await store.keys.byHash(hashApiKey(local))).toMatchObject({ own: true, revoked: false })
  })
  station = await startStation({ data: stationData, key: DATABASE_KEY, upstream })
  await becomes(fromHq.key, 200)
  expect(await status(station, local)).toBe(200)
})

it('a rotated key is good until its grace is over, at the station too', async () => {
  const old = await addKey(hqData, 'read')
  await becomes(old.key, 200)
  await revoke(hqData, old.id, new Date(Date.now() + 3_600_000).toISOString())
  const next = await addKey(hqData, 'read')
  await becomes(next.key, 200)
  expect([await status(hq, old.key), await status(station, old.key)]).toEqual([200, 200])
  await revoke(hqData, old.id, new Date(Date.now() - 1).toISOString())
  expect(await status(hq, old.key)).toBe(401)
  await becomes(old.key, 401)
})

it('a station whose own key was revoked works on, says so, and goes on with a new one', async () => {
  await expect.poll(async () => (await line()).online, { timeout: 10_000 }).toBe(true)
  await revoke(hqData, upstreamId)
  await syncNow()
  await expect.poll(async () => (await line()).lastError, { timeout: 10_000 }).toMatch(/refuses this station's key/)
  expect((await line()).online).toBe(false)
  expect(await status(station, local)).toBe(200)
  const next = await addKey(hqData, 'write', 'N')
  await station.close()
  station = await startStation({ data: stationData, key: DATABASE_KEY, upstream: { ...upstream, key: next.key } })
  await expect.poll(async () => (await line()).online, { timeout: 10_000 }).toBe(true)
  // Only now can it hear of it.
  await becomes(upstream.key, 401)
})

it('a key that writes cannot make itself, or a person, more than it is by what it pushes', async () => {
  const server = await makeStation({ deps: { role: 'hq' } })
  const key = await server.addKey('write')
  const row = await server.store.keys.byHash(hashApiKey(key))
  await server.seed('users', [{ id: 'amara', name: 'Amara', role: 'proctor' }])
  const { epoch } = (await server.call('GET', '/sync/hello?node=n1', { key })).body
  const [collection, id] = ['apiKeys', String(row?.id)]
  const writes = [
    ['update-record', { collection, id, changes: { scope: 'admin' } }, 403],
    ['update-record', { collection: 'users', id: 'amara', changes: { role: 'admin' } }, 403],
    ['create-record', { collection, doc: { hash: 'h', scope: 'admin' } }, 400],
    ['replace-record', { collection, id, doc: { hash: 'h', scope: 'admin' } }, 400],
    ['patch-record', { collection, id, directives: [{ op: 'add', path: '/scope', value: 'admin' }] }, 400],
    ['delete-record', { collection: 'users', id: 'amara' }, 400],
    ['preview-email', { collection, id, to: 'evil@example.test', template: { body: '{{ hash }}' } }, 400],
    ['send-notice', { collection: 'users', id: 'amara', notice_id: 'n' }, 400],
    ['generate-order', { collection, doc: {} }, 400],
  ] as const
  for (const [i, [command, input, refused]] of writes.entries()) {
    const operation = { node: 'n1', epoch: 'e1', n: i + 1, tenant: TENANT, command, input, actor: { id: 'evil', name: 'Evil', scope: 'admin' }, at: now(), ids: [], saw: {}, wrote: {} }
    const answer = await server.call('POST', '/sync/push', { key, body: { protocol: 1, node: 'n1', server_epoch: epoch, operations: [operation] } })
    expect([command, answer.status, answer.body.results?.[0]?.result]).toMatchObject([command, 200, { state: 'rejected', status: refused }])
  }
  expect((await server.store.keys.byHash(hashApiKey(key)))?.scope).toBe('write')
  expect((await server.store.get({ tenant: TENANT, collection: 'users', id: 'amara' }))?.text).toContain('"proctor"')
  await server.close()
})

it('key hashes are not for readers of the feed', async () => {
  const server = await makeStation({ deps: { role: 'hq' } })
  const seen = async (key: string) => (await server.call('GET', '/sync/changes', { key })).text.includes('apiKeys')
  expect([await seen(server.readKey), await seen(server.writeKey)]).toEqual([false, true])
  await server.close()
})
