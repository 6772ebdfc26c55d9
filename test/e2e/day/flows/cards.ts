/** Point 11, when the line is back: two values of one field, and what headquarters refused; each decided by a person. */
import type { Locator } from '@playwright/test'
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'
import { outageOf } from './outage.ts'

/** The card about somebody, at which a keyboard has arrived. */
async function card(day: Day, whom: string): Promise<Locator> {
  await day.as(PROCTOR)
  await day.go('Sync')
  const found = day.page.locator('article[id^=conflict-]').filter({ hasText: whom })
  await found.waitFor()
  await day.hand.way({
    async keys() {
      while ((await found.locator('kbd').count()) === 0) await day.desk.press('ArrowDown')
    },
    mouse: async () => undefined,
  })
  return found
}

const decided = (found: Locator) => found.waitFor({ state: 'detached' })

export const keepOurs: Flow = {
  point: 11, name: 'of two seats the one of this desk is kept',
  async run(day) {
    const { ours } = outageOf(day)
    const found = await card(day, ours.LearnerName)
    for (const value of ['C1', 'C3']) await found.getByText(value, { exact: true }).waitFor()
    await day.hand.use(found.getByRole('button', { name: /^Keep this/ }).first(), '1')
    await decided(found)
    day.arrives(ours, ({ Seat }) => expect(Seat).toBe('C1'))
  },
}

export const keepTheirs: Flow = {
  point: 11, name: 'of two seats the one of headquarters is kept',
  async run(day) {
    const { theirs } = outageOf(day)
    const found = await card(day, theirs.LearnerName)
    await day.hand.use(found.getByRole('button', { name: /^Keep this/ }).last(), '2')
    await decided(found)
    day.arrives(theirs, ({ Seat }) => expect(Seat).toBe('C4'))
  },
}

export const letGo: Flow = {
  point: 11, name: 'a write that headquarters refused says why, and is let go',
  async run(day) {
    const { cancelled } = outageOf(day)
    const found = await card(day, cancelled.LearnerName)
    await found.getByText('This registration is cancelled.').waitFor()
    await day.hand.use(button(day.hand, /^Let it go/, found), '2')
    await decided(found)
    day.arrives(cancelled, (at) => expect(at).toMatchObject({ ApprovalStatus: 'Cancelled', CheckedInAt: null }))
  },
}

export const fixAndResend: Flow = {
  point: 11, name: 'a write that headquarters refused is corrected on its card and sent again',
  async run(day) {
    const { hand, morning } = day
    const { newcomer } = outageOf(day)
    const found = await card(day, newcomer)
    await found.getByText('This assessment form is not known here, or not published.').waitFor()
    await hand.use(button(hand, /^Correct and send/, found), 'f')
    const form = found.getByRole('form', { name: 'Correct it, then it is sent again' })
    await form.getByText('Most likely this').waitFor()
    await hand.write(form.getByLabel('Assessment'), morning.müller.Assessment, '')
    await hand.use(button(hand, /^Send again/, form), 'Enter')
    await decided(found)
    await day.desk.badge(/^(All sent|\d+ to decide)$/)
    day.atHq(newcomer, async () => {
      const { Items } = await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name: newcomer })
      expect(Items).toHaveLength(1)
      expect(must(Items[0], newcomer)).toMatchObject({ Assessment: morning.müller.Assessment, ApprovalStatus: 'Registered' })
    })
  },
}
