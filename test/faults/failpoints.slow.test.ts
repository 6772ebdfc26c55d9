/** Processes die, or find a full disk, at named places; each promise holds all the same. See failpoints/failpoint.ts for the table. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { initial } from '../../src-main/station/store/sqlite/migrations/0001-initial.ts'
import { openDatabase } from '../../src-main/station/store/sqlite/database.ts'
import { SCHEMA_VERSION } from '../../src-main/station/store/sqlite/migrate.ts'
import { FAILPOINTS, type FailpointName } from './failpoints/failpoint.ts'
import { hallpass, sleep } from './hallpass-process.ts'
import { bundledProgram } from './kills/bundled-program.ts'
import { EXAM, MACHINES, sharedRecord, startFleet, TENANT, type Fleet, type Machine } from './kills/fleet.ts'
import { recordsOf } from './kills/kill-promises.ts'

const EXAMS = `/examRegistrations/${TENANT}`
const SHARED = sharedRecord(0)
const plant = new URL('failpoints/plant.ts', import.meta.url).href
const fired_within_ms = 60_000
let fleet: Fleet
let program = ''
let written = 0

/** What makes a process, or a short command, fail: see plant.ts. */
const orderIn = (folder: string, name: string) => join(folder, `failpoint-${name}.json`)
const orderOf = (name: string) => orderIn(fleet.folder, name)
const word = () => `word-${++written}`

beforeAll(async () => {
  program = await bundledProgram()
  fleet = await startFleet({ preload: (name, folder) => ({ program, imports: [plant], environment: { HALLPASS_FAILPOINT: orderIn(folder, name) } }) })
})

afterAll(() => fleet.remove())

/** Plants it at one machine, does what meets it, and brings everything up again. */
async function through(name: FailpointName, at: Machine, act: () => Promise<unknown>): Promise<void> {
  writeFileSync(orderOf(at), JSON.stringify(FAILPOINTS[name]))
  try {
    await act()
    await fired(orderOf(at))
    if (FAILPOINTS[name].does === 'die') await fleet.process[at].died()
  } finally {
    rmSync(orderOf(at), { force: true })
    await fleet.process[at].ready()
  }
  await fleet.untilIdle()
}

async function fired(order: string): Promise<void> {
  for (const end = Date.now() + fired_within_ms; existsSync(order); await sleep(20)) if (Date.now() > end) throw new Error('It was never met.')
}

const create = (at: Machine, notes: string, more?: Record<string, string>) => fleet.client[at].send('POST', EXAMS, { ...EXAM, notes }, more)
const change = (at: Machine, path: string, value: string) => fleet.client[at].send('PATCH', `${EXAMS}/${SHARED}`, [{ op: 'add', path, value }])

async function examsAt(at: Machine): Promise<string[]> {
  return [...(await recordsOf(fleet.client[at], 'examRegistrations')).values()]
}

/** Everywhere the same, and each word as often as it should be. */
async function expectEverywhere(words: Record<string, number>): Promise<void> {
  const central = await examsAt('hq')
  for (const at of ['hub', 'desk'] as const) expect(await examsAt(at), at).toEqual(central)
  for (const [text, times] of Object.entries(words)) expect(central.filter((record) => record.includes(`"${text}"`)).length, text).toBe(times)
}

it('a write that was committed and not answered is there once, also when it is asked for again', async () => {
  const [notes, key] = [word(), 'after the commit']
  let answer: unknown = 'none yet'
  await through('a desk, after the commit and before the answer', 'desk', async () => (answer = await create('desk', notes, { 'idempotency-key': key })))
  expect(answer).toBeUndefined()
  expect((await create('desk', notes, { 'idempotency-key': key }))?.status).toBe(200)
  await fleet.untilIdle()
  await expectEverywhere({ [notes]: 1 })
})

it('of a write that was not committed nothing is there, and the next has its number', async () => {
  const [lost, next] = [word(), word()]
  await through('a desk, with everything written and before the commit', 'desk', () => create('desk', lost))
  expect((await create('desk', next))?.status).toBe(200)
  await fleet.untilIdle()
  await expectEverywhere({ [lost]: 0, [next]: 1 })
})

it('a full disk at the queue is 507, nothing of the write is there, and the next is taken', async () => {
  const [refused, next] = [word(), word()]
  let status: number | undefined
  await through('a desk, where the disk is full at the queue', 'desk', async () => (status = (await create('desk', refused))?.status))
  expect(status).toBe(507)
  expect((await create('desk', next))?.status).toBe(200)
  await fleet.untilIdle()
  await expectEverywhere({ [refused]: 0, [next]: 1 })
})

it.each([
  ['a desk, after the answer of a push came and before it is noted', 'desk'],
  ['headquarters, with a push applied and before its commit', 'hq'],
  ['headquarters, after the commit of a push and before the reply', 'hq'],
  ['headquarters, where the disk is full in the middle of a push', 'hq'],
  ['a hub, after it took a write and before it said so', 'hub'],
  ['a hub, after headquarters answered and before it is noted', 'hub'],
] as const)('%s: the write is at headquarters once', async (name, at) => {
  const words: string[] = []
  await through(name, at, async () => {
    for (const text of [word(), word(), word()]) if ((await create('desk', text))?.status === 200) words.push(text)
  })
  expect(words.length).toBeGreaterThan(0)
  await expectEverywhere(Object.fromEntries(words.map((text) => [text, 1])))
})

it.each(['a desk, between base and cursor of a pull', 'a desk, after a pull and before its own writes are laid over it', 'a desk, with a pull laid and before its commit'] as const)(
  "%s: headquarters' change and the desk's own are both there", async (name) => {
    const [theirs, mine] = [word(), word()]
    await through(name, 'desk', async () => {
      await Promise.all([change('hq', '/first_name', theirs), change('desk', '/last_name', mine)])
    })
    // The desk may have died before its own write was taken.
    if (!(await fleet.client.desk.get(`${EXAMS}/${SHARED}`)).text.includes(mine)) await change('desk', '/last_name', mine)
    await fleet.untilIdle()
    await expectEverywhere({ [theirs]: 1, [mine]: 1 })
    expect((JSON.parse((await fleet.client.desk.get('/sync/conflicts')).text) as { Items: unknown[] }).Items).toEqual([])
  })

/** Runs a short command that dies at what is planted. */
function dying(name: FailpointName, ...args: string[]): void {
  const order = orderOf('command')
  writeFileSync(order, JSON.stringify(FAILPOINTS[name]))
  const { signal, stderr } = spawnSync(process.execPath, ['--import', plant, program, ...args], { encoding: 'utf8', env: { ...process.env, HALLPASS_FAILPOINT: order } })
  expect(signal, stderr).toBe('SIGKILL')
}

it.each(['a backup, with the copy under way', 'a backup, with the copy made and before it has its name'] as const)('%s: there is no half copy under its name, and the next backup is whole', (name) => {
  const target = join(fleet.folder, `${name.length}.backup`)
  dying(name, 'backup', '--data', fleet.data.desk, '--to', target)
  expect(existsSync(target)).toBe(false)
  hallpass('backup', '--data', fleet.data.desk, '--to', target)
  hallpass('restore', target, '--data', join(fleet.folder, `restored-${name.length}`), '--key-file', join(fleet.data.desk, 'station.key'))
})

it.each(['a rescue file, with some of its writes taken', 'a rescue file, with its writes taken and before its cards are'] as const)('%s: loaded again, each write is at headquarters once', async (name) => {
  const words = [word(), word()]
  const file = join(fleet.folder, `${name.length}.age`)
  await fleet.process.hub.kill()
  for (const text of words) expect((await create('desk', text))?.status).toBe(200)
  const phrase = hallpass('rescue', 'save', '--data', fleet.data.desk, '--to', file)
  dying(name, 'rescue', 'load', file, '--data', fleet.data.hub, '--phrase', phrase)
  hallpass('rescue', 'load', file, '--data', fleet.data.hub, '--phrase', phrase)
  await fleet.process.hub.ready()
  await fleet.untilIdle()
  await expectEverywhere(Object.fromEntries(words.map((text) => [text, 1])))
})

it('a migration that was killed has not begun: the next start makes it whole', () => {
  const folder = join(fleet.folder, 'old')
  mkdirSync(folder)
  const key = '5e'.repeat(32)
  writeFileSync(join(folder, 'station.key'), key, { mode: 0o600 })
  const file = join(folder, 'hallpass.db')
  const old = openDatabase(file, key)
  old.exec(initial.sql)
  old.pragma(`user_version=${initial.version}`)
  old.close()
  const version = () => {
    const db = openDatabase(file, key, { readonly: true })
    const found = db.pragma('user_version', { simple: true })
    db.close()
    return found
  }
  dying('a migration, with the tables made and before its number is noted', 'keys', 'list', '--data', folder, '--tenant', TENANT)
  const after = version() as number
  expect(after).toBeLessThan(SCHEMA_VERSION)
  hallpass('keys', 'list', '--data', folder, '--tenant', TENANT)
  expect(version()).toBe(SCHEMA_VERSION)
  hallpass('verify', '--data', folder)
})

it('afterwards every folder is whole', async () => {
  for (const name of MACHINES) expect(await fleet.process[name].stop()).toBe(0)
  for (const name of MACHINES) hallpass('verify', '--data', fleet.data[name])
})
