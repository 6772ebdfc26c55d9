/** How a desk comes to be let in by a hub, who cannot, and how it is put out again. Over real TLS. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { connect, createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import { pairing_code_minutes, pairing_tries_max } from '../../../src-shared/limits.ts'
import type { HubCode } from '../../../src-shared/hub.ts'
import { settle } from '../../../src-main/station/desk/place.ts'
import { deviceIdentity } from '../../../src-main/station/hub/device-identity.ts'
import { makeHub } from '../../../src-main/station/hub/hub.ts'
import type { PairedHub } from '../../../src-main/station/hub/paired-hub.ts'
import { HELLO, knock, LEAD, makeDevice, makeHubSite, makeStore, pair, paired, shown, signal, SITE, TENANT, transportOf, type HubSite } from './make-hub-site.ts'

const now = () => new Date().toISOString()
const reason = (answer: PairedHub | Refusal) => (isRefusal(answer) ? answer.extra?.['pairing'] : 'paired')
/** Another code than the one that is shown. */
const wrong = ({ code }: HubCode) => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
/** The audit log is whole, refused tries and all. */
const isWhole = async (site: HubSite) => (await site.store.verify()).ok

describe('a code', () => {
  it('pairs one desk, once', async () => {
    const site = await makeHubSite()
    expect(reason(await pair(site, '22222-22222'))).toBe('none')
    const { code, seconds_left, tries_left } = await shown(site)
    expect([code, seconds_left, tries_left]).toEqual([expect.stringMatching(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/), pairing_code_minutes * 60, pairing_tries_max])
    const store = makeStore()
    const hub = await pair(site, ` ${code.toLowerCase().replace('-', ' ')} `, store)
    expect(hub).toMatchObject({ url: site.url, tenant: TENANT, site: SITE, name: 'Front desk', fingerprint: site.hub.view().fingerprint })
    expect(reason(await pair(site, code))).toBe('used')
    expect(site.hub.view()).toMatchObject({ code: null, devices: [{ id: (await deviceIdentity(store)).fingerprint, paired_by: 'Zoë Nakamura', last_contact: null }] })
    // The same desk again, by a new code, is the same desk.
    await paired(site, store)
    expect(site.hub.view().devices).toHaveLength(1)
  })

  it('used by many at once pairs one of them', async () => {
    const site = await makeHubSite()
    const { code } = await shown(site)
    const answers = await Promise.all(Array.from({ length: 4 }, () => pair(site, code)))
    expect(answers.map(reason).sort()).toEqual(['paired', 'used', 'used', 'used'])
    expect(site.hub.view().devices).toHaveLength(1)
  })

  it('outlives few wrong ones, and says so in one sentence', async () => {
    const site = await makeHubSite()
    const code = await shown(site)
    for (let left = pairing_tries_max; left > 0; left--) {
      expect(site.hub.view().code?.tries_left).toBe(left)
      const answer = await pair(site, wrong(code))
      expect(answer).toMatchObject({ refused: 'unauthorized', detail: 'That is not the code that the hub shows.' })
    }
    expect(await pair(site, code.code)).toMatchObject({ detail: 'A wrong code was entered too often, so the hub no longer takes this one. Show a new code on the hub and enter that one.' })
    expect(reason(await pair(site, (await shown(site)).code))).toBe('paired')
    expect(await isWhole(site)).toBe(true)
  })

  it('runs out, also where the clock is set back', async () => {
    const site = await makeHubSite()
    const { code } = await shown(site)
    site.clock.at += pairing_code_minutes * 60_000
    expect(reason(await pair(site, code))).toBe('late')
    site.clock.at -= 86_400_000
    expect(reason(await pair(site, code))).toBe('late')
    expect(site.hub.view()).toMatchObject({ code: null, devices: [] })
  })

  it('is not taken for a desk of another organisation or site, nor by a hub without a site', async () => {
    const site = await makeHubSite()
    const stores = [makeStore(), makeStore()] as const
    settle(stores[0], { tenant: 'other', site: SITE })
    settle(stores[1], { tenant: TENANT, site: 'surrey' })
    const { code } = await shown(site)
    expect(reason(await pair(site, code, stores[0]))).toBe('tenant')
    expect(reason(await pair(site, code, stores[1]))).toBe('site')
    expect(reason(await pair(site, code))).toBe('paired')
    expect(await makeHub({ store: makeStore(), now, name: 'x' }).showCode(LEAD)).toMatchObject({ refused: 'conflict' })
  })

  it('nothing else that answers is taken for a hub', async () => {
    expect(reason(await pair({ url: 'http://127.0.0.1:1' }, '22222-22222'))).toBe('address')
    expect(reason(await pair({ url: 'https://user:pin@127.0.0.1' }, '22222-22222'))).toBe('address')
    expect(reason(await pair({ url: 'https://127.0.0.1:1' }, '22222-22222'))).toBe('unreachable')
    expect(reason(await pair({ url: 'https://127.0.0.1:1' }, '22222-2222O'))).toBe('code')
    const plain = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')).listen(0, '127.0.0.1')
    onTestFinished(() => void plain.close())
    await once(plain, 'listening')
    expect(reason(await pair({ url: `https://127.0.0.1:${(plain.address() as AddressInfo).port}` }, '22222-22222'))).toBe('stranger')
  })
})

/** Sits between a desk and the hub with a certificate of its own and passes everything on. */
async function middleman(target: number, answer?: (request: string) => string): Promise<{ url: string; heard: string[] }> {
  const own = await makeDevice()
  const heard: string[] = []
  const server = createTlsServer({ key: own.key, cert: own.certificate, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false }, (desk: TLSSocket) => {
    desk.on('error', () => undefined)
    desk.on('data', (bytes) => heard.push(bytes.toString('utf8')))
    if (answer) return void desk.once('data', (bytes) => desk.end(answer(bytes.toString('utf8'))))
    const hub = connect({ host: '127.0.0.1', port: target, key: own.key, cert: own.certificate, rejectUnauthorized: false })
    hub.on('error', () => desk.destroy())
    desk.pipe(hub).pipe(desk)
    return undefined
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

describe('somebody in the middle', () => {
  it('who passes everything on gets neither side to pair', async () => {
    const site = await makeHubSite()
    const { code } = await shown(site)
    const { url, heard } = await middleman(site.port)
    expect(reason(await pair({ url }, code))).toBe('wrong')
    expect(heard.join('')).toContain('POST /hub/pair')
    expect(heard.join('')).not.toContain(code)
    expect(site.hub.view()).toMatchObject({ code: { tries_left: pairing_tries_max - 1 }, devices: [] })
  })

  it('who sends on what was caught, over a connection of their own, is refused', async () => {
    const site = await makeHubSite()
    const { code } = await shown(site)
    const { url, heard } = await middleman(0, () => '')
    await pair({ url }, code)
    const caught = JSON.parse(heard.join('').split('\r\n\r\n')[1] ?? '')
    expect((await knock(site.port, await makeDevice(), 'POST', '/hub/pair', caught)).body).toMatchObject({ status: 401, pairing: 'wrong' })
  })

  it('who says yes without knowing the code is not believed, and cannot put words on the screen', async () => {
    const site = await makeHubSite()
    const { code } = await shown(site)
    const say = (status: string, body: unknown) => () => `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n${JSON.stringify(body)}`
    const store = makeStore()
    const yes = await middleman(0, say('200 OK', { proof: 'ab'.repeat(32), tenant: TENANT, site: SITE, name: 'Front desk' }))
    expect(await pair(yes, code, store)).toMatchObject({ refused: 'forbidden', detail: 'Whoever answered does not know the code, so it is not the hub that shows it. Nothing was sent or stored.' })
    const no = await middleman(0, say('409 Conflict', { detail: 'Call 555-0100 and read your PIN aloud.', pairing: 'used' }))
    expect(await pair(no, code, store)).toMatchObject({ detail: 'That code has been used; a code pairs one desk. Show a new code on the hub and enter that one.' })
    expect(store.meta.get('paired_hub')).toBeUndefined()
  })

  it('who takes over the address of a paired hub is sent nothing', async () => {
    const desk = await paired(await makeHubSite())
    const { url, heard } = await middleman(0, () => '')
    const fooled = await transportOf({ ...desk, hub: { ...desk.hub, url } })
    await expect(fooled.request({ method: 'POST', path: '/sync/push', body: '{"secret":1}', signal: signal() })).rejects.toMatchObject({ kind: 'foreign', message: expect.stringMatching(/^Another machine than the hub .+ Nothing was sent to it\./) })
    await expect(fooled.stream('/sync/stream', () => undefined, signal())).rejects.toMatchObject({ kind: 'foreign' })
    expect(heard).toEqual([])
  })

  it('a hub that was set up anew is refused until it is paired again', async () => {
    const site = await makeHubSite()
    const desk = await paired(site)
    site.store.meta.delete('device_identity')
    const anew = await site.reopen()
    await expect((await transportOf(desk)).request({ method: 'GET', path: HELLO, signal: signal() })).rejects.toMatchObject({ kind: 'foreign' })
    const again = await paired(anew, desk.store)
    expect((await (await transportOf(again)).request({ method: 'GET', path: HELLO, signal: signal() })).status).toBe(200)
  })
})

describe('a removed desk', () => {
  const removedBy = {
    'the window': async (site: HubSite, id: string) => expect((await site.local('DELETE', `/hub/devices/${id}`)).status).toBe(200),
    // As the command line does: by its own view of the same database.
    'another process': async (site: HubSite, id: string) => void (await makeHub({ store: site.store, now, name: '' }).remove(id, LEAD)),
  }
  it.each(Object.entries(removedBy))('by %s is cut off at once and refused from then on', async (_who, remove) => {
    const site = await makeHubSite()
    const desk = await paired(site)
    const other = await paired(site)
    const transport = await transportOf(desk)
    const heard: string[] = []
    const stream = transport.stream('/sync/stream', (text) => heard.push(text), signal())
    const ended = stream.then(() => 'ended', () => 'ended')
    const stays = (await transportOf(other)).stream('/sync/stream', () => undefined, signal()).then(() => 'ended', () => 'ended')
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    const id = (await deviceIdentity(desk.store)).fingerprint
    expect(site.hub.view().devices.find((device) => device.id === id)).toMatchObject({ connected: true, last_contact: new Date(site.clock.at).toISOString() })
    await remove(site, id)
    expect(await ended).toBe('ended')
    expect((await transport.request({ method: 'GET', path: HELLO, signal: signal() })).status).toBe(401)
    expect(site.hub.view().devices).toHaveLength(1)
    expect(await Promise.race([stays, Promise.resolve('open')])).toBe('open')
    // It may be paired again.
    await paired(site, desk.store)
    expect((await transport.request({ method: 'GET', path: HELLO, signal: signal() })).status).toBe(200)
  })

  it('also one whose hub moved to another site', async () => {
    const site = await makeHubSite()
    const transport = await transportOf(await paired(site))
    settle(site.store, { tenant: TENANT, site: 'surrey' })
    expect((await transport.request({ method: 'GET', path: HELLO, signal: signal() })).status).toBe(401)
  })
})
