/** A laptop dies with unsent work: the rescue file carries it to another, twice without harm. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { DATABASE_KEY, makeDesks, type Desks } from '../../support/make-desks.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const AT = '2026-11-22T16:00:00.000Z'
const EVENT = '6f1c2a90-0000-4000-8000-000000000001'
const registration = (n: number) => `6f1c2a90-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`
const NAMES = ['Zoë Ó Briain', '李娜', "D'Arcy N"]

let desks: Desks

beforeEach(async () => {
  desks = await makeDesks({
    site: 'v', names: ['a', 'b'],
    documents: [
      ['venues', { id: 'v', name: 'North', time_zone: 'America/Vancouver', exam_types: [], exam_formats: [], billing_codes: [] }, null],
      ['bookingEvents', { id: EVENT, EventVenue: 'v', EventStart: '2026-11-22T17:00:00Z', EventStatus: 'Scheduled' }, 'v'],
      ...NAMES.map((LearnerName, n): ['bookingRegistrations', Record<string, unknown>, string] => ['bookingRegistrations', { id: registration(n), EventIdentifier: EVENT, LearnerName, ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }, 'v']),
    ],
  })
})

type Who = 'hq' | 'a' | 'b'
const ask = (...asked: Parameters<Desks['ask']>) => desks.ask(...asked)

const checkIn = async (at: Who, n: number, seat: string) => expect((await ask(at, 'POST', `/api/registrations/${registration(n)}/commands/check-in`, { Seat: seat, IdentityChecks: ['passport'], At: AT })).status).toBe(200)
const admitted = async (at: Who) => (await ask(at, 'POST', '/api/registrations/search', {})).body.Items.filter(({ AttendanceStatus }: { AttendanceStatus: string }) => AttendanceStatus !== 'Pending').map(({ LearnerName, Seat }: { LearnerName: string; Seat: string }) => [LearnerName, Seat]).sort()
const save = async (who: 'a' | 'b') => (await ask(who, 'POST', '/sync/rescue/save', {})).body
const load = (who: 'a' | 'b', { file, phrase }: { file: string; phrase: string }) => ask(who, 'POST', '/sync/rescue/load', { file, phrase })

it('carries unsent work to another laptop, which sends it; twice, and after the first laptop came back, it is there once', async () => {
  expect((await ask('a', 'POST', '/sync/rescue/save', {})).status).toBe(409)
  await desks.stop('hq')
  await checkIn('a', 0, '1')
  await checkIn('a', 1, '2')
  const rescue = await save('a')
  expect(rescue).toMatchObject({ writes: 2, cards: 0, phrase: expect.stringMatching(/^(\w{4}-){4}\w{4}$/), name: expect.stringMatching(/\.age$/) })
  expect(Buffer.from(rescue.file, 'base64').toString('latin1')).not.toContain('Zoë')
  await desks.stop('a')

  expect((await load('b', rescue)).body).toMatchObject({ writes: 2, done: 0, cards: 0 })
  // The desk that took it shows it at once.
  expect(await admitted('b')).toEqual([['Zoë Ó Briain', '1'], ['李娜', '2']])
  expect((await load('b', { ...rescue, phrase: rescue.phrase.toLowerCase().replaceAll('-', ' ') })).body).toMatchObject({ writes: 2 })
  await checkIn('b', 2, '3')
  await desks.start('hq')
  await ask('b', 'POST', '/sync/now')
  await desks.idle('b')
  const all = [["D'Arcy N", '3'], ['Zoë Ó Briain', '1'], ['李娜', '2']]
  expect(await admitted('hq')).toEqual(all)
  const versions = async () => (await ask('hq', 'GET', '/sync/changes?since=0&limit=100')).body.changes.map(({ seq }: { seq: number }) => seq)
  const before = await versions()
  expect((await load('b', rescue)).body).toMatchObject({ writes: 2, done: 2 })
  await desks.start('a')
  await desks.idle('a')
  expect(await versions()).toEqual(before)
  expect(await admitted('a')).toEqual(all)
})

it('lists what came of it on the laptop that took it, and open decisions too', async () => {
  await ask('a', 'POST', '/sync/pause')
  await checkIn('hq', 0, '9')
  await checkIn('a', 0, '1')
  await ask('a', 'POST', '/sync/resume')
  await expect.poll(async () => (await ask('a', 'GET', '/sync/conflicts')).body.Items.length, { timeout: 15_000 }).toBeGreaterThan(0)
  await desks.idle('a')
  const open = (await ask('a', 'GET', '/sync/conflicts')).body.Items
  await ask('a', 'POST', '/sync/pause')
  await checkIn('hq', 1, '8')
  await checkIn('a', 1, '2')
  const rescue = await save('a')
  expect(rescue).toMatchObject({ writes: 1, cards: open.length })
  await desks.stop('a')
  expect((await load('b', rescue)).status).toBe(200)
  await desks.idle('b')
  const { Items } = (await ask('b', 'GET', '/sync/conflicts')).body
  expect(Items).toEqual(expect.arrayContaining(open))
  expect(new Set(Items.map(({ record_id }: { record_id: string }) => record_id))).toEqual(new Set([registration(0), registration(1)]))
})

it('refuses a wrong phrase, a damaged file, another file and a laptop that has no headquarters, and changes nothing', async () => {
  await ask('a', 'POST', '/sync/pause')
  await checkIn('a', 0, '1')
  const rescue = await save('a')
  const refused = async (change: object) => (await load('b', { ...rescue, ...change })).body.detail
  expect(await refused({ phrase: 'AAAA-AAAA-AAAA-AAAA-AAAA' })).toMatch(/^The phrase does not open this file/)
  const bytes = Buffer.from(rescue.file, 'base64')
  bytes[bytes.length - 9]! ^= 1
  expect(await refused({ file: bytes.toString('base64') })).toMatch(/^The phrase does not open this file, or the file is damaged/)
  expect(await refused({ file: Buffer.from('a holiday photo').toString('base64') })).toBe('This is not a rescue file.')
  expect((await ask('b', 'GET', '/sync/status')).body.pending).toBe(0)
  const alone = tempFolder()
  const [file, key, phrase] = [join(alone, 'r.age'), join(alone, 'key'), rescue.phrase]
  writeFileSync(file, Buffer.from(rescue.file, 'base64'))
  writeFileSync(key, DATABASE_KEY)
    const said: string[] = []
  const output = { print: (text: string) => void said.push(text), log: (line: string) => void said.push(line) }
  expect(await runCli(['keys', 'add', '--data', join(alone, 'data'), '--key-file', key, '--tenant', 'bc'], {}, output)).toBe(0)
  expect(await runCli(['rescue', 'load', file, '--data', join(alone, 'data'), '--key-file', key, '--phrase', phrase], {}, output)).toBe(1)
  expect(said.join()).toContain('has no headquarters')
  // The command line saves beside a running station, and its file loads like the window's.
  expect(await runCli(['rescue', 'save', '--data', desks.folderOf('a'), '--key-file', key, '--to', join(alone, 'cli.age')], {}, output)).toBe(0)
  expect((await load('b', { file: readFileSync(join(alone, 'cli.age')).toString('base64'), phrase: said.at(-1)! })).body).toMatchObject({ writes: 1 })
  await desks.idle('b')
  expect(await admitted('hq')).toEqual([['Zoë Ó Briain', '1']])
})
