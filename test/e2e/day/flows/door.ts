/** Point 3: who stands at the door and is on no list, twice on it, or on another one. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { venueDay } from '../elsewhere.ts'
import { button } from '../hand.ts'
import { SITTING_NOW } from '../sitting-now.ts'
import { letIn } from './check-in.ts'

type Name = readonly [given: string, family: string]
const form = (day: Day) => day.page.getByRole('region', { name: 'Register somebody at the door' })

/** Says who it is in the form for somebody at the door. */
async function atTheDoor(day: Day, [given, family]: Name): Promise<void> {
  const { hand } = day
  await hand.use(button(hand, 'Register somebody'), 'Control+Enter')
  await hand.write(form(day).getByLabel('Given name'), given, '')
  await hand.write(form(day).getByLabel('Family name'), family)
}
async function register(day: Day, name: Name): Promise<Locator> {
  await atTheDoor(day, name)
  await day.hand.use(button(day.hand, /^Register( Enter)?$/, form(day)), 'Enter')
  const person = day.desk.person(name.join(' '))
  await person.waitFor()
  return person
}
/** Of everybody at headquarters. */
async function ofName(day: Day, name: Name): Promise<Registration[]> {
  const { Items } = await day.morning.askHq<{ Items: Registration[] }>('/api/registrations/search', {})
  return Items.filter(({ LearnerName }) => LearnerName === name.join(' '))
}

const WALK_IN: Name = ['Zoë', 'O’Hara']

export const walkIn: Flow = {
  point: 3, name: 'somebody at the door is registered and in; the card of the sitting counts them, and the chart shows them arrive',
  async run(day) {
    await day.as(PROCTOR)
    await day.roster(SITTING_NOW)
    await letIn(day, await register(day, WALK_IN))
    await day.go('Today')
    const sitting = day.page.getByRole('listitem').filter({ has: day.page.locator(`[data-sitting-card="${SITTING_NOW}"]`) })
    const chart = sitting.getByRole('figure')
    await chart.getByText(/^[1-9] of \d in$/).waitFor()
    expect(await sitting.getByRole('button').innerText()).toMatch(/\b[1-9] in\b/)
    const table = chart.getByRole('table', { name: /^Arrivals: [1-9] of \d in$/ })
    expect(await table.getByRole('row').first().innerText()).toMatch(/^Time\s+In$/)
    expect(await table.getByRole('row').last().innerText()).toMatch(/^\d+:\d\d.*\s[1-9]$/)
    day.atHq('somebody at the door', async () => expect(await ofName(day, WALK_IN)).toMatchObject([{ EventIdentifier: SITTING_NOW, CheckedInBy: PROCTOR, ApprovalStatus: 'Registered' }]))
  },
}

const TWICE: Name = ['Siân', 'Ó']

export const registeredTwice: Flow = {
  point: 3, name: 'the same person is registered again in spite of the question, one of the two is cancelled, registered again, and cancelled',
  async run(day) {
    const { hand } = day
    const person = day.desk.person(TWICE.join(' '))
    await day.as(PROCTOR)
    await day.roster(SITTING_NOW)
    await register(day, TWICE)
    await atTheDoor(day, TWICE)
    await day.sees('Is it this person?')
    await hand.use(button(hand, /^Show the registration/, form(day)), 'Alt+1')
    await form(day).waitFor({ state: 'detached' })
    await atTheDoor(day, TWICE)
    await hand.use(button(hand, /^Register as a new person/, form(day)), 'Enter')
    const doubles = person.getByRole('region', { name: 'Perhaps registered twice' })
    await doubles.waitFor()
    await day.look('perhaps registered twice')
    await hand.use(button(hand, /^See the other one/, doubles), 'd')
    await cancel(day, person)
    await day.sees('Registration cancelled')
    await hand.use(button(hand, /^Register again/, person), 'u')
    await hand.use(button(hand, /^Cancelled by mistake/, person), '1')
    await hand.use(button(hand, /^See the cancelled one/, person), 'o')
    await button(hand, /^See the new registration/, person).waitFor()
    await day.look('registered again since')
    await hand.use(button(hand, /^See the new registration/, person), 'o')
    await cancel(day, person)
    await day.sees('Registration cancelled')
    day.atHq('registered twice', async () => expect((await ofName(day, TWICE)).map(({ ApprovalStatus }) => ApprovalStatus).toSorted()).toEqual(['Cancelled', 'Cancelled', 'Registered']))
  },
}

async function cancel({ hand }: Day, person: Locator): Promise<void> {
  await hand.use(button(hand, /^Cancel this registration/, person), 'x')
  await hand.use(button(hand, /^The same person is registered twice/, person), '1')
}

/** To the sitting that is offered first. */
async function transferred(day: Day, who: Registration): Promise<void> {
  const { hand } = day
  const person = await day.person(who)
  await hand.use(button(hand, /^Transfer/, person), 't')
  await hand.use(person.getByRole('group', { name: 'To which sitting?' }).locator('button:enabled').first(), '1')
  await day.sees('Accommodations go along.')
  await hand.use(button(hand, /^Asked for another sitting/, person), '2')
  await day.sees(`${who.LearnerName} is now in`)
}

export const transfer: Flow = {
  point: 3, name: 'somebody is transferred and found in the other sitting with a clear word; another transfer is taken back',
  async run(day) {
    const { hand, page } = day
    await day.as(PROCTOR)
    const [moved, back] = [day.someone(), day.someone()]
    await transferred(day, moved)
    await hand.scan(moved.LearnerCode)
    await day.desk.person(moved.LearnerName).getByText('Other sitting', { exact: true }).waitFor()
    await hand.write(page.getByRole('combobox', { name: 'Name, code or e-mail' }), moved.LearnerCode, '/')
    await day.sees(`Nobody here matches “${moved.LearnerCode}”.`)
    await hand.use(button(hand, /^Look in all sittings/), 'Enter')
    await page.getByRole('option').filter({ hasText: moved.LearnerCode }).waitFor()
    await day.roster(day.morning.event)
    await transferred(day, back)
    await hand.use(button(hand, /^Undo the transfer/), 'Control+z')
    await day.sees(`${back.LearnerName} is back.`)
    day.arrives(moved, ({ EventIdentifier }) => expect(EventIdentifier).not.toBe(day.morning.event))
    day.arrives(back, ({ EventIdentifier }) => expect(EventIdentifier).toBe(day.morning.event))
  },
}

const OTHER_VENUE = 'North Shore Test Centre'

export const transferAway: Flow = {
  point: 3, name: 'somebody is transferred to a sitting of another venue, which is told before, and this door says where they belong',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    const person = await day.person(who)
    await hand.use(button(hand, /^Transfer/, person), 't')
    await hand.use(button(hand, /^Another venue/, person), 'v')
    await hand.write(person.getByLabel('Day (year-month-day)'), venueDay())
    await hand.write(person.getByLabel('Start, at that venue'), '9:00')
    await hand.use(button(hand, /^Go on/, person), 'Enter')
    await day.sees(`the registration goes to ${OTHER_VENUE}`)
    await hand.use(button(hand, /^Came at the wrong time/, person), '1')
    // Once headquarters knows, this laptop holds the registration no longer.
    if (day.line.kind === 'up') await day.sees('This candidate is no longer at this site.')
    else await day.sees(/Wrong venue|no longer at this site/)
    day.arrives(who, ({ EventIdentifier }) => expect(EventIdentifier).not.toBe(day.morning.event))
  },
}

/** Of the demo: cancelled on every day that it is made for; of a sitting at another venue. */
const CANCELLED = 'EL-20424'
const ELSEWHERE = 'EL-20440'

export const cannotBe: Flow = {
  point: 3, name: 'who is cancelled, comes on the wrong day, or to the wrong place, is told so in a clear word',
  async run(day) {
    const { hand, page } = day
    await day.as(PROCTOR)
    await hand.scan(CANCELLED)
    const told = page.getByRole('article').getByRole('alert')
    await told.getByText('Registration cancelled').waitFor()
    await told.getByText('If this was a mistake, register the candidate again.').waitFor()
    await hand.scan(ELSEWHERE)
    await day.sees(`${ELSEWHERE} is nothing known here`)
    await day.go('Today')
    const tomorrow = page.locator('[data-sitting-card]').last()
    await hand.use(tomorrow, (await tomorrow.locator('kbd').innerText()).trim())
    await hand.use(page.getByRole('listbox').getByRole('option').first(), 'ArrowDown')
    await told.getByText('Wrong day').waitFor()
  },
}
