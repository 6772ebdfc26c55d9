/** Point 5: who sits where. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

const seat = ({ page }: Day, name: string | RegExp): Locator => page.getByRole('gridcell', { name })

/** Opens a seat: the mouse clicks it, the keys are at it. */
async function open(day: Day, name: string | RegExp): Promise<void> {
  const { hand, page } = day
  await hand.use(hand.kind === 'keys' ? seat(day, name).and(page.locator(':focus')) : seat(day, name), 'Enter')
}

export const seatEveryone: Flow = {
  point: 5, name: 'everyone is seated after a look at what it would do, and all is taken back at once',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    await day.sitting('Seats')
    await hand.use(button(hand, /^Seat everyone/), 'e')
    await seat(day, new RegExp(`would be given.*${RegExp.escape(who.LearnerName)}`)).waitFor()
    // He needs a room of his own.
    await seat(day, /^Seat Q\d, would be given.*Jürgen Müller/).waitFor()
    await day.look('placing')
    await hand.use(button(hand, /^Leave it/), 'Escape')
    await hand.use(button(hand, /^Seat everyone/), 'e')
    await hand.use(button(hand, /^Give \d+ seats/), 'Enter')
    await day.sees(/^\d+ seats were given\./)
    await seat(day, new RegExp(`given, expected, ${RegExp.escape(who.LearnerName)}`)).waitFor()
    await hand.use(button(hand, /^Undo/), 'u')
    await day.sees(/^\d+ seats were taken back\./)
    day.arrives(who, ({ Seat }) => expect(Seat).toBeNull())
  },
}

/** Beyond all that are suggested on a day. */
const FOUND = '57'
const BESIDE = '58'

/** At a seat that is chosen. */
async function give(day: Day, who: Registration, name: string): Promise<void> {
  await day.hand.write(day.page.getByRole('combobox', { name: 'Give this seat to' }), who.LearnerCode, '')
  await day.hand.use(day.page.getByRole('listbox', { name: 'Give this seat to' }).getByRole('option').and(day.page.locator(':only-child')), 'Enter')
  await day.sees(`${who.LearnerName} has seat ${name}.`)
}

export const seatByHand: Flow = {
  point: 5, name: 'a seat is found and given, the one beside it by the map, which is undone; a seat is taken back; who sat where',
  async run(day) {
    const { hand, page } = day
    await day.as(PROCTOR)
    const [first, second] = [day.someone(), day.someone()]
    await day.sitting('Seats')
    await seat(day, `Seat ${FOUND}, free`).waitFor()
    await hand.write(page.getByRole('textbox', { name: 'Name, code or seat' }), FOUND, '/')
    await hand.use(button(hand, `Seat ${FOUND}`), 'Enter')
    await give(day, first, FOUND)
    await seat(day, new RegExp(`^Seat ${FOUND}, given, expected, `)).waitFor()
    if (hand.kind === 'keys') await hand.use(seat(day, `Seat ${BESIDE}, free`), 'ArrowRight')
    await open(day, `Seat ${BESIDE}, free`)
    await give(day, second, BESIDE)
    await hand.use(button(hand, /^Undo/), 'u')
    await seat(day, `Seat ${BESIDE}, free`).waitFor()
    await hand.use(button(hand, /^Who sat where/), 'h')
    await hand.write(page.getByRole('textbox', { name: 'Seat', exact: true }), 'N1', '')
    await hand.use(button(hand, /^Look up/), 'Enter')
    await day.sees(/sat here/)
    await hand.write(page.getByRole('textbox', { name: 'Seat', exact: true }), BESIDE)
    await hand.use(button(hand, /^Look up/), 'Enter')
    await day.sees(/had been given it/)
    // Somebody was given another one at the check-in.
    await hand.write(page.getByRole('textbox', { name: 'Seat', exact: true }), '54')
    await hand.use(button(hand, /^Look up/), 'Enter')
    await day.sees('moved to 55')
    await day.look('who sat where')
    await hand.use(button(hand, /^Leave it/), 'Escape')
    day.arrives(first, ({ Seat }) => expect(Seat).toBe(FOUND))
    day.arrives(second, ({ Seat }) => expect(Seat).toBeNull())
  },
}

export const seatReleased: Flow = {
  point: 5, name: 'a seat is taken back on the map, and who had it is opened from there',
  async run(day) {
    const { hand, page } = day
    await day.as(PROCTOR)
    const who = day.someone()
    await day.sitting('Seats')
    await hand.write(page.getByRole('textbox', { name: 'Name, code or seat' }), '60', '/')
    await hand.use(button(hand, 'Seat 60'), 'Enter')
    await give(day, who, '60')
    await open(day, /^Seat 60, given/)
    await hand.use(button(hand, /^Take the seat back/), 'Delete')
    await day.sees(`${who.LearnerName} has no seat now.`)
    await hand.use(button(hand, /^Undo/), 'u')
    await open(day, /^Seat 60, given/)
    await hand.use(button(hand, /^Open the candidate/), 'o')
    await day.desk.person(who.LearnerName).getByRole('region', { name: 'Seat' }).getByText('60', { exact: true }).waitFor()
    day.arrives(who, ({ Seat }) => expect(Seat).toBe('60'))
  },
}
