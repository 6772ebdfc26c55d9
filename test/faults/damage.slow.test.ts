/**
 * Chance damages the database of a station that was killed with writes waiting: bits, pages, a cut file, a cut log, a wrong key, in turn.
 * HALLPASS_DAMAGES sets how often (24), HALLPASS_DAMAGE_SEED which (1).
 * Each ends whole, with every write that could still be read at headquarters once, or refused with a sentence; never silently blank.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHq } from '../../src-main/hq/hq.ts'
import { startStation, type Station } from '../../src-main/station/station.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import { copyFolder, damage, randomOf, type Damage, type Random } from './damaged-folder.ts'
import { hallpass, hallpassProcess, sleep } from './hallpass-process.ts'
import { oracleOf, type Oracle } from './page-oracle.ts'
import { client, type Client } from './writers.ts'

const damages_wanted = Number(process.env.HALLPASS_DAMAGES ?? 24)
const seed = Number(process.env.HALLPASS_DAMAGE_SEED ?? 1)
const writes = 60
const restarts_max = 4
const idle_within_ms = 60_000

const TENANT = 'bc'
const SITE = randomUUID()
const EXAMS = `/examRegistrations/${TENANT}`
const body = (word: string) => ({ exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: SITE, notes: word, last_name: "Ó Súilleabháin-D'Arcy" })

const folder = mkdtempSync(join(tmpdir(), 'hallpass-damage-'))
const soundStation = join(folder, 'station')
/** Headquarters before the waiting writes reached it, and after. */
const soundHq = { before: join(folder, 'hq'), after: join(folder, 'hq-after') }
const key = (data: string) => readFileSync(join(data, 'station.key'), 'utf8').trim()
let upstreamKey = ''
let hqKey = ''
let stationKey = ''
let oracle: Oracle

afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(async () => {
  const documents = [
    ['exams', { id: 'e' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: '李' }],
    ['testingFacilities', { id: SITE }], ['venues', { id: SITE, name: 'Harbour Hall', time_zone: 'America/Vancouver' }],
    ...Array.from({ length: 150 }, (_, i) => ['examRegistrations', { id: `r${i}`, ...body(`old-${i}`), sys_version: 1 }]),
  ] as const
  const lines = join(folder, 'seed.ndjson')
  writeFileSync(lines, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', lines, '--data', soundHq.before)
  const addKey = (data: string, ...more: string[]) => hallpass('keys', 'add', '--data', data, '--tenant', TENANT, ...more)
  upstreamKey = addKey(soundHq.before, '--scope', 'write', '--site', SITE)
  hqKey = addKey(soundHq.before, '--scope', 'admin')
  // Made at headquarters, so that it comes back with everything else where its page is damaged.
  stationKey = addKey(soundHq.before, '--scope', 'write', '--site', SITE)
  const hq = await hallpassProcess('hq', ['--data', soundHq.before])
  await hq.ready()
  const station = await hallpassProcess('station', ['--data', soundStation, '--upstream', hq.url, '--upstream-key', upstreamKey, '--site', SITE])
  await station.ready()
  const to = client(station.url, stationKey)
  await untilIdle(to, client(hq.url, hqKey))
  await hq.stop()
  // Some of what waits is in the file, the rest in the log: the log is copied into the file in a quiet moment.
  for (let i = 0; i < writes / 2; i++) await write(to, i)
  await sleep(600)
  for (let i = writes / 2; i < writes; i++) await write(to, i)
  await station.kill()
  oracle = oracleOf(soundStation, key(soundStation), (operation) => /"word-\d+"/.exec(operation)?.[0].slice(1, -1))
  if (oracle.words.length !== writes) throw new Error(`the queue holds ${oracle.words.length} writes`)
  copyFolder(soundHq.before, soundHq.after)
  await bringTogether(soundStation, soundHq.after)
}, 120_000)

async function write(to: Client, i: number): Promise<void> {
  const answer = i % 3 === 0
    ? await to.send('PATCH', `${EXAMS}/r${i}`, [{ op: 'replace', path: '/notes', value: `word-${i}` }])
    : await to.send('POST', EXAMS, body(`word-${i}`))
  expect(answer?.status).toBeLessThan(300)
}

/** Lets a copy of the station send all it has to this headquarters. */
async function bringTogether(stationData: string, hqData: string): Promise<void> {
  const copy = join(folder, 'sender')
  copyFolder(stationData, copy)
  const hq = await startHq({ data: hqData, key: key(hqData), log: () => undefined })
  const { url } = await hq.listen('127.0.0.1', 0)
  const station = await startStation({ data: copy, key: key(copy), upstream: { url, key: upstreamKey, site: SITE }, log: () => undefined })
  const { url: at } = await station.listen('127.0.0.1', 0)
  await untilIdle(client(at, stationKey), client(url, hqKey))
  await station.close()
  await hq.close()
}

async function untilIdle(station: Client, hq: Client, failed: () => boolean = () => false): Promise<boolean> {
  const end = Date.now() + idle_within_ms
  let seen = ''
  while (Date.now() < end) {
    if (failed()) return false
    const answer = await station.get('/sync/status')
    seen = answer.text
    if (answer.status === 200) {
      const { pending, lastPulledSeq } = JSON.parse(seen) as { pending: number; lastPulledSeq: number }
      const { last } = JSON.parse((await hq.get('/sync/changes?since=999999999')).text) as { last: number }
      if (pending === 0 && lastPulledSeq === last) return true
    }
    await sleep(20)
  }
  throw new Error(`not idle within ${idle_within_ms} ms: ${seen}`)
}

async function recordsOf(from: Client): Promise<string[]> {
  const answer = await from.get(`${EXAMS}?limit=1000`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return (JSON.parse(answer.text) as { id: string }[]).map((item) => JSON.stringify(item)).sort()
}

type End = 'whole' | 'recovered' | 'refused'

interface Life {
  station: Station
  broken: () => boolean
}

/** What every file of the folder holds, to see that nothing was touched. */
const contents = (data: string) => Object.fromEntries(readdirSync(data).filter((name) => /^hallpass\.db(-wal)?$/.test(name)).map((name) => [name, createHash('sha256').update(readFileSync(join(data, name))).digest('hex')]))

async function start(data: string, url: string | undefined, usedKey: string, log: (line: string) => void): Promise<Life> {
  let broken = false
  const station = await startStation({ data, key: usedKey, log, onDamage: () => (broken = true), ...(url === undefined ? {} : { upstream: { url, key: upstreamKey, site: SITE } }) })
  return { station, broken: () => broken }
}

/** Starts a station on a damaged copy until it is served whole or refused. */
async function live(data: string, usedKey: string, hq: { url: string; to: Client } | undefined, log: string[]): Promise<{ end: End; records?: string[] }> {
  for (let i = 0; i < restarts_max; i++) {
    const before = contents(data)
    let life: Life
    try {
      life = await start(data, hq?.url, usedKey, (line) => void log.push(line))
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      expect(error.message).toMatch(/cannot be opened with this key|Put the last backup in its place/)
      expect(contents(data)).toEqual(before)
      return { end: 'refused' }
    }
    try {
      const { url } = await life.station.listen('127.0.0.1', 0)
      const to = client(url, stationKey)
      const idle = hq ? await untilIdle(to, hq.to, life.broken) : true
      const records = idle ? await recordsOf(to).catch(() => undefined) : undefined
      if (records && !life.broken()) return { end: log.some((line) => line.includes('It was set aside as')) ? 'recovered' : 'whole', records }
      expect(life.broken(), 'a station that cannot answer knows that it is damaged').toBe(true)
    } finally {
      await life.station.close().catch(() => undefined)
    }
  }
  throw new Error(`still not whole after ${restarts_max} starts: ${log.join(' / ')}`)
}

const wordsIn = (records: readonly string[]) => records.flatMap((text) => /"notes":"(word-\d+)"/.exec(text)?.[1] ?? [])

/** One damage, at a station with headquarters at hand. */
async function withHeadquarters(data: string, done: Damage, random: Random): Promise<End> {
  const hqData = `${data}-hq`
  copyFolder(random() < 0.3 ? soundHq.after : soundHq.before, hqData)
  const hq = await startHq({ data: hqData, key: key(hqData), log: () => undefined })
  try {
    const { url } = await hq.listen('127.0.0.1', 0)
    const to = client(url, hqKey)
    const readable = oracle.readable(data)
    const log: string[] = []
    const damaged = contents(data)
    const { end, records } = await live(data, done.wrongKey ? '9'.repeat(64) : key(data), { url, to }, log)
    expect(end === 'refused', done.what).toBe(done.wrongKey || end === 'refused')
    if (!records) return end
    const atHq = await recordsOf(to)
    expect(records, 'the station has what headquarters has').toEqual(atHq)
    const words = wordsIn(atHq)
    expect(words.length, 'no write twice').toBe(new Set(words).size)
    expect(readable.filter((word) => !words.includes(word)), 'every write that could be read').toEqual([])
    if (words.length < writes) expect(end, 'a lost write is told').toBe('recovered')
    if (end === 'recovered') expectSetAside(data, damaged)
    return end
  } finally {
    // Not waited for: it gives the clients of this process time to let go of their connections.
    void hq.close()
    rmSync(hqData, { recursive: true, force: true })
  }
}

/** The damaged file is beside the new one, byte for byte. */
function expectSetAside(data: string, damaged: Record<string, string>): void {
  const kept = readdirSync(data).find((name) => /^hallpass-damaged-.*\.db$/.test(name))
  if (damaged['hallpass.db'] === undefined) return
  expect(kept).toBeDefined()
  expect(readdirSync(data)).toContain('hallpass.db')
}

/** One damage, at a station that has nobody to ask. */
async function alone(data: string, done: Damage): Promise<End> {
  const { end, records } = await live(data, done.wrongKey ? '9'.repeat(64) : key(data), undefined, [])
  if (done.wrongKey) expect(end).toBe('refused')
  expect(end, 'it is not made anew').not.toBe('recovered')
  if (records) expect(wordsIn(records).length, 'nothing is missing').toBe(writes)
  return end
}

describe('a damaged database', () => {
  it(`is never silently blank, and what waits in it is sent once (${damages_wanted} damages from seed ${seed})`, async () => {
    const ends: Record<string, number> = {}
    for (let i = 0; i < damages_wanted; i++) {
      const random = randomOf(seed * 100_003 + i)
      const data = join(folder, `damaged-${i}`)
      copyFolder(soundStation, data)
      const done = damage(data, i, random)
      const isAlone = random() < 0.2
      try {
        const end = isAlone ? await alone(data, done) : await withHeadquarters(data, done, random)
        const name = `${isAlone ? 'alone, ' : ''}${end}`
        ends[name] = (ends[name] ?? 0) + 1
      } catch (error) {
        throw new Error(`damage ${i} of seed ${seed} (${done.what}): ${(error as Error).message}`, { cause: error })
      }
      rmSync(data, { recursive: true, force: true })
    }
    console.log(`${damages_wanted} damages from seed ${seed}: ${Object.entries(ends).map(([name, n]) => `${name} ${n}`).join('; ')}`)
    expect(Object.values(ends).reduce((sum, n) => sum + n, 0)).toBe(damages_wanted)
  }, 3_600_000)
})
