/** A morning without a line at a desk whose headquarters has the documents alone, and what it leaves there. */
import { expect } from 'vitest'
import type { Doc } from '../../../../src-main/station/store/store.ts'
import { SyncFault } from '../../../../src-main/station/sync/sync-fault.ts'
import { ANA, EVENT, exam, LI, registration, VENUE, type Desk, type Hq } from './documents-world.ts'

const attempts_max = 400

/** Tries until it succeeds, as the engine does. */
export async function untilSynced(desk: Desk): Promise<number> {
  for (let attempt = 1; attempt <= attempts_max; attempt++) {
    try {
      await desk.sync()
      return attempt
    } catch (error) {
      if (!(error instanceof SyncFault)) throw error
    }
  }
  throw new Error('still not synced')
}

/** The same where no attempt is long enough to do everything: until nothing waits and everything was read. */
export async function untilIdle(desk: Desk): Promise<number> {
  for (let attempt = 1; attempt <= attempts_max; attempt++) {
    await desk.sync().catch((error: unknown) => {
      if (!(error instanceof SyncFault)) throw error
    })
    if (desk.store.outbox.state().pending === 0 && desk.store.meta.get('documents_read') !== undefined) return attempt
  }
  throw new Error('still not idle')
}

/** A morning without a line: at least one of each kind of write. */
export async function morning(desk: Desk, word: string, first = 1): Promise<string[]> {
  const made: string[] = []
  for (let i = 0; i < 6; i++) {
    const outcome = await desk.run('create-record', { collection: 'examRegistrations', doc: exam({ student_id: i % 2 ? LI : ANA, notes: `${word} ${i}`, ...(i === 5 ? { sys_external_id: `legacy ${word}` } : {}) }) })
    made.push((outcome as { body: { id: string } }).body.id)
  }
  await desk.run('patch-record', { collection: 'examRegistrations', id: made[0]!, directives: [{ op: 'add', path: '/city', value: word }] })
  await desk.run('delete-record', { collection: 'examRegistrations', id: made[1]! })
  await desk.run('replace-record', { collection: 'examRegistrations', id: 'exam-reg-2', doc: { ...exam(), notes: word } })
  await desk.run('enter-score', { id: 'exam-reg-3', score: 90, second_entry: 90 })
  await desk.run('generate-order', { collection: 'examRegistrations', doc: (await desk.doc('examRegistrations', made[2]!))! })
  await desk.run('send-notice', { collection: 'examRegistrations', id: made[3]!, notice_id: 'notice-1' })
  for (let i = first; i < first + 4; i++) await desk.run('check-in', { registration: registration(i), Seat: `S${i}` })
  await desk.run('undo-check-in', { registration: registration(first), Reason: 'wrong person' })
  await desk.run('start-break', { registration: registration(first + 1) })
  await desk.run('end-break', { registration: registration(first + 1) })
  await desk.run('assign-seat', { registration: registration(first + 2), Seat: 'Z9' })
  await desk.run('mark-absent', { registration: registration(first + 4) })
  await desk.run('report-incident', { registration: registration(first + 1), Type: 'Noise', Text: word })
  await desk.run('grant-accommodation', { registration: registration(first), Type: 'Reader', TimeExtension: 30 })
  await desk.run('revoke-accommodation', { registration: registration(first), Type: 'Reader' })
  await desk.run('grant-accommodation', { registration: registration(first), Type: 'Room', Name: 'Own room' })
  await desk.run('cancel-registration', { registration: registration(first + 5), Reason: word })
  await desk.run('change-assessment', { registration: registration(first + 3), Assessment: 'WELD-2' })
  const issued = await desk.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: registration(first + 1), Count: 3 })
  const codes = (issued as { body: { Items: { SheetCode: string }[] } }).body.Items.map(({ SheetCode }) => SheetCode)
  await desk.run('return-scrap-paper', { event: EVENT, SheetCodes: codes.slice(0, 2) })
  await desk.run('destroy-scrap-paper', { event: EVENT, SheetCodes: codes.slice(0, 1) })
  await desk.run('miss-scrap-paper', { event: EVENT, SheetCodes: codes.slice(2) })
  const where = { EventVenue: VENUE, EventStart: '2026-11-24T17:00:00.000Z', EventExamType: 'Theory' }
  await desk.run('register-lax', { registration: registration(60), ...where, EventExamFormat: 'Paper', EventBillingCode: 'STD', Learner: LI, Assessment: 'WELD-1' })
  await desk.run('transfer-lax', { registration: registration(first + 6), ...where, Learner: ANA })
  await desk.run('create-event', { event: '0e000000-0000-4000-8000-000000000077', ...where, EventStart: '2026-11-25T17:00:00.000Z' })
  await desk.run('cancel-event', { event: '0e000000-0000-4000-8000-000000000077', Reason: word })
  return made
}

/** What a morning leaves at the server, each once. */
export async function expectMorning(hq: Hq, desk: Desk, word: string): Promise<void> {
  const notes = (await hq.all('examRegistrations')).map((doc) => doc.notes).filter((text) => String(text).startsWith(`${word} `)).sort()
  expect(notes).toEqual([0, 2, 3, 4, 5].map((i) => `${word} ${i}`))
  const byNotes = async (i: number) => (await hq.all('examRegistrations')).find((doc) => doc.notes === `${word} ${i}`)
  expect(await byNotes(0)).toMatchObject({ city: word })
  expect(await byNotes(5)).toMatchObject({ sys_external_id: `legacy ${word}` })
  expect((await byNotes(3))?.notices).toHaveLength(1)
  expect(await hq.all('orders')).toMatchObject([{ status: 'open', total: 120, id: (await byNotes(2))?.order_id }])
  expect(await hq.doc('examRegistrations', 'exam-reg-2')).toMatchObject({ notes: word, sys_version: 2 })
  expect(await hq.doc('examRegistrations', 'exam-reg-3')).toMatchObject({ score: 90, status: 'passed', sys_version: 2 })
  const there = async (i: number) => (await hq.doc('bookingRegistrations', registration(i)))!
  expect(await there(1)).toMatchObject({ AttendanceStatus: 'Pending', Accommodations: [{ Type: 'Room', Name: 'Own room' }] })
  expect((await there(1)).CheckInHistory as Doc[]).toHaveLength(2)
  expect(await there(2)).toMatchObject({ AttendanceStatus: 'Present', Seat: 'S2' })
  expect((await there(2)).Breaks as Doc[]).toMatchObject([{ EndedAt: expect.any(String) }])
  expect(await there(3)).toMatchObject({ Seat: 'Z9' })
  expect(await there(4)).toMatchObject({ Assessment: 'WELD-2' })
  expect(await there(5)).toMatchObject({ AttendanceStatus: 'Absent' })
  expect(await there(6)).toMatchObject({ ApprovalStatus: 'Cancelled', CancellationReason: word })
  expect((await there(7)).EventIdentifier).toBe((await there(60)).EventIdentifier)
  expect((await hq.all('incidents')).map(({ Text }) => Text)).toEqual([word])
  expect((await hq.all('scrapSheets')).map(({ Status }) => Status).sort()).toEqual(['Destroyed', 'Missing', 'Returned'])
  expect((await hq.all('bookingEvents')).length).toBe(4)
  expect(await hq.doc('bookingEvents', '0e000000-0000-4000-8000-000000000077')).toMatchObject({ EventStatus: 'Cancelled' })
  expect(desk.cards()).toEqual([])
  expect(desk.store.outbox.state().pending).toBe(0)
  // What is shown here is what is there.
  for (const doc of await desk.all('bookingRegistrations')) {
    const shown = await hq.doc('bookingRegistrations', String(doc.id))
    for (const field of ['AttendanceStatus', 'CheckedInAt', 'Seat', 'ApprovalStatus', 'Assessment', 'EventIdentifier']) expect([doc.id, field, doc[field]]).toEqual([doc.id, field, shown?.[field]])
  }
}
