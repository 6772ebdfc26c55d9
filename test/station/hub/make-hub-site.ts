/** A hub behind its real door on loopback, and desks with certificates of their own that knock at it. */
import { randomUUID } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { expect, onTestFinished } from 'vitest'
import type { HttpDeps } from '../../../src-main/station/http/http-deps.ts'
import { newApiKey } from '../../../src-main/station/http/api-key.ts'
import { makeServer } from '../../../src-main/station/http/server.ts'
import { settle } from '../../../src-main/station/desk/place.ts'
import { deviceIdentity, type DeviceIdentity } from '../../../src-main/station/hub/device-identity.ts'
import { makeHub, type Hub } from '../../../src-main/station/hub/hub.ts'
import { pairWithHub } from '../../../src-main/station/hub/pair-with-hub.ts'
import type { PairedHub } from '../../../src-main/station/hub/paired-hub.ts'
import { makeCertificate } from '../../../src-main/station/hub/make-certificate.ts'
import { makeHubDoors } from '../../../src-main/station/hub-doors.ts'
import { pinnedTransport } from '../../../src-main/station/sync/pinned-transport.ts'
import type { Transport } from '../../../src-main/station/sync/ports.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Store } from '../../../src-main/station/store/store.ts'
import type { HubCode } from '../../../src-shared/hub.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import { RESOURCES, resourceOf } from '../../../src-shared/resources/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'

export const TENANT = 'bc'
export const SITE = 'burnaby'
export const LEAD = { id: 'lead', name: 'Zoë Nakamura', scope: 'write' } as const
const KEY = '3c'.repeat(32)

export interface Knocked {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any [reason: each test knows what it asked for]
  body: any
}

export interface HubSite {
  hub: Hub
  store: Store
  url: string
  port: number
  clock: { at: number }
  deps: HttpDeps
  /** The hub's own window and programs, on loopback by key. */
  local: (method: 'GET' | 'POST' | 'DELETE', path: string, scope?: 'read' | 'write' | 'admin', body?: object) => Promise<Knocked>
  /** Ends the door and opens it again with the certificate that the database holds. */
  reopen: () => Promise<HubSite>
}

/** A store of its own, closed when the test ends. */
export function makeStore(): Store {
  const store = openSqliteStore({ file: join(tempFolder(), 'station.db'), key: KEY, resources: resourceOf })
  onTestFinished(() => store.close())
  return store
}

export async function makeHubSite(store = makeStore(), port = 0): Promise<HubSite> {
  settle(store, { tenant: TENANT, site: SITE })
  const clock = { at: Date.parse('2026-11-22T16:00:00Z') }
  const now = () => new Date(clock.at).toISOString()
  const hub = makeHub({ store, now, name: 'Front desk' })
  const doors = makeHubDoors({ deps: () => deps, hub, byOption: true, log: () => undefined })
  const deps: HttpDeps = {
    env: { store, now, newId: randomUUID, isAuthority: () => true },
    resources: RESOURCES, limits: {}, live: () => () => undefined, role: 'station', hub: true, pairing: hub, hubSwitch: doors, dataDir: '', log: () => undefined,
  }
  const { url } = await doors.open('127.0.0.1', port)
  const app = makeServer(deps)
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await Promise.all([doors.close(), app.close()])
    hub.stop()
  }
  onTestFinished(close)
  return {
    hub, store, url, port: Number(new URL(url).port), clock, deps,
    async local(method, path, scope = 'admin', body?: object) {
      const { key, hash } = newApiKey()
      await store.keys.add({ tenant: TENANT, scope, site: null }, hash, now())
      const answer = await app.inject({ method, url: path, headers: { authorization: key }, ...(body ? { payload: body } : {}) })
      return { status: answer.statusCode, body: answer.json() }
    },
    async reopen() {
      await close()
      return makeHubSite(store, Number(new URL(url).port))
    },
  }
}

/** The code that the hub shows from now on. */
export async function shown({ hub }: HubSite): Promise<HubCode> {
  const code = await hub.showCode(LEAD)
  return isRefusal(code) ? expect.fail(code.detail) : code
}

/** A desk types the address and a code. */
export function pair({ url }: { url: string }, code: string, store = makeStore()): Promise<PairedHub | Refusal> {
  return pairWithHub({ store, address: url, code, name: "O'Brien's laptop", now: () => new Date().toISOString() })
}

/** A desk that is paired. */
export async function paired(site: HubSite, store = makeStore()): Promise<{ hub: PairedHub; store: Store }> {
  const hub = await pair(site, (await shown(site)).code, store)
  return isRefusal(hub) ? expect.fail(hub.detail) : { hub, store }
}

/** The line of a paired desk to its hub, as its sync uses it. */
export async function transportOf({ hub, store }: { hub: PairedHub; store: Store }): Promise<Transport> {
  const own = await deviceIdentity(store)
  return pinnedTransport(hub.url, { key: own.key, certificate: own.certificate, hub: hub.certificate, fingerprint: hub.fingerprint })
}

export const HELLO = '/sync/hello?node=desk-1'
/** Of a request that nobody ends early. */
export const signal = () => new AbortController().signal

/** Somebody with a certificate, but without a database. */
export async function makeDevice(): Promise<DeviceIdentity> {
  return deviceIdentity({ meta: memory(JSON.stringify(await makeCertificate())) })
}

function memory(identity: string): Store['meta'] {
  return { get: () => identity, set: () => undefined, delete: () => undefined }
}

/** Knocks at the door with a certificate, or with none. */
export function knock(port: number, device: DeviceIdentity | null, method: string, path: string, body?: unknown): Promise<Knocked> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? '' : JSON.stringify(body)
    const sent = httpsRequest({
      host: '127.0.0.1', port, method, path, agent: false, rejectUnauthorized: false,
      ...(device ? { key: device.key, cert: device.certificate } : {}),
      headers: payload === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) },
    }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).once('end', () => resolve({ status: answer.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) })).once('error', reject)
    })
    sent.once('error', reject)
    sent.end(payload)
  })
}

/** A TLS connection that is only opened. @returns the socket, or the code of what went wrong */
export function open(port: number, options: ConnectionOptions): Promise<TLSSocket | string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    onTestFinished(() => void socket.destroy())
  })
}
