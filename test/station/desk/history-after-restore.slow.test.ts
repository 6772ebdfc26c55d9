/** "Who sat at seat 15?" has the same answer at every desk after a laptop was restored from its backup, and after headquarters was. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { checkBackup, restoreFile } from '../../../src-main/station/restore-file.ts'
import type { SeatHistory } from '../../../src-shared/desk/seats.ts'
import { DATABASE_KEY, makeDesks, TENANT, type Desks } from '../../support/make-desks.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { registrationId, VENUE } from './make-desk-site.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const SEATS = ['15', '16', '17', '18']
const [ZOE, NA, LIAM] = [1, 2, 3].map(registrationId) as [string, string, string]
const DAY = new Date().toISOString().slice(0, 10)

/** Who had each of the seats, from when to when, and each registration's attendance: as a desk tells it. */
async function told(desks: Desks, desk: string) {
  const seats = await Promise.all(SEATS.map(async (seat) => ((await desks.ask(desk, 'GET', `/desk/seats/history?seat=${seat}&date=${DAY}`)).body as SeatHistory).spans))
  const { body } = await desks.ask(desk, 'GET', `/desk/roster?event=${EVENT}`)
  return { seats, standing: body.rows.map(({ id, seat, state, checked_in_at }: Record<string, unknown>) => ({ id, seat, state, checked_in_at })) }
}

/** The documents behind it, with every check-in and seat that was noted. */
async function stored(desks: Desks, who: string) {
  const folder = openDataFolder({ folder: desks.folderOf(who), use: 'use', key: DATABASE_KEY })
  const docs = await Promise.all([ZOE, NA, LIAM].map((id) => folder.store.get({ tenant: TENANT, collection: 'bookingRegistrations', id })))
  await folder.close()
  return docs.map((record) => JSON.parse(record?.text ?? '{}'))
}

/** Of a folder that nothing runs on. */
async function backup(desks: Desks, who: string): Promise<string> {
  const file = join(tempFolder(), `${who}.db`)
  const folder = openDataFolder({ folder: desks.folderOf(who), use: 'use', key: DATABASE_KEY })
  await folder.store.backup(file)
  await folder.close()
  return file
}

async function restore(desks: Desks, who: string, file: string): Promise<void> {
  await desks.stop(who)
  checkBackup(file, DATABASE_KEY)
  await restoreFile({ file, folder: desks.folderOf(who), key: DATABASE_KEY, now: new Date() })
  await desks.start(who)
}

it('of seats and of attendance: nothing is missing, nothing is there twice', { timeout: 120_000 }, async () => {
  const desks = await makeDesks({
    site: VENUE, names: ['one', 'two'],
    documents: [
      ['venues', { id: VENUE, name: 'Burnaby Test Centre', time_zone: 'UTC' }, null],
      ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: `${DAY}T23:59:00.000Z`, EventExamType: 'Trades', EventStatus: 'Scheduled' }, VENUE],
      ...([[ZOE, 'Zoë Ó'], [NA, '李娜'], [LIAM, "Liam O'Brien"]] as const).map(([id, LearnerName]): ['bookingRegistrations', Record<string, unknown>, string] => [
        'bookingRegistrations', { id, EventIdentifier: EVENT, LearnerName, Assessment: 'F', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', sys_version: 1 }, VENUE,
      ]),
    ],
  })
  const run = async (desk: string, id: string, name: string, input: object) => expect(await desks.ask(desk, 'POST', `/api/registrations/${id}/commands/${name}`, input)).toMatchObject({ status: 200 })
  /** All have sent, then all have read. */
  const settled = async () => (await desks.idle(), await desks.idle())

  await run('one', ZOE, 'check-in', { Seat: '15' })
  await settled()
  // Backed up with writes that have not been sent.
  await desks.stop('hq')
  await run('one', ZOE, 'assign-seat', { Seat: '16' })
  await run('one', NA, 'check-in', { Seat: '15' })
  await desks.stop('one')
  const laptop = await backup(desks, 'one')
  await desks.start('hq')
  await desks.start('one')
  await settled()
  await run('one', NA, 'undo-check-in', { Reason: 'Wrong person' })
  await run('one', LIAM, 'check-in', { Seat: '15' })
  await settled()
  await run('two', ZOE, 'assign-seat', { Seat: '17' })
  await settled()

  const before = { desk: await told(desks, 'one'), hq: await stored(desks, 'hq') }
  expect(before.desk.seats.map((spans) => spans.filter(({ kind }) => kind === 'sat').map(({ name }) => name))).toEqual([['Zoë Ó', '李娜', "Liam O'Brien"], ['Zoë Ó'], ['Zoë Ó'], []])
  await restore(desks, 'one', laptop)
  await settled()
  expect(await stored(desks, 'hq')).toEqual(before.hq)
  for (const desk of ['one', 'two']) {
    expect(await told(desks, desk)).toEqual(before.desk)
    expect(await stored(desks, desk)).toEqual(before.hq)
  }

  // Headquarters goes back behind what the desks wrote; they send it again.
  await desks.stop('hq')
  const centre = await backup(desks, 'hq')
  await desks.start('hq')
  // At one desk, since nobody says whose writes come again first: the seat has to be free before it is taken.
  await run('two', LIAM, 'assign-seat', { Seat: '18' })
  await settled()
  await run('two', NA, 'check-in', { Seat: '15' })
  await settled()
  const later = await told(desks, 'two')
  expect(later.seats.map((spans) => spans.length)).toEqual([4, 1, 1, 1])
  await restore(desks, 'hq', centre)
  await settled()
  for (const desk of ['one', 'two']) {
    expect(await told(desks, desk)).toEqual(later)
    expect(await stored(desks, desk)).toEqual(await stored(desks, 'hq'))
  }
})
