/**
 * The disk is full: writes are refused with 507, reading goes on, nothing acknowledged is lost, and it goes on by itself once there is room.
 * On a small tmpfs where one can be mounted (root); elsewhere under a limit on the size of files (`ulimit -f`), which says nothing of freed space
 * but fails the same writes. The test prints which of the two it used.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hallpass, hallpassProcess, sleep, type HallpassProcess } from './hallpass-process.ts'
import { client, type Client } from './writers.ts'

const disk_kib = 6_144
const log_bytes_max = disk_kib * 1_024
const idle_within_ms = 90_000
const TENANT = 'bc'
const SITE = randomUUID()
const EXAMS = `/examRegistrations/${TENANT}`
const folder = mkdtempSync(join(tmpdir(), 'hallpass-full-'))
const disk = join(folder, 'disk')
const data = join(disk, 'station')
const hqData = join(folder, 'hq')
const running: HallpassProcess[] = []
let mounted = false

beforeAll(() => {
  mkdirSync(disk)
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${disk_kib}k`, 'tmpfs', disk]).status === 0
})

afterAll(async () => {
  for (const process of running) await process.kill()
  if (mounted) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

const exam = (notes: string) => ({ exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: SITE, notes })
/** Some kilobytes that no store makes smaller. */
const long = (word: string) => `${word} ${randomUUID().repeat(120)}`

async function statusOf(station: Client): Promise<{ pending: number; lastPulledSeq: number }> {
  const { status, text } = await station.get('/sync/status')
  expect(status).toBe(200)
  return JSON.parse(text) as { pending: number; lastPulledSeq: number }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + idle_within_ms; Date.now() < end; await sleep(100)) if (await holds()) return
  throw new Error(`within ${idle_within_ms} ms: ${what}`)
}

/** Takes what is left of the disk; gives back how to free it. */
function fillDisk(): () => void {
  const ballast = join(disk, 'ballast')
  const room = spawnSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).stdout.trim().split('\n').at(-1)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, Number(room) - 1_536) * 1_024))
  return () => rmSync(ballast)
}

async function notesAt(from: Client): Promise<string[]> {
  const { text } = await from.get(`${EXAMS}?limit=1000&fields=notes`)
  return (JSON.parse(text) as { notes?: string }[]).map(({ notes = '' }) => notes.split(' ')[0] ?? '').sort()
}

it('refuses with 507, goes on reading, loses nothing and goes on by itself', async () => {
  const documents = [['exams', { id: 'e' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: 'Nguyễn Ánh' }], ['testingFacilities', { id: SITE }], ['venues', { id: SITE, name: 'Hall', time_zone: 'America/Vancouver' }]] as const
  writeFileSync(join(folder, 'seed.ndjson'), documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', join(folder, 'seed.ndjson'), '--data', hqData)
  const key = (at: string, ...more: string[]) => hallpass('keys', 'add', '--data', at, '--tenant', TENANT, ...more)
  const upstreamKey = key(hqData, '--scope', 'write', '--site', SITE)
  const hqKey = key(hqData, '--scope', 'admin')
  const stationKey = key(data, '--scope', 'write')
  const hqProcess = await hallpassProcess('hq', ['--data', hqData])
  await hqProcess.ready()
  const limit = mounted ? {} : { fileBlocksMax: disk_kib }
  const stationProcess = await hallpassProcess('station', ['--data', data, '--upstream', hqProcess.url, '--upstream-key', upstreamKey, '--site', SITE], limit)
  running.push(hqProcess, stationProcess)
  await stationProcess.ready()
  const station = client(stationProcess.url, stationKey)
  const hq = client(hqProcess.url, hqKey)
  const idle = async () => {
    const { pending, lastPulledSeq } = await statusOf(station)
    const { last } = JSON.parse((await hq.get('/sync/changes?since=999999999')).text) as { last: number }
    return pending === 0 && lastPulledSeq === last
  }
  await until('the first sync', idle)
  // Headquarters is away, so that what is written has to wait.
  await hqProcess.kill()

  const free = mounted ? fillDisk() : () => undefined
  const told: string[] = []
  let refused = 0
  let longest = 0
  for (let i = 0; refused < 20 && i < 2_000; i++) {
    const answer = await station.send('POST', EXAMS, exam(long(`word-${i}`)))
    if (answer?.status === 200) told.push(`word-${i}`)
    else {
      expect(answer?.status, JSON.stringify(answer?.body)).toBe(507)
      refused++
    }
    longest = Math.max(longest, ...readdirSync(data).filter((name) => name.endsWith('-wal')).map((name) => statSync(join(data, name)).size))
  }
  expect(refused, 'the disk was full').toBe(20)
  expect(longest).toBeLessThanOrEqual(log_bytes_max)
  expect(await notesAt(station)).toEqual([...told].sort())

  free()
  if (!mounted) {
    await stationProcess.kill()
    stationProcess.liftLimit()
    await stationProcess.ready()
  }
  await until('room again', async () => (await station.send('POST', EXAMS, exam('after')))?.status === 200)
  await hqProcess.ready()
  await until('everything sent', idle)
  // A refused write was not made; nothing else decides what is there.
  expect(await notesAt(hq)).toEqual([...told, 'after'].sort())
  expect(await notesAt(station)).toEqual(await notesAt(hq))
  expect(await stationProcess.stop()).toBe(0)
  hallpass('verify', '--data', data)
  console.log(`${mounted ? `tmpfs of ${disk_kib} KiB` : `files of ${disk_kib} KiB at most (no mount here)`}: ${told.length} writes, then ${refused} times 507; the log had ${longest} bytes at most`)
}, 300_000)
