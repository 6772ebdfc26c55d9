/** Pairing from a desk's own window: who may, and what it shows of its hub. */
import { expect, it } from 'vitest'
import { rememberHub } from '../../../src-main/station/hub/paired-hub.ts'
import { makeDeskSite, TENANT, VENUE } from '../desk/make-desk-site.ts'
import { makeHubSite, shown } from './make-hub-site.ts'

const body = (address: string, code: string) => ({ body: { address, code } })

it('a new laptop becomes a desk of the site of its hub, and remembers whose', async () => {
  const hub = await makeHubSite()
  const desk = await makeDeskSite({ joined: false })
  const { code } = await shown(hub)
  expect((await desk.ask('POST', '/desk/pair', body(hub.url, 'no code'))).body).toMatchObject({ status: 400, pairing: 'code', errors: [{ path: '/code' }] })
  expect((await desk.ask('POST', '/desk/pair', { ...body(hub.url, code), headers: { origin: 'https://evil.example' } })).status).toBe(403)
  expect((await desk.ask('POST', '/desk/pair', { ...body(hub.url, code), from: '192.0.2.7' })).status).toBe(403)
  expect((await desk.ask('POST', '/desk/pair', body(hub.url, code))).body).toMatchObject({ phase: 'sign-in', site: { id: 'burnaby' } })
})

it('a desk that has a site is paired by whoever leads there, and only with the hub of that site', async () => {
  const hub = await makeHubSite()
  const { code } = await shown(hub)
  const desk = await makeDeskSite()
  for (const token of [undefined, await desk.signIn('amara')]) {
    expect((await desk.ask('POST', '/desk/pair', { ...body(hub.url, code), token })).body).toMatchObject({ status: 403, detail: 'Only a lead proctor or an administrator of this site may pair this desk with a hub.' })
  }
  expect((await desk.ask('GET', '/desk/hub')).status).toBe(401)
  const token = await desk.signIn('ravi')
  expect((await desk.ask('POST', '/desk/pair', { ...body(hub.url, code), token })).body).toMatchObject({ status: 409, pairing: 'site' })
  expect((await desk.ask('GET', '/desk/hub', { token })).body).toEqual({ hub: null })
  hub.store.meta.set('site', VENUE)
  expect((await desk.ask('POST', '/desk/pair', { ...body(hub.url, code), token })).body).toMatchObject({ phase: 'sign-in', site: { id: VENUE } })
  expect(hub.hub.view().devices).toHaveLength(1)
  expect(desk.store.meta.get('tenant')).toBe(TENANT)
  const unpair = (by?: string) => desk.ask('POST', '/desk/unpair', { body: {}, ...(by === undefined ? {} : { token: by }) })
  expect((await unpair(await desk.signIn('amara'))).status).toBe(403)
  expect((await unpair(token)).body).toMatchObject({ status: 404, reason: 'hub-unpaired' })
  rememberHub(desk.store, { url: hub.url, name: 'test', certificate: '', fingerprint: '', paired_at: '2026-11-22T16:00:00.000Z', tenant: TENANT, site: VENUE })
  // It knows no headquarters but through the hub.
  expect((await unpair(token)).body).toMatchObject({ status: 409, reason: 'hub-only-way' })
  expect((await desk.ask('GET', '/desk/hub', { token })).body).toMatchObject({ hub: { url: hub.url } })
})
