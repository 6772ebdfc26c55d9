/** Point 4: how the venue checks people in, which only an administrator changes. */
import type { Locator } from '@playwright/test'
import { expect } from 'vitest'
import { ADMIN, PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

/** Steps of the venue that no tick is enough for; nobody has to do them. */
export const SIGNED = 'Rules signed by hand'
export const LOCKER = 'Locker'
/** Of scrap paper, with the check-in. */
export const with_check_in = 2

const rows = (day: Day) => day.page.getByRole('group', { name: /^Step \d$/ })
const saved = (day: Day) => day.sees('Saved. Every desk of this venue has it as soon as it is online.')

async function setSheets(day: Day, n: number): Promise<void> {
  await day.hand.write(day.page.getByLabel('Sheets of scrap paper with the check-in'), String(n))
  await day.hand.use(button(day.hand, 'Save for all desks'))
  await saved(day)
}

async function addStep(day: Day, name: string, kind: string): Promise<void> {
  const add = button(day.hand, 'Add a step')
  await add.waitFor()
  const n = await rows(day).count()
  await day.hand.use(add)
  const row: Locator = rows(day).nth(n)
  await day.hand.write(row.getByRole('textbox'), name)
  await day.hand.choose(row.getByLabel('Done by'), kind)
  await day.hand.tick(row.getByLabel('Required'))
}

export const setSteps: Flow = {
  point: 4, name: 'an administrator sets the steps of the venue, and paper with the check-in',
  async run(day) {
    await day.as(ADMIN)
    await day.go('Site')
    await addStep(day, SIGNED, 'a signature')
    await addStep(day, LOCKER, 'a locker number')
    await setSheets(day, with_check_in)
  },
}

export const noPaper: Flow = {
  point: 4, name: 'an administrator moves a step up, takes one out, and paper no longer comes with the check-in',
  async run(day) {
    await day.as(ADMIN)
    await day.go('Site')
    await addStep(day, 'Bags', 'a tick')
    await day.hand.use(button(day.hand, 'Move Bags up'))
    expect(await rows(day).nth(-2).getByRole('textbox').inputValue()).toBe('Bags')
    await day.hand.use(button(day.hand, 'Remove Bags'))
    await setSheets(day, 0)
  },
}

export const onlyLooked: Flow = {
  point: 1, name: 'a proctor is shown what is an administrator’s, and what is a lead’s, and changes neither',
  async run(day) {
    await day.as(PROCTOR)
    await day.go('Site')
    await day.sees('An administrator changes this.')
    expect(await day.page.getByLabel('Sheets of scrap paper with the check-in').isDisabled()).toBe(true)
    expect(await button(day.hand, 'Save for all desks').count()).toBe(0)
  },
}
