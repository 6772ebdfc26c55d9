/** Point 11, when the line is back: two values of one field, and what headquarters refused; each decided by a person. */
import type { Locator } from '@playwright/test'
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button, until } from '../hand.ts'
import { outageOf } from './outage.ts'

/** Cards about somebody. */
const cardsOf = ({ page }: Day, whom: string) => page.locator('article[id^=conflict-]').filter({ hasText: whom })

/** Goes to a card: a keyboard by its arrows, until its keys are shown there. */
async function goTo(day: Day, card: Locator): Promise<void> {
  await card.waitFor()
  await day.hand.way({
    keys: () => until(async () => (await card.locator('kbd').count()) > 0, () => day.desk.press('ArrowDown')),
    mouse: async () => undefined,
  })
}

/** Decides one card, by the name of the button and its key. */
async function decide(day: Day, card: Locator, name: RegExp, key: '1' | '2'): Promise<void> {
  const id = await card.getAttribute('id')
  await goTo(day, card)
  const buttons = card.getByRole('button', { name })
  await day.hand.use(key === '1' ? buttons.first() : buttons.last(), key)
  await day.page.locator(`#${id}`).waitFor({ state: 'detached' })
}

/** Headquarters may have been away all day: what it does not take of the same person is let go as well. */
async function theirsStand(day: Day, cards: Locator): Promise<void> {
  await until(async () => (await cards.count()) === 0, () => decide(day, cards.first(), /^(Keep this|Let it go)/, '2'))
}

/** What only programs need is not for whoever decides. */
const namesNoId = async (card: Locator) => expect(await card.innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|sys_|Identifier/)

export const keepOurs: Flow = {
  point: 11, name: 'of two seats the one of this desk is kept',
  async run(day) {
    const { ours } = outageOf(day)
    await day.as(PROCTOR)
    await day.go('Sync')
    const cards = cardsOf(day, ours.LearnerName)
    const card = cards.filter({ has: day.page.getByText('C1', { exact: true }) })
    await card.getByText('C3', { exact: true }).waitFor()
    await theirsStand(day, cards.filter({ hasNot: day.page.getByText('C1', { exact: true }) }))
    await decide(day, card, /^Keep this/, '1')
    day.arrives(ours, ({ Seat }) => expect(Seat).toBe('C1'))
  },
}

export const keepTheirs: Flow = {
  point: 11, name: 'of two seats the one of headquarters is kept',
  async run(day) {
    const { theirs } = outageOf(day)
    const cards = cardsOf(day, theirs.LearnerName)
    await cards.first().waitFor()
    await theirsStand(day, cards)
    day.arrives(theirs, ({ Seat }) => expect(Seat).toBe('C4'))
  },
}

export const letGo: Flow = {
  point: 11, name: 'a write that headquarters refused says why, and is let go',
  async run(day) {
    const { cancelled } = outageOf(day)
    const cards = cardsOf(day, cancelled.LearnerName)
    await cards.filter({ hasText: 'Check-in' }).getByText('This registration is cancelled.').waitFor()
    await namesNoId(cards.first())
    await theirsStand(day, cards)
    day.arrives(cancelled, (at) => expect(at).toMatchObject({ ApprovalStatus: 'Cancelled', CheckedInAt: null }))
  },
}

export const fixAndResend: Flow = {
  point: 11, name: 'a write that headquarters refused is corrected on its card and sent again',
  async run(day) {
    const { hand, morning } = day
    const { newcomer } = outageOf(day)
    const found = cardsOf(day, newcomer)
    await goTo(day, found)
    await found.getByText('This assessment form is not known here, or not published.').waitFor()
    await namesNoId(found)
    await hand.use(button(hand, /^Correct and send/, found), 'f')
    const form = found.getByRole('form', { name: 'Correct it, then it is sent again' })
    await form.getByText('Most likely this').waitFor()
    await day.look('a refused write that is corrected')
    // What is most likely meant comes first.
    await hand.write(form.getByRole('textbox').first(), morning.müller.Assessment, '')
    await hand.use(button(hand, /^Send again/, form), 'Enter')
    await found.waitFor({ state: 'detached' })
    await day.desk.badge(/^(All sent|\d+ to decide)$/)
    day.atHq(newcomer, async () => {
      const { Items } = await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name: newcomer })
      expect(Items).toHaveLength(1)
      expect(must(Items[0], newcomer)).toMatchObject({ Assessment: morning.müller.Assessment, ApprovalStatus: 'Registered' })
    })
  },
}
