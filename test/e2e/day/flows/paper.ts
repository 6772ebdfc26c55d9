/** Point 8: numbered sheets, given and taken back, by hand and by scan. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import { screen_timeout_ms } from '../../desk-page.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { SHEET_ELSEWHERE } from '../elsewhere.ts'
import { button } from '../hand.ts'
import { letNextIn } from './check-in.ts'

const search = (day: Day) => day.page.getByRole('textbox', { name: 'Sheet, name or code' })
const marked = (day: Day) => day.page.getByRole('region', { name: 'Marked sheet' })
const sheetsOf = (person: Locator) => person.getByRole('region', { name: 'Scrap paper' }).getByRole('listitem')

/** The large word of the last sheet. */
export async function told(day: Day, code: string, word: string): Promise<void> {
  await day.page.getByRole('region', { name: 'Last sheet' }).getByRole('status').filter({ hasText: code }).getByText(word, { exact: true }).waitFor()
}

/** At headquarters a sheet ends like this. */
export function arrivesSheet(day: Day, code: string, status: string): void {
  day.atHq(`sheet ${code}`, async () => {
    const { Items } = await day.morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${code}`)
    expect(Items.map(({ Status }) => Status)).toEqual([status])
  })
}

/** Gives somebody whose part of the screen is open a number of sheets, or sheets by their codes. */
async function give(day: Day, person: Locator, what: string): Promise<void> {
  const before = await sheetsOf(person).count()
  await day.hand.use(button(day.hand, /^Give (sheets|more)/, person), 'p')
  await day.hand.write(person.locator('#sheets-input'), what, '')
  await day.hand.use(button(day.hand, /^Give ?Enter/, person), 'Enter')
  await sheetsOf(person).nth(before + what.split(' ').length - 1).waitFor()
}

export const giveByHand: Flow = {
  point: 8, name: 'sheets are given, topped up and taken back at once, returned, missing and found, void and destroyed, by hand',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const { person } = await letNextIn(day)
    const codes = ['HP-7001', 'HP-7002', 'HP-7003']
    await give(day, person, codes.join(' '))
    await give(day, person, '1')
    await hand.use(button(hand, /^Take these back/, person), 'r')
    await day.sees('Took 1 sheet back.')

    await day.sitting('Paper')
    await hand.write(search(day), 'HP-7001', '')
    await hand.use(button(hand, /^Return/, marked(day)), 'Enter Enter')
    await told(day, 'HP-7001', 'Returned')
    for (const code of ['HP-7002', 'HP-7003']) {
      await hand.write(search(day), code, code === 'HP-7002' ? '' : '/')
      await hand.use(button(hand, /^Missing/, marked(day)), 'Enter m')
      await told(day, code, 'Marked missing')
    }
    await hand.use(button(hand, /^Turned up/, marked(day)), 'Enter')
    await told(day, 'HP-7003', 'Turned up, returned')

    await hand.write(search(day), SHEET_ELSEWHERE, '')
    await hand.use(button(hand, /^Look in all sittings/), 'Enter')
    await told(day, SHEET_ELSEWHERE, 'Not in this sitting')
    await hand.write(search(day), 'hp-8', '')
    await hand.use(button(hand, /^Look in all sittings/), 'Enter')
    await told(day, 'hp-8', 'Unknown sheet')
    await hand.use(button(hand, /^Void a sheet that nobody had/), 'Escape Escape v')
    const spoilt = day.page.getByRole('region', { name: 'Void a sheet that nobody had' })
    await hand.write(spoilt.getByRole('textbox'), 'hp-8', '')
    await hand.use(button(hand, /^Next/, spoilt), 'Enter')
    await hand.use(button(hand, /^Torn or dirty/), '2')
    await told(day, 'HP-8', 'Void')
    await hand.use(button(hand, /^Destroy \d+ returned/), 'd')
    await hand.use(button(hand, /^They are destroyed/), 'Enter')
    await day.sees(/^\d+ sheets destroyed$/)
    for (const [code, status] of [['HP-7001', 'Destroyed'], ['HP-7002', 'Missing'], ['HP-7003', 'Destroyed']] as const) arrivesSheet(day, code, status)
  },
}

export const giveByScan: Flow = {
  point: 8, name: 'sheets are scanned to whoever gets them, and each scan takes one back; the balance names who still has one',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const { person } = await letNextIn(day)
    await hand.use(button(hand, /^Give (sheets|more)/, person), 'p')
    await person.locator('#sheets-input:focus').waitFor()
    for (const code of ['HP-7101', 'HP-7102']) {
      await hand.scan(code)
      await person.getByRole('listitem').filter({ hasText: code }).waitFor()
    }
    await hand.use(button(hand, /^Give ?Enter/, person), 'Enter')
    await expect.poll(() => sheetsOf(person).count(), { timeout: screen_timeout_ms }).toBe(2)
    await day.sees('Gave 2 sheets.')
    // A sheet that is scanned anywhere opens its sitting; there the next scan takes it back.
    await day.go('Today')
    await day.sees('Open the roster')
    await hand.scan('HP-7101')
    await marked(day).getByText('HP-7101').waitFor()
    await day.look('marked sheet')
    await hand.scan('HP-7101')
    await told(day, 'HP-7101', 'Returned')
    await hand.use(button(hand, /^Close the paper/), 'c')
    const out = day.page.getByRole('region', { name: /^It cannot be closed: \d+ sheets? (is|are) still out/ })
    await out.getByText('HP-7102').waitFor()
    await hand.use(button(hand, /^Leave it/, out), 'Escape')
    await hand.scan('HP-7102')
    await told(day, 'HP-7102', 'Returned')
    await hand.scan('HP-7102')
    await told(day, 'HP-7102', 'Was back already')
    for (const code of ['HP-7101', 'HP-7102']) arrivesSheet(day, code, 'Returned')
  },
}
