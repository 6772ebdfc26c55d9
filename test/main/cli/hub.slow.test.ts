/** A site with a hub, in processes of its own: paired by codes on the command line, over a real network address. */
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { networkAddress } from '../../support/network-address.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { ask, hallpass, makeKey, serve, type Server } from './cli-process.ts'

const patience = { timeout: 60_000, interval: 100 }

interface Booked {
  id: string
  AttendanceStatus: string
}

interface Desk {
  data: string
  /** Headquarters' key, which its stations know too once they have synced. */
  key: string
  server: Server
}

interface Site {
  hq: Desk
  hub: Desk
  address: string
  upstream: string[]
}

const folder = (name: string) => join(tempFolder(), name)
const statusOf = async ({ server, key }: Desk) => (await ask(server, 'GET', '/sync/status', key)).body as { pending: number; lastError: string | null }
const checkIn = async ({ server, key }: Desk, id: string) => (await ask(server, 'POST', `/api/registrations/${id}/commands/check-in`, key, { IdentityChecks: [] })).status

/** Nobody, while the key has not come yet. */
async function registrations({ server, key }: Desk): Promise<Booked[]> {
  const { status, body } = await ask(server, 'GET', '/bookingRegistrations/demo', key)
  return status === 200 ? (body as Booked[]) : []
}

const isIn = async (desk: Desk, id: string) => (await registrations(desk)).some((one) => one.id === id && one.AttendanceStatus !== 'Pending')

/** Headquarters with the demo, and a hub on the network that syncs with it. */
async function makeSite(): Promise<Site> {
  const data = { hq: folder('hq'), hub: folder('hub') }
  const { site } = JSON.parse((await hallpass(['demo', '--data', data.hq, '--candidates', '12'])).stdout) as { site: string }
  const key = await makeKey(data.hq, 'demo')
  const hq = { data: data.hq, key, server: await serve(['hq', '--data', data.hq, '--port', '0']) }
  const upstream = ['--upstream', hq.server.url, '--upstream-key', key, '--site', site]
  const server = await serve(['station', '--data', data.hub, '--port', '0', '--hub', '--host', networkAddress(), '--hub-port', '0', ...upstream])
  const { hub: address } = JSON.parse(server.said.stdout) as { hub: string }
  return { hq, hub: { data: data.hub, key, server }, address, upstream }
}

async function newCode({ data }: Desk): Promise<string> {
  const { code, stdout, stderr } = await hallpass(['hub', 'code', '--data', data])
  expect([code, stderr]).toEqual([0, expect.stringContaining('Taken once, within 5 minutes. On the other station: hallpass pair https://')])
  return stdout.trim()
}

/** Another laptop of the site, paired by a code. */
async function makeDesk({ hub, address }: Site, code: string, more: readonly string[] = []): Promise<Desk> {
  const data = folder('desk')
  const paired = await hallpass(['pair', address, '--code', code, '--data', data])
  expect(paired).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(paired.stdout)).toMatchObject({ hub: address, tenant: 'demo', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const desk = { data, key: hub.key, server: await serve(['station', '--data', data, '--port', '0', ...more]) }
  await expect.poll(async () => (await registrations(desk)).length, patience).toBe((await registrations(hub)).length)
  return desk
}

async function listed({ data }: Desk): Promise<{ id: string; paired_by: string }[]> {
  const { stdout } = await hallpass(['hub', 'devices', '--data', data])
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

/** What a connection to this port on the network address comes to. */
const knock = (port: string) => new Promise((resolve) => connect(Number(port), networkAddress()).once('connect', () => resolve('connected')).once('error', (error: NodeJS.ErrnoException) => resolve(error.code)))

it('desks are paired by codes, see each other, are removed, and go to headquarters while the hub is away', async () => {
  const site = await makeSite()
  const { hq, hub, address, upstream } = site
  expect(hub.server.said.stdout).toMatch(/^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+","hub":"https:\/\/[\d.]+:\d+"\}\n$/)
  // The plain API is not on the network.
  expect(await knock(new URL(hub.server.url).port)).toBe('ECONNREFUSED')
  await expect.poll(async () => (await registrations(hub)).length, patience).toBeGreaterThan(1)
  const [first, second, third] = (await registrations(hub)).map(({ id }) => id) as [string, string, string]

  const code = await newCode(hub)
  expect(await hallpass(['pair', address, '--code', '22222-22222', '--data', folder('guess')])).toEqual({ code: 1, stdout: '', stderr: 'hallpass: That is not the code that the hub shows.\n' })
  expect(await hallpass(['pair', address, '--code', code, '--data', hub.data])).toMatchObject({ code: 3, stderr: expect.stringContaining('is in use by another Hallpass') })
  const one = await makeDesk(site, code)
  const two = await makeDesk(site, await newCode(hub), upstream)
  expect(await hallpass(['hub', 'code', '--data', one.data])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^hallpass: No other station reaches this one\./) })

  expect(await checkIn(one, first)).toBe(200)
  for (const desk of [two, hub, hq]) await expect.poll(() => isIn(desk, first), patience).toBe(true)
  await expect.poll(async () => (await statusOf(one)).pending, patience).toBe(0)

  const [removed, stays] = await listed(hub)
  expect([removed, stays]).toMatchObject([{ paired_by: 'Command line' }, { paired_by: 'Command line' }])
  expect(await hallpass(['hub', 'revoke', removed?.id.slice(0, 12) ?? '', '--data', hub.data])).toMatchObject({ code: 0 })
  await expect.poll(async () => (await statusOf(one)).lastError, patience).toMatch(/not paired with this hub, or was removed from it/)
  expect((await listed(hub)).map(({ id }) => id)).toEqual([stays?.id])
  // What the removed desk does now stays on it; the other goes on.
  expect(await checkIn(one, second)).toBe(200)
  expect(await checkIn(two, second)).toBe(200)
  await expect.poll(() => isIn(hq, second), patience).toBe(true)
  expect((await statusOf(one)).pending).toBe(1)

  await hub.server.stop()
  expect(await checkIn(two, third)).toBe(200)
  await expect.poll(() => isIn(hq, third), patience).toBe(true)
  expect((await hallpass(['verify', '--data', hub.data])).code).toBe(0)
  // The removed desk is told to go to headquarters alone: what stayed on it arrives.
  await one.server.stop()
  expect(await hallpass(['unpair', '--data', one.data])).toMatchObject({ code: 0, stdout: expect.stringContaining('"hub":"https://') })
  expect(await hallpass(['unpair', '--data', one.data])).toEqual({ code: 1, stdout: '', stderr: 'hallpass: This station is paired with no hub.\n' })
})
