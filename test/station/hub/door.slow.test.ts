/** The hub's door to the network: who comes in, and how far. Over real TLS. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { hub_unpaired_connections_max } from '../../../src-shared/limits.ts'
import { deviceIdentity } from '../../../src-main/station/hub/device-identity.ts'
import { HELLO, knock, makeDevice, makeHubSite, open, paired, signal, TENANT, transportOf } from './make-hub-site.ts'

describe('the door', () => {
  it('speaks TLS 1.3 with whoever shows a certificate, and with nobody else', async () => {
    const { port } = await makeHubSite()
    const device = await makeDevice()
    expect(await open(port, { maxVersion: 'TLSv1.2', key: device.key, cert: device.certificate })).toMatch(/PROTOCOL_VERSION/)
    await expect(knock(port, null, 'GET', HELLO)).rejects.toThrow(/hang up|reset|required/i)
    await expect(knock(port, null, 'POST', '/hub/pair', {})).rejects.toThrow(/hang up|reset|required/i)
    const plain = connect(port, '127.0.0.1', () => plain.write(`GET ${HELLO} HTTP/1.1\r\nHost: hub\r\n\r\n`))
    plain.on('error', () => undefined)
    let said = ''
    plain.on('data', (bytes) => (said += bytes.toString('latin1')))
    await once(plain, 'close')
    expect(said).not.toContain('HTTP/1.1')
  })

  it('lets a stranger no further than the pairing, and a paired desk no further than /sync', async () => {
    const site = await makeHubSite()
    const stranger = await makeDevice()
    for (const path of [HELLO, '/sync/changes?since=0', '/sync/first?date=2026-11-22', '/sync/stream']) {
      const { status, body } = await knock(site.port, stranger, 'GET', path)
      expect([path, status, body.detail]).toEqual([path, 401, 'This desk is not paired with this hub, or was removed from it. Pair it by the code that the hub shows.'])
    }
    expect((await knock(site.port, stranger, 'POST', '/sync/push', { protocol: 1 })).status).toBe(401)
    const { store } = await paired(site)
    const desk = await deviceIdentity(store)
    expect((await knock(site.port, desk, 'GET', HELLO)).body).toMatchObject({ server: 'hallpass', tenant: TENANT })
    expect((await knock(site.port, desk, 'GET', `${HELLO}&site=elsewhere`)).status).toBe(403)
    for (const path of ['/', '/healthz', '/openapi.json', '/docs', '/hub', '/desk/state', '/desk/users', '/sync/status', '/sync/conflicts', `/examRegistrations/${TENANT}`, `/venues/${TENANT}`, '/api/events/list-events?date=2026-11-22']) {
      for (const device of [stranger, desk]) expect([path, (await knock(site.port, device, 'GET', path)).status]).toEqual([path, 404])
    }
    expect((await knock(site.port, desk, 'POST', '/hub/code', {})).status).toBe(404)
  })

  it('holds a bounded number of connections of strangers, and paired desks come in all the same', async () => {
    const site = await makeHubSite()
    const { store } = await paired(site)
    const stranger = await makeDevice()
    for (let i = 0; i < hub_unpaired_connections_max; i++) expect(typeof (await open(site.port, { key: stranger.key, cert: stranger.certificate }))).toBe('object')
    await expect(knock(site.port, await makeDevice(), 'GET', HELLO)).rejects.toThrow(/hang up|reset|required/i)
    expect((await knock(site.port, await deviceIdentity(store), 'GET', HELLO)).status).toBe(200)
  })

  it('keeps key and certificate in the database, over a restart', async () => {
    const site = await makeHubSite()
    const desk = await paired(site)
    const again = await site.reopen()
    expect(again.hub.view().fingerprint).toBe(desk.hub.fingerprint)
    expect((await (await transportOf(desk)).request({ method: 'GET', path: HELLO, signal: signal() })).status).toBe(200)
    expect(again.hub.view().devices).toMatchObject([{ name: "O'Brien's laptop", paired_by: 'Zoë Nakamura' }])
  })
})

describe('the hub on its own computer', () => {
  it('shows code and desks to whoever may let desks in', async () => {
    const site = await makeHubSite()
    for (const [method, path] of [['GET', '/hub'], ['POST', '/hub/code'], ['DELETE', '/hub/devices/x']] as const) expect([path, (await site.local(method, path, 'write')).status]).toEqual([path, 403])
    expect((await site.local('GET', '/hub')).body).toEqual({ addresses: [site.url], fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), code: null, devices: [] })
    const { body: code } = await site.local('POST', '/hub/code')
    expect((await site.local('GET', '/hub')).body.code).toEqual(code)
    expect((await site.local('DELETE', '/hub/devices/nobody')).status).toBe(404)
  })

  it('takes no pairing without TLS', async () => {
    const site = await makeHubSite()
    const answer = await site.local('POST', '/hub/pair', 'admin', { proof: 'ab'.repeat(32), name: '李' })
    expect([answer.status, answer.body.detail]).toEqual([403, 'Pairing is done over mutual TLS, on the address that the hub shows.'])
  })
})
