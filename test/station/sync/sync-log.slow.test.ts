/** What the sync log says of a real station and headquarters: down, refused, in conflict, and all sent. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { DATABASE_KEY, makeDesks, type Desks } from '../../support/make-desks.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const AT = '2026-11-22T16:00:00.000Z'
const EVENT = '6f1c2a90-0000-4000-8000-000000000001'
const REGISTRATION = '6f1c2a90-0000-4000-8000-000000000002'

let desks: Desks

beforeEach(async () => {
  desks = await makeDesks({
    site: 'v',
    documents: [
      ['venues', { id: 'v', name: 'North', time_zone: 'America/Vancouver', exam_types: [], exam_formats: [], billing_codes: [] }, null],
      ['bookingEvents', { id: EVENT, EventVenue: 'v', EventStart: '2026-11-22T17:00:00Z', EventStatus: 'Scheduled' }, 'v'],
      ['bookingRegistrations', { id: REGISTRATION, EventIdentifier: EVENT, LearnerName: 'Zoë Ó Briain', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }, 'v'],
    ],
  })
})

const ask = (...asked: Parameters<Desks['ask']>) => desks.ask(...asked)
const status = () => desks.status()

/** `hallpass sync-log` beside the running station. */
async function log(...more: string[]): Promise<string> {
  const key = join(tempFolder(), 'key')
  writeFileSync(key, DATABASE_KEY)
  const said: string[] = []
  const code = await runCli(['sync-log', '--data', desks.folderOf('station'), '--key-file', key, ...more], process.env, { print: (text) => said.push(text), log: (line) => said.push(line) })
  expect(code).toBe(0)
  return said.join('\n')
}

const checkIn = (at: 'hq' | 'station', seat: string) => ask(at, 'POST', `/api/registrations/${REGISTRATION}/commands/check-in`, { Seat: seat, IdentityChecks: ['passport'], At: AT })

it('says since when the line is down and what waits, then that all is sent', async () => {
  expect(await log()).toMatch(/^The line to headquarters is up since .*\nNothing waits: headquarters has every write of this station\.\nNews is exchanged as it comes\./)
  await desks.stop('hq')
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

  await desks.start('hq')
  await ask('station', 'POST', '/sync/now')
  await desks.idle()
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
  // An access key has no name that says anything to a person.
  expect(said).toMatch(/, somebody wrote .* at headquarters/)
  expect(said).toMatch(/Keep the one here \("mine"\)|Send it again once/)
  const data = JSON.parse(await log('--json', '--last', '1')) as { line: { words: string[] }; entries: object[]; cards: { id: string }[] }
  expect(data.entries).toHaveLength(1)
  expect(data.line.words.at(-1)).toMatch(/for a person to decide\.$/)
  const { Items } = (await ask('station', 'GET', '/sync/conflicts')).body
  expect(data.cards.map(({ id }) => id)).toEqual(Items.map(({ id }: { id: string }) => id))
})
