/**
 * Station and headquarters are killed at random moments while clients write. HALLPASS_KILLS sets how often (100).
 * Nothing that was acknowledged may be missing, and nothing may be at headquarters twice.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { page_rows_max } from '../../src-shared/limits.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { hallpass, hallpassProcess, sleep, type HallpassProcess } from './hallpass-process.ts'
import { client, writeOn, type Client, type Told } from './writers.ts'

const kills_wanted = Number(process.env.HALLPASS_KILLS ?? 100)
/** How long it serves before the kill; one kill in four comes while it is still starting. */
const serving_ms_max = 700
const starting_ms_max = 900
const idle_within_ms = 90_000

const TENANT = 'bc'
const VENUE = randomUUID()
const REGISTRATIONS = Array.from({ length: 400 }, () => randomUUID())
const RECORDS = ['north-1', 'north-2', 'north-3']

const folder = mkdtempSync(join(tmpdir(), 'hallpass-kill-'))
const hqData = join(folder, 'hq')
const stationData = join(folder, 'station')
const running: HallpassProcess[] = []

afterAll(async () => {
  for (const process of running) await process.kill()
  rmSync(folder, { recursive: true, force: true })
})

function seed(): { upstreamKey: string; hqKey: string; stationKey: string } {
  const required = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: VENUE }
  const event = { id: randomUUID(), EventVenue: VENUE, EventStart: '2026-11-22T17:00:00.000Z', EventStatus: 'Scheduled', RegistrationLimit: 1_000 }
  const documents: [string, Record<string, unknown>][] = [
    ['exams', { id: 'e' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: 'Jürgen Müller' }],
    ['testingFacilities', { id: VENUE }], ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver' }],
    ['bookingEvents', event],
    ...RECORDS.map((id): [string, Record<string, unknown>] => ['examRegistrations', { id, ...required, sys_version: 1, notices: [] }]),
    ...REGISTRATIONS.map((id): [string, Record<string, unknown>] => ['bookingRegistrations', { id, RegistrationIdentifier: id, EventIdentifier: event.id, Learner: 'c', LearnerName: 'Jürgen Müller', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }]),
  ]
  const file = join(folder, 'seed.ndjson')
  writeFileSync(file, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', file, '--data', hqData)
  const key = (data: string, ...more: string[]) => hallpass('keys', 'add', '--data', data, '--tenant', TENANT, ...more)
  return { upstreamKey: key(hqData, '--scope', 'write', '--site', VENUE), hqKey: key(hqData, '--scope', 'admin'), stationKey: key(stationData, '--scope', 'write') }
}

/** Kills and starts again until it has been done `times`. */
async function killOn(process: HallpassProcess, times: number): Promise<void> {
  while (process.kills < times) {
    process.start()
    if (Math.random() < 0.25) await sleep(Math.random() * starting_ms_max)
    else await process.ready().then(() => sleep(Math.random() * serving_ms_max))
    await process.kill()
  }
  await process.ready()
}

async function untilIdle(station: Client, hq: Client): Promise<void> {
  const end = Date.now() + idle_within_ms
  let seen = ''
  while (Date.now() < end) {
    seen = (await station.get('/sync/status')).text
    const { pending, lastPulledSeq } = JSON.parse(seen) as { pending: number; lastPulledSeq: number }
    const { last } = JSON.parse((await hq.get('/sync/changes?since=999999999')).text) as { last: number }
    if (pending === 0 && lastPulledSeq === last) return
    await sleep(200)
  }
  throw new Error(`not idle within ${idle_within_ms} ms: ${seen}`)
}

/** Every record of a collection, page by page. */
async function recordsOf(from: Client, collection: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let key = ''
  do {
    const answer = await from.get(`/${collection}/${TENANT}?limit=${page_rows_max}${key && `&exclusiveStartKey=${encodeURIComponent(key)}`}`)
    for (const item of JSON.parse(answer.text) as { id: string }[]) found.set(item.id, JSON.stringify(item))
    key = answer.nextKey
  } while (key)
  return found
}

describe('kill -9', () => {
  it(`loses nothing and repeats nothing in ${kills_wanted} kills`, async () => {
    const { upstreamKey, hqKey, stationKey } = seed()
    const hqProcess = await hallpassProcess('hq', ['--data', hqData])
    await hqProcess.ready()
    const stationProcess = await hallpassProcess('station', ['--data', stationData, '--upstream', hqProcess.url, '--upstream-key', upstreamKey, '--site', VENUE])
    running.push(hqProcess, stationProcess)
    await stationProcess.ready()
    expect([await stationProcess.stop(), await hqProcess.stop()]).toEqual([0, 0])
    await hqProcess.ready()
    await stationProcess.ready()
    const station = client(stationProcess.url, stationKey)
    const hq = client(hqProcess.url, hqKey)
    await untilIdle(station, hq)

    let over = false
    const until = () => over
    const writers = {
      creates: writeOn('create', until, (word) => sleep(150).then(() => station.send('POST', `/examRegistrations/${TENANT}`, { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: VENUE, notes: word }))),
      notices: writeOn('notice', until, (word) => station.send('PATCH', `/examRegistrations/${TENANT}/${RECORDS[Math.floor(Math.random() * 2)]}`, [{ op: 'add', path: '/notices/-', value: { notice_id: word } }])),
      sequence: writeOn('sequence', until, (word) => station.send('PATCH', `/examRegistrations/${TENANT}/north-3`, [{ op: 'add', path: '/last_name', value: word }])),
      headquarters: writeOn('hq', until, (word) => sleep(60).then(() => hq.send('PATCH', `/examRegistrations/${TENANT}/north-3`, [{ op: 'add', path: '/first_name', value: word }]))),
      checkIns: checkInAll(station, until),
    }
    await Promise.all([killOn(hqProcess, Math.floor(kills_wanted / 2)), killOn(stationProcess, Math.ceil(kills_wanted / 2))])
    over = true
    const told = { creates: await writers.creates, notices: await writers.notices, sequence: await writers.sequence, headquarters: await writers.headquarters }
    const checkedIn = await writers.checkIns
    await untilIdle(station, hq)

    for (const { strange } of Object.values(told)) expect(strange).toEqual([])
    const exams = await recordsOf(hq, 'examRegistrations')
    countCreates([...exams.values()], told.creates)
    countNotices(exams, told.notices)
    inOrder(exams, told.sequence, told.headquarters)
    const bookings = await recordsOf(hq, 'bookingRegistrations')
    for (const id of checkedIn) expect(bookings.get(id), `check-in of ${id}`).toContain('"AttendanceStatus":"')
    for (const id of checkedIn) expect(JSON.parse(bookings.get(id) ?? '{}').CheckedInAt, `check-in of ${id}`).toBeTruthy()
    for (const collection of ['examRegistrations', 'bookingRegistrations', 'bookingEvents', 'venues']) {
      expect([...(await recordsOf(station, collection))].sort()).toEqual([...(await recordsOf(hq, collection))].sort())
    }
    expect((JSON.parse((await station.get('/sync/conflicts')).text) as { Items: unknown[] }).Items).toEqual([])

    expect([await stationProcess.stop(), await hqProcess.stop()]).toEqual([0, 0])
    hallpass('verify', '--data', hqData)
    hallpass('verify', '--data', stationData)
    const figures = Object.entries(told).map(([name, { acknowledged, uncertain }]) => `${name} ${acknowledged.length} acknowledged, ${uncertain.length} without an answer`)
    console.log(`${hqProcess.kills} kills of headquarters (${hqProcess.killsWhileServing} while it served), ${stationProcess.kills} of the station (${stationProcess.killsWhileServing}); ${checkedIn.length} check-ins; ${figures.join('; ')}`)
  }, 900_000)
})

/** Checks candidates in one after another; one whose answer was lost is asked for again, as a person would. */
async function checkInAll(station: Client, until: () => boolean): Promise<string[]> {
  const done: string[] = []
  for (const id of REGISTRATIONS) {
    for (;;) {
      if (until()) return done
      const answer = await station.send('POST', `/api/registrations/${id}/commands/check-in`, { IdentityChecks: ['Photo ID'], At: '2026-11-22T16:50:00.000Z' })
      if (answer && answer.status !== 200 && answer.status !== 409) throw new Error(`check-in: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (answer) break
      await sleep(40)
    }
    done.push(id)
    await sleep(250)
  }
  return done
}

function countCreates(records: readonly string[], { acknowledged, uncertain }: Told): void {
  const count = (word: string) => records.filter((text) => text.includes(`"notes":"${word}"`)).length
  expect(acknowledged.filter((word) => count(word) !== 1)).toEqual([])
  expect(uncertain.filter((word) => count(word) > 1)).toEqual([])
}

/** Each notice is one step of its record's version: one that came twice would show. */
function countNotices(records: ReadonlyMap<string, string>, { acknowledged, uncertain }: Told): void {
  const all: string[] = []
  for (const id of RECORDS.slice(0, 2)) {
    const { notices, sys_version } = JSON.parse(records.get(id) ?? '{}') as { notices: { notice_id: string }[]; sys_version: number }
    all.push(...notices.map(({ notice_id }) => notice_id))
    expect(sys_version).toBe(1 + notices.length)
  }
  expect(new Set(all).size).toBe(all.length)
  expect(acknowledged.filter((word) => !all.includes(word))).toEqual([])
  expect(all.filter((word) => !acknowledged.includes(word) && !uncertain.includes(word))).toEqual([])
}

/** The last write that was acknowledged stands, or a later one whose answer was lost; both sides' fields are there. */
function inOrder(records: ReadonlyMap<string, string>, sequence: Told, headquarters: Told): void {
  const doc = JSON.parse(records.get('north-3') ?? '{}') as { last_name: string; first_name: string }
  const number = (word: string | undefined) => Number(word?.split('-')[1] ?? 0)
  for (const [stands, told] of [[doc.last_name, sequence], [doc.first_name, headquarters]] as const) {
    expect(number(stands)).toBeGreaterThanOrEqual(number(told.acknowledged.at(-1)))
    expect([...told.acknowledged, ...told.uncertain]).toContain(stands)
  }
}
