/** What the sync log says of a real station and headquarters: down, refused, in conflict, and all sent. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { startHq } from '../../../src-main/hq/hq.ts'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { newApiKey } from '../../../src-main/station/http/api-key.ts'
import { startStation, type Station } from '../../../src-main/station/station.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { BridgeRequest } from '../../../src-shared/ipc.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const DATABASE_KEY = 'ab'.repeat(32)
const AT = '2026-11-22T16:00:00.000Z'
const EVENT = '6f1c2a90-0000-4000-8000-000000000001'
const REGISTRATION = '6f1c2a90-0000-4000-8000-000000000002'

let hqData: string
let stationData: string
let hq: Station
let station: Station
let port: number
let keys: { hq: string; station: string; upstream: string }

beforeEach(async () => {
  hqData = tempFolder()
  stationData = tempFolder()
  keys = { hq: await addKey(hqData), upstream: await addKey(hqData), station: await addKey(stationData) }
  const folder = openDataFolder({ folder: hqData, use: 'use', key: DATABASE_KEY })
  const documents: [Collection, Record<string, unknown>, string | null][] = [
    ['venues', { id: 'v', name: 'North', time_zone: 'America/Vancouver', exam_types: [], exam_formats: [], billing_codes: [] }, null],
    ['bookingEvents', { id: EVENT, EventVenue: 'v', EventStart: '2026-11-22T17:00:00Z', EventStatus: 'Scheduled' }, 'v'],
    ['bookingRegistrations', { id: REGISTRATION, EventIdentifier: EVENT, LearnerName: 'Zoë Ó Briain', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }, 'v'],
  ]
  await folder.store.importLines(documents.map(([collection, doc, site]) => ({ key: { tenant: 'bc', collection, id: String(doc.id) }, doc, site })), AT)
  await folder.close()
  hq = await startHq({ data: hqData, key: DATABASE_KEY })
  const { url } = await hq.listen('127.0.0.1', 0)
  port = Number(new URL(url).port)
  station = await startStation({ data: stationData, key: DATABASE_KEY, upstream: { url, key: keys.upstream, site: 'v' } })
  await idle()
})

afterEach(async () => {
  await station.close()
  await hq.close()
})

async function addKey(data: string): Promise<string> {
  const folder = openDataFolder({ folder: data, use: 'use', key: DATABASE_KEY })
  const { key, hash } = newApiKey()
  await folder.store.keys.add({ tenant: 'bc', scope: 'write', site: null }, hash, AT)
  await folder.close()
  return key
}

async function ask(at: 'hq' | 'station', method: BridgeRequest['method'], path: string, body?: unknown) {
  const answer = await (at === 'hq' ? hq : station).request({ method, path, headers: { authorization: keys[at] }, ...(body === undefined ? {} : { body }) })
  // oxlint-disable-next-line typescript/no-explicit-any [reason: each test knows what it asked for]
  return { status: answer.status, body: answer.body as any }
}

const status = async () => (await ask('station', 'GET', '/sync/status')).body
async function idle(): Promise<void> {
  await expect.poll(async () => {
    const { pending, online, lastSyncAt } = await status()
    return online && pending === 0 && lastSyncAt !== null
  }, { timeout: 15_000 }).toBe(true)
}

/** `hallpass sync-log` beside the running station. */
async function log(...more: string[]): Promise<string> {
  const key = join(tempFolder(), 'key')
  writeFileSync(key, DATABASE_KEY)
  const said: string[] = []
  const code = await runCli(['sync-log', '--data', stationData, '--key-file', key, ...more], process.env, { print: (text) => said.push(text), log: (line) => said.push(line) })
  expect(code).toBe(0)
  return said.join('\n')
}

const checkIn = (at: 'hq' | 'station', seat: string) => ask(at, 'POST', `/api/registrations/${REGISTRATION}/commands/check-in`, { Seat: seat, IdentityChecks: ['passport'], At: AT })

it('says since when the line is down and what waits, then that all is sent', async () => {
  expect(await log()).toMatch(/^The line to headquarters is up since .*\nNothing waits: headquarters has every write of this station\.\nNews is exchanged as it comes\./)
  await hq.close()
  expect((await checkIn('station', '14')).status).toBe(200)
  await expect.poll(async () => (await status()).online, { timeout: 15_000 }).toBe(false)
  const down = await log()
  expect(down).toMatch(/The line to headquarters is down since \d{4}-\d\d-\d\d \d\d:\d\d\. Headquarters cannot be reached/)
  expect(down).toMatch(/1 write waits for headquarters, the oldest since .*\. It is stored on this disk\.\nThe station tries again by itself/)
  expect(down).toContain('Check-in of Zoë Ó Briain, seat 14, by ')
  expect(down).toContain(': waits. It goes up by itself, in its turn, when the line is there.')
  const said = await status()
  expect(said).toMatchObject({ pending: 1, waitingSince: expect.any(String), since: expect.any(String) })
  expect(said.words).toEqual([expect.stringContaining('The line to headquarters is down since'), expect.stringContaining('1 write waits'), expect.stringContaining('tries again by itself')])

  hq = await startHq({ data: hqData, key: DATABASE_KEY })
  await hq.listen('127.0.0.1', port)
  await ask('station', 'POST', '/sync/now')
  await idle()
  expect(await log()).toContain('Check-in of Zoë Ó Briain, seat 14, by ')
  expect(await log()).toContain(': done. Headquarters has it.')
})

it('says what a conflict and a refusal are about, and how they are decided', async () => {
  await ask('station', 'POST', '/sync/pause')
  expect(await log()).toContain('Syncing is paused since')
  expect((await checkIn('hq', '2')).status).toBe(200)
  expect((await checkIn('station', '14')).status).toBe(200)
  await ask('station', 'POST', '/sync/resume')
  await expect.poll(async () => (await status()).conflicts, { timeout: 15_000 }).toBeGreaterThan(0)
  const said = await log()
  expect(said).toMatch(/For a person to decide/)
  expect(said).toContain('Zoë Ó Briain')
  expect(said).toMatch(/Keep the one here \("mine"\)|Send it again once/)
  const data = JSON.parse(await log('--json', '--last', '1')) as { line: { words: string[] }; entries: object[]; cards: { id: string }[] }
  expect(data.entries).toHaveLength(1)
  expect(data.line.words.at(-1)).toMatch(/for a person to decide\.$/)
  const { Items } = (await ask('station', 'GET', '/sync/conflicts')).body
  expect(data.cards.map(({ id }) => id)).toEqual(Items.map(({ id }: { id: string }) => id))
})
