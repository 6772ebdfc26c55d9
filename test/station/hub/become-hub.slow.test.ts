/** A person makes this laptop the hub of its site, and ends that: the door, the desks, the next start. */
import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { settle } from '../../../src-main/station/desk/place.ts'
import { newApiKey } from '../../../src-main/station/http/api-key.ts'
import { startStation, type Station } from '../../../src-main/station/station.ts'
import type { BridgeRequest } from '../../../src-shared/ipc.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { knock, makeDevice } from './make-hub-site.ts'

const DATABASE_KEY = '5e'.repeat(32)

async function makeLaptop(withSite: boolean) {
  const data = tempFolder()
  const folder = openDataFolder({ folder: data, use: 'use', key: DATABASE_KEY })
  if (withSite) settle(folder.store, { tenant: 'bc', site: 'burnaby' })
  const keys: Record<string, string> = {}
  for (const scope of ['write', 'admin'] as const) {
    const { key, hash } = newApiKey()
    await folder.store.keys.add({ tenant: 'bc', scope, site: null }, hash, '2026-11-22T16:00:00Z')
    keys[scope] = key
  }
  await folder.close()
  let station: Station | undefined
  return {
    async start(hub = false) {
      station = await startStation({ data, key: DATABASE_KEY, hub, log: () => undefined })
    },
    stop: () => station?.close(),
    async ask(method: BridgeRequest['method'], path: string, scope: 'write' | 'admin' = 'admin') {
      const answer = await station!.request({ method, path, headers: { authorization: keys[scope]! } })
      // oxlint-disable-next-line typescript/no-explicit-any [reason: each test knows what it asked for]
      return { status: answer.status, body: answer.body as any }
    },
  }
}

const portOf = (addresses: string[]) => Number(new URL(addresses[0] ?? 'https://127.0.0.1:1').port)

it('opens the door at once and at each start on the same port, and closes it for good', async () => {
  const laptop = await makeLaptop(true)
  const desk = await makeDevice()
  await laptop.start()
  expect((await laptop.ask('GET', '/hub')).status).toBe(404)
  expect((await laptop.ask('POST', '/hub/code')).status).toBe(404)
  expect((await laptop.ask('POST', '/hub/become', 'write')).status).toBe(403)
  const opened = await laptop.ask('POST', '/hub/become')
  expect(opened).toMatchObject({ status: 200, body: { addresses: expect.any(Array), devices: [] } })
  const port = portOf(opened.body.addresses)
  expect((await laptop.ask('POST', '/hub/become')).body.addresses).toEqual(opened.body.addresses)
  // It answers there, to nobody who is not paired.
  expect((await knock(port, desk, 'GET', '/sync/changes?since=0')).status).toBe(401)
  await laptop.stop()

  await laptop.start()
  expect((await laptop.ask('GET', '/hub')).body.addresses).toEqual(opened.body.addresses)
  expect((await knock(port, desk, 'GET', '/sync/changes?since=0')).status).toBe(401)
  expect((await laptop.ask('POST', '/hub/cease')).status).toBe(200)
  expect((await laptop.ask('GET', '/hub')).status).toBe(404)
  await expect(knock(port, desk, 'GET', '/sync/changes?since=0')).rejects.toThrow(/ECONNREFUSED/)
  await laptop.stop()

  await laptop.start()
  expect((await laptop.ask('GET', '/hub')).status).toBe(404)
  await laptop.stop()
})

it('refuses where the laptop is the desk of no site, and to end what an option of the start says', async () => {
  const homeless = await makeLaptop(false)
  await homeless.start()
  expect(await homeless.ask('POST', '/hub/become')).toMatchObject({ status: 409, body: { pairing: 'homeless' } })
  await homeless.stop()
  const chosen = await makeLaptop(true)
  await chosen.start(true)
  expect((await chosen.ask('GET', '/hub')).status).toBe(200)
  expect((await chosen.ask('POST', '/hub/cease')).status).toBe(409)
  await chosen.stop()
})
