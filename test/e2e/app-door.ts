/** What is done with one person of the roster who stands at the door. */
import type { DeskPage } from './desk-page.ts'
import type { ExamMorning, Registration } from './exam-morning.ts'

type Name = readonly [given: string, family: string]

/** The roster of the sitting, read anew, with this in its search. */
async function roster(desk: DeskPage, { event }: ExamMorning, search: string): Promise<void> {
  await desk.go('#/sync')
  await desk.go(`#/roster/${event}`)
  await desk.page.getByRole('option').first().waitFor()
  await desk.page.locator('#desk-search:focus').waitFor()
  await desk.search(search)
}

async function open(desk: DeskPage, morning: ExamMorning, { LearnerCode, LearnerName }: Registration): Promise<void> {
  await roster(desk, morning, LearnerCode)
  await desk.person(LearnerName).waitFor()
  await desk.press('Enter')
}

/** Whom nobody here knows; afterwards the new registration is open. */
export async function registerAtDoor(desk: DeskPage, morning: ExamMorning, name: Name): Promise<void> {
  const typed = name.join(' ')
  await roster(desk, morning, typed)
  await desk.sees(`Nobody here matches “${typed}”.`)
  await desk.press('Control+Enter')
  await desk.sees('Register somebody at the door')
  await desk.page.locator('form input:focus').waitFor()
  await desk.page.locator('form select option').first().waitFor({ state: 'attached' })
  await desk.press('Enter')
  await desk.person(typed).waitFor()
}

/** The same name again, in spite of the question; then that registration is cancelled. */
export async function registerTwice(desk: DeskPage, morning: ExamMorning, [given, family]: Name): Promise<void> {
  await roster(desk, morning, '')
  await desk.press('Control+Enter')
  await desk.page.locator('form input:focus').waitFor()
  await desk.type(given)
  await desk.press('Tab')
  await desk.type(family)
  await desk.sees('Is it this person?')
  await desk.page.getByRole('button', { name: /^Register as a new person/ }).and(desk.page.locator(':enabled')).waitFor()
  await desk.press('Enter')
  await desk.sees('Perhaps registered twice')
  await desk.press('x')
  await desk.sees('Cancel this registration: why?')
  await desk.press('1')
  await desk.sees('Registration cancelled')
}

/** To the sitting that is offered first. */
export async function transfer(desk: DeskPage, morning: ExamMorning, who: Registration): Promise<void> {
  await open(desk, morning, who)
  await desk.press('t')
  await desk.page.getByRole('group', { name: 'To which sitting?' }).getByRole('button').first().waitFor()
  await desk.press('1')
  await desk.sees('Accommodations go along.')
  await desk.press('2')
  await desk.sees(`${who.LearnerName} is now in`)
}

export async function seatByHand(desk: DeskPage, morning: ExamMorning, who: Registration, seat: string): Promise<void> {
  await open(desk, morning, who)
  await desk.press('s')
  await desk.page.getByRole('textbox', { name: 'Seat' }).waitFor()
  await desk.type(seat)
  await desk.press('Enter')
  await desk.sees('Given to this candidate.')
}
