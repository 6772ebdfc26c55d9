/** The morning with an outage, the same in the app and in a browser. */
import { expect } from 'vitest'
import type { DeskPage } from './desk-page.ts'
import type { ExamMorning } from './exam-morning.ts'

export interface Seat {
  desk: DeskPage
  /** Kills whatever serves the window, without warning, and opens it again. */
  restart(): Promise<DeskPage>
}

const picture = process.env['HALLPASS_PICTURE']

export async function morningWithOutage(morning: ExamMorning, { desk, restart }: Seat): Promise<DeskPage> {
  const [second, third, seated] = morning.candidates
  if (!second || !third || !seated) throw new Error('the demo has too few candidates')

  await desk.signIn('Amara Diallo', morning.pin)
  await desk.badge(/^All sent$/)
  await desk.find('mull')
  await desk.person('Jürgen Müller').waitFor()
  await desk.press('Enter')
  await desk.type('1234')
  await desk.press('Enter')
  await desk.sees(/^In \d+:\d\d.*seat Q2$/)
  await desk.badge(/^All sent$/)

  await morning.hq.kill()
  await desk.badge(/^Offline since/)
  // The picture in the README is one of this run.
  if (picture) await desk.page.screenshot({ path: picture })
  await desk.checkIn(second.LearnerCode)
  await desk.checkIn(third.LearnerCode)
  await desk.press('u')
  await desk.sees('Undo: why?')
  await desk.press('2')
  await desk.page.getByRole('article').getByRole('button', { name: /^Check in/ }).waitFor()
  await desk.find(seated.LearnerCode)
  await desk.person(seated.LearnerName).waitFor()
  await desk.press('Enter')
  await desk.type('s')
  await desk.page.getByRole('textbox', { name: 'Seat' }).waitFor()
  await desk.type('22')
  await desk.press('Enter')
  await desk.sees('Given to this candidate.')
  await desk.badge(/^Offline since .* · 4 waiting$/)

  const again = await restart()
  await again.signIn('Amara Diallo', morning.pin)
  await again.badge(/4 waiting$/)
  await again.palette('sync')
  // The picture above the list is a table too, for those who do not see it.
  const rows = again.page.getByRole('table').last().getByRole('row')
  await rows.nth(4).waitFor()
  expect(await rows.allInnerTexts()).toMatchObject([/When/, /Check-in/, /Check-in/, /Undone check-in/, /Seat/].map((text) => expect.stringMatching(text) as string))
  await again.find(seated.LearnerCode)
  await again.person(seated.LearnerName).getByText('22', { exact: true }).waitFor()

  await morning.hq.ready()
  await again.badge(/^All sent$/)
  const first = await morning.atHq(morning.müller.RegistrationIdentifier)
  expect(first).toMatchObject({ Seat: 'Q2', CheckedInAt: expect.any(String) as string })
  expect(await morning.atHq(second.RegistrationIdentifier)).toMatchObject({ CheckedInAt: expect.any(String) as string })
  for (const one of [first, await morning.atHq(second.RegistrationIdentifier)]) expect(['Present', 'Late']).toContain(one.AttendanceStatus)
  expect(await morning.atHq(third.RegistrationIdentifier)).toMatchObject({ AttendanceStatus: 'Pending', CheckedInAt: null })
  expect(await morning.atHq(seated.RegistrationIdentifier)).toMatchObject({ AttendanceStatus: 'Pending', Seat: '22' })
  expect([...desk.complaints, ...again.complaints]).toEqual([])
  return again
}
