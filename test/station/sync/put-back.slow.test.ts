/** An older file of headquarters is put back by hand: nobody ran `hallpass restore`, and new writes take the numbers of those that are gone. */
import { cpSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { makeDesks } from '../../support/make-desks.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const REQUIRED = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: 'N' }

it('stations read everything anew, send again what headquarters lost, and keep nothing that is gone', async () => {
  const desks = await makeDesks({
    site: 'N', names: ['a', 'b'],
    documents: [
      ['exams', { id: 'e' }, null], ['examOfferings', { id: 'o' }, null], ['contacts', { id: 'c', name: "Siân O'Brien" }, null], ['testingFacilities', { id: 'N' }, null],
      ...['r1', 'r2', 'r3', 'r4'].map((id): ['examRegistrations', Record<string, unknown>, string] => ['examRegistrations', { id, ...REQUIRED, sys_version: 1 }, 'N']),
    ],
  })
  const patch = async (at: string, id: string, notes: string) => expect((await desks.ask(at, 'PATCH', `/examRegistrations/bc/${id}`, [{ op: 'add', path: '/notes', value: notes }])).status).toBe(200)
  const all = async (at: string) => (await desks.ask(at, 'GET', '/examRegistrations/bc')).body

  // A copy of the folder, as somebody makes it by hand.
  await desks.stop('hq')
  const copy = tempFolder()
  cpSync(desks.folderOf('hq'), copy, { recursive: true })
  await desks.start('hq')
  for (const notes of ['one', 'two', 'three']) await patch('hq', 'r1', notes)
  await desks.ask('b', 'POST', '/sync/now')
  await desks.idle('b')
  await patch('a', 'r2', 'from a desk')
  await desks.idle()
  await desks.stop('a')
  await desks.stop('b')

  await desks.stop('hq')
  rmSync(desks.folderOf('hq'), { recursive: true })
  cpSync(copy, desks.folderOf('hq'), { recursive: true })
  await desks.start('hq')
  // The numbers of what is gone are used again, and more.
  for (const notes of ['four', 'five', 'six', 'seven', 'eight', 'nine']) await patch('hq', 'r3', notes)
  await desks.start('b')
  await desks.idle('b')
  expect(await all('b')).toEqual(await all('hq'))
  expect((await all('b')).map(({ notes }: { notes?: string }) => notes ?? null)).toEqual([null, null, 'nine', null])
  await desks.start('a')
  await desks.idle()
  expect((await all('hq')).map(({ notes }: { notes?: string }) => notes ?? null)).toEqual([null, 'from a desk', 'nine', null])
  for (const at of ['a', 'b']) expect(await all(at)).toEqual(await all('hq'))
})
