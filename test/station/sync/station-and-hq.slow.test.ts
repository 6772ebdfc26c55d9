/** A station and headquarters as they are wired, over real HTTP on loopback. */
import { beforeEach, expect, it } from 'vitest'
import { makeDesks, type Desks } from '../../support/make-desks.ts'

const REQUIRED = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: 'N' }

let desks: Desks

beforeEach(async () => {
  desks = await makeDesks({
    site: 'N',
    documents: [
      ['exams', { id: 'e' }, null], ['examOfferings', { id: 'o' }, null], ['contacts', { id: 'c', name: 'Jürgen Müller' }, null], ['testingFacilities', { id: 'N' }, null],
      ['examRegistrations', { id: 'r1', ...REQUIRED, sys_version: 1, notes: 'as imported', city: 'Surrey' }, 'N'],
      ['bookingRegistrations', { id: 'b1', sys_version: 1, Accommodations: [{ Type: 'Reader', Name: 'Reader', TimeExtension: 0 }] }, 'N'],
    ],
  })
})

const ask = (...asked: Parameters<Desks['ask']>) => desks.ask(...asked)
const status = () => desks.status()
const idle = () => desks.idle()

const patch = (at: 'hq' | 'station', field: string, value: unknown) => ask(at, 'PATCH', '/examRegistrations/bc/r1', [{ op: 'add', path: `/${field}`, value }])

/** Both sides change a field while the station is paused. */
async function conflict(field: string): Promise<string> {
  expect((await ask('station', 'POST', '/sync/pause')).body.paused).toBe(true)
  await patch('hq', field, 'theirs')
  await patch('station', field, 'mine')
  expect(await status()).toMatchObject({ online: false, paused: true, pending: 1 })
  await ask('station', 'POST', '/sync/resume')
  await idle()
  const { Items } = (await ask('station', 'GET', '/sync/conflicts')).body
  expect(Items).toEqual([{
    id: expect.any(String), kind: 'conflict', collection: 'examRegistrations', record_id: 'r1', field, mine: 'mine', theirs: 'theirs',
    mine_by: expect.any(String), mine_at: expect.any(String), theirs_by: expect.any(String), theirs_at: expect.any(String),
  }])
  expect((await status()).conflicts).toBe(1)
  return Items[0].id
}

const resolve = (id: string, body: unknown) => ask('station', 'POST', `/sync/conflicts/${id}/resolve`, body)

it('a write here is there at once, and the other way round', async () => {
  await patch('station', 'notes', 'from the desk')
  await idle()
  expect((await ask('hq', 'GET', '/examRegistrations/bc/r1')).body).toMatchObject({ notes: 'from the desk', sys_version: 2 })
  await patch('hq', 'notes', 'from head office')
  await expect.poll(async () => (await ask('station', 'GET', '/examRegistrations/bc/r1')).body.notes).toBe('from head office')
  expect((await ask('station', 'GET', '/examRegistrations/bc/r1')).body).toEqual((await ask('hq', 'GET', '/examRegistrations/bc/r1')).body)
  const made = (await ask('station', 'POST', '/examRegistrations/bc', REQUIRED)).body
  expect(made.number).toBeUndefined()
  await idle()
  expect((await ask('station', 'GET', `/examRegistrations/bc/${made.id}`)).body).toMatchObject({ id: made.id, number: 1 })
})

it('a conflict is listed with both values and settled by a value, also by none', async () => {
  expect((await resolve(await conflict('notes'), { choice: 'value' })).status).toBe(400)
  const { Items } = (await ask('station', 'GET', '/sync/conflicts')).body
  expect((await resolve(Items[0].id, { choice: 'value', value: 'a third' })).status).toBe(200)
  await idle()
  expect((await ask('hq', 'GET', '/examRegistrations/bc/r1')).body.notes).toBe('a third')
  expect((await resolve(await conflict('city'), { choice: 'value', value: null })).status).toBe(200)
  await idle()
  expect((await ask('hq', 'GET', '/examRegistrations/bc/r1')).body.city).toBeUndefined()
  expect((await ask('station', 'GET', '/sync/conflicts')).body).toEqual({ Items: [] })
  expect((await resolve(Items[0].id, { choice: 'mine' })).status).toBe(404)
})

it('says what is wrong while headquarters is away, goes on working, and answers 202 to "now"', async () => {
  await desks.stop('hq')
  await patch('station', 'notes', 'alone')
  expect((await ask('station', 'POST', '/sync/now')).status).toBe(202)
  await expect.poll(async () => (await status()).lastError).toMatch(/cannot be reached/)
  expect(await status()).toMatchObject({ online: false, pending: 1 })
  expect((await ask('station', 'GET', '/examRegistrations/bc/r1')).body.notes).toBe('alone')
})
