/** Real processes on loopback: headquarters, a hub, two stations. Without headquarters two desks see each other; a hub that is killed while it relays loses nothing. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hallpass, hallpassProcess, sleep, type HallpassProcess } from '../faults/hallpass-process.ts'

const TENANT = 'bc'
const VENUE = randomUUID()
const EVENT = randomUUID()
const REGISTRATIONS = Array.from({ length: 60 }, () => randomUUID())
const until_seconds = 90

const folder = mkdtempSync(join(tmpdir(), 'hallpass-hub-'))
const machines = {} as Record<'hq' | 'hub' | 'a' | 'b', HallpassProcess>
const keys = {} as Record<'hq' | 'hub' | 'a' | 'b', string>

beforeAll(async () => {
  const documents: [string, Record<string, unknown>][] = [
    ['contacts', { id: 'c', name: 'Jürgen Müller' }],
    ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver' }],
    ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: '2026-11-22T17:00:00.000Z', EventStatus: 'Scheduled', RegistrationLimit: 1_000 }],
    ...REGISTRATIONS.map((id): [string, Record<string, unknown>] => ['bookingRegistrations', { id, RegistrationIdentifier: id, EventIdentifier: EVENT, Learner: 'c', LearnerName: 'Jürgen Müller', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }]),
  ]
  const file = join(folder, 'seed.ndjson')
  writeFileSync(file, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', file, '--data', join(folder, 'hq'))
  const addKey = (name: string, ...more: string[]) => hallpass('keys', 'add', '--data', join(folder, name), '--tenant', TENANT, '--scope', 'write', ...more)
  // One key of headquarters for all of the site: a hub knows it by the feed.
  const site = addKey('hq', '--site', VENUE)
  keys.hq = addKey('hq')
  for (const name of ['hub', 'a', 'b'] as const) keys[name] = addKey(name)
  machines.hq = await hallpassProcess('hq', ['--data', join(folder, 'hq')])
  const station = (name: string, upstream: HallpassProcess, ...more: string[]) => hallpassProcess('station', ['--data', join(folder, name), '--upstream', upstream.url, '--upstream-key', site, '--site', VENUE, ...more])
  machines.hub = await station('hub', machines.hq, '--hub')
  machines.a = await station('a', machines.hub)
  machines.b = await station('b', machines.hub)
  for (const name of ['hq', 'hub', 'a', 'b'] as const) await machines[name].ready()
})

afterAll(async () => {
  for (const machine of Object.values(machines)) await machine.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function call(name: keyof typeof machines, method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(machines[name].url + path, { method, headers: { authorization: keys[name], ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const registration = async (name: keyof typeof machines, id: string) => (await call(name, 'GET', `/bookingRegistrations/${TENANT}/${id}`)).body
const checkIn = (name: keyof typeof machines, id: string, Seat: string) => call(name, 'POST', `/api/registrations/${id}/commands/check-in`, { Seat, IdentityChecks: ['photo'] })

/** Waits for a condition. @returns milliseconds */
async function until(what: string, holds: () => Promise<boolean>, stepMs = 100): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < until_seconds * 1_000) {
    if (await holds().catch(() => false)) return performance.now() - start
    await sleep(stepMs)
  }
  throw new Error(`${what}: not within ${until_seconds} s`)
}

const hasAll = (name: 'hub' | 'a' | 'b') => until(`${name} has everything`, async () => {
  const { body } = await call(name, 'GET', '/sync/status')
  return body.online === true && body.lastSyncAt !== null && (await call(name, 'GET', `/bookingRegistrations/${TENANT}/${REGISTRATIONS.at(-1)}`)).status === 200
})

describe('a site with a hub', () => {
  it('without headquarters: a check-in at one desk is at the other, which is refused a second admission', async () => {
    for (const name of ['hub', 'a', 'b'] as const) await hasAll(name)
    await machines.hq.kill()
    const took: number[] = []
    for (const [i, id] of REGISTRATIONS.slice(0, 5).entries()) {
      expect((await checkIn('a', id, `A${i}`)).status).toBe(200)
      took.push(await until('the other desk sees it', async () => (await registration('b', id)).AttendanceStatus !== 'Pending', 5))
    }
    process.stdout.write(`\na check-in from desk to desk through the hub, without headquarters: ${took.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}\n`)
    const second = await checkIn('b', REGISTRATIONS[0]!, 'B0')
    expect(second.status).toBe(409)
    const { CheckedInAt, CheckedInBy } = await registration('a', REGISTRATIONS[0]!)
    expect(second.body).toMatchObject({ Seat: 'A0', EventVenue: VENUE, CheckedInAt, CheckedInBy })
    expect(second.body.detail).toBe(`Jürgen Müller is already in: checked in at ${String(CheckedInAt)} by ${String(CheckedInBy)}, seat A0.`)
    expect((await call('a', 'GET', '/sync/status')).body).toMatchObject({ online: true, pending: 5 })
    expect((await call('hub', 'GET', '/sync/status')).body).toMatchObject({ online: false, pending: 5 })
  })

  it('killed while it relays, it loses nothing; headquarters has each write once', async () => {
    await Promise.all([
      (async () => {
        for (const [i, id] of REGISTRATIONS.slice(5).entries()) {
          expect((await checkIn(i % 2 === 0 ? 'a' : 'b', id, `C${i}`)).status).toBe(200)
          await sleep(20)
        }
      })(),
      (async () => {
        for (let kills = 0; kills < 2; kills++) {
          await sleep(150 + Math.random() * 500)
          await machines.hub.kill()
          await machines.hub.ready()
        }
      })(),
    ])
    await machines.hq.ready()
    for (const name of ['a', 'b', 'hub'] as const) await until(`${name} waits for nothing`, async () => (await call(name, 'GET', '/sync/status')).body.pending === 0)
    for (const id of REGISTRATIONS) {
      const { AttendanceStatus, CheckInHistory } = await registration('hq', id)
      expect([AttendanceStatus !== 'Pending', (CheckInHistory as unknown[]).length]).toEqual([true, 1])
    }
    for (const name of ['a', 'b'] as const) expect((await call(name, 'GET', '/sync/conflicts')).body.Items).toEqual([])
  })
})
