/** Point 4: somebody stands at the door. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

const isIn = (person: Locator) => person.getByRole('status').getByText(/^In \d/).waitFor()

/** Ticks each step and lets in. */
export async function letIn(day: Day, person: Locator): Promise<void> {
  await day.hand.use(button(day.hand, 'All checked', person), '0')
  await day.hand.use(button(day.hand, /^Check in/, person), 'Enter')
  await isIn(person)
}

/** Finds the next one, opens and lets them in. */
export async function letNextIn(day: Day): Promise<{ who: Registration; person: Locator }> {
  const who = day.someone()
  const person = await day.person(who)
  await letIn(day, person)
  return { who, person }
}

export const checkIn: Flow = {
  point: 4, name: 'each identity step is ticked, a seat is typed, another taken on the map, another scanned, the candidate is in',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    const person = await day.person(who)
    const steps = await person.getByRole('group', { name: 'Identity check' }).locator('[aria-pressed]').all()
    for (const [at, step] of steps.entries()) await hand.use(step, `${at + 1}`)
    const card = person.getByRole('region', { name: 'Seat' })
    await hand.use(button(hand, /^Change/, card), 's')
    await hand.write(card.getByRole('textbox', { name: 'Seat' }), '54', '')
    await hand.use(button(hand, /^Give/, card), 'Enter')
    await card.getByText('54', { exact: true }).waitFor()
    await hand.use(button(hand, /^Change/, card), 's')
    await day.look('seat at check-in')
    const beside = card.getByRole('gridcell', { name: 'Seat 55, free' })
    await hand.way({
      async keys() {
        await hand.use(beside, 'ArrowDown ArrowRight')
        await hand.use(beside.and(day.page.locator(':focus')), 'Enter')
      },
      mouse: () => hand.use(beside),
    })
    await card.getByText('55', { exact: true }).waitFor()
    await hand.scan('SEAT-56')
    await card.getByText('56', { exact: true }).waitFor()
    await day.sees('Given to this candidate.')
    await hand.use(button(hand, /^Check in/, person), 'Enter')
    await isIn(person)
    day.arrives(who, (at) => expect(at).toMatchObject({ Seat: '56', CheckedInBy: PROCTOR }))
  },
}

export const undoCheckIn: Flow = {
  point: 4, name: 'a check-in is undone with a reason',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const { who, person } = await letNextIn(day)
    await hand.use(button(hand, /^Undo/, person), 'u')
    await hand.use(button(hand, /^Wrong person/, person), '1')
    await person.getByRole('button', { name: /^Check in/ }).waitFor()
    day.arrives(who, (at) => {
      expect(at).toMatchObject({ AttendanceStatus: 'Pending', CheckedInAt: null })
      expect(at.CheckInHistory.map(({ Kind }) => Kind)).toEqual(['CheckIn', 'Undo'])
    })
  },
}

export const inAlready: Flow = {
  point: 4, name: 'who is in already is let in again only with a reason',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.somebodyIn()
    const person = await day.person(who)
    await person.getByRole('alert').getByText('Already in', { exact: true }).waitFor()
    await hand.use(button(hand, /^Check in again/, person))
    await hand.use(button(hand, /^The first was somebody else/, person), '1')
    await isIn(person)
    await person.getByText(`Checked in by ${PROCTOR}`).waitFor()
    day.arrives(who, ({ CheckInHistory }) => expect(CheckInHistory.map(({ Kind }) => Kind)).toEqual(['CheckIn', 'Override']))
  },
}
