/** Point 8, at the end of the day: the paper is closed by two, the sitting by a lead; both can be opened again with a reason. */
import { expect } from 'vitest'
import { screen_timeout_ms } from '../../desk-page.ts'
import { LEAD, PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

interface Closings {
  Closings: { Kind: string; ClosedBy: string; ReopenedBy?: string; ReopenReason?: string }[]
}

/** Takes back whatever is still out. */
async function allBack(day: Day): Promise<void> {
  const { hand, page } = day
  const out = page.getByRole('radio', { name: /^Still out/ })
  await hand.way({ keys: () => hand.use(out, 'Escape o'), mouse: () => hand.use(out) })
  const sheet = page.getByRole('region', { name: 'Who has paper' }).getByRole('button', { name: /Out$/ })
  await page.getByRole('radio', { name: /^Still out/, checked: true }).waitFor()
  for (let left = await sheet.count(); left > 0; left--) {
    await hand.use(sheet.first(), 'ArrowDown')
    await hand.use(button(hand, /^Return/, page.getByRole('region', { name: 'Marked sheet' })), 'Enter')
    await expect.poll(() => sheet.count(), { timeout: screen_timeout_ms }).toBe(left - 1)
  }
}

export const close: Flow = {
  point: 8, name: 'all sheets are back, two people close the paper, a lead closes the sitting, and nobody is let in any more',
  async run(day) {
    const { hand } = day
    const late = day.someone()
    await day.as(PROCTOR)
    await day.sitting('Paper')
    await allBack(day)
    await hand.use(button(hand, /^Close the paper/), 'c')
    await day.sees(/^Issued \d+ = returned \d+/)
    await day.look('closing the paper')
    await hand.countersign(LEAD, day.morning.pin, 'Close')
    await day.sees('Amara Diallo and Ravi Okafor')
    await hand.use(button(hand, /^Close the sitting/), 'c')
    await day.sees(/^A lead ends the sitting/)
    await hand.countersign(LEAD, day.morning.pin, 'Close the sitting')
    await day.sees(/^Sitting closed at .* by Amara Diallo and Ravi Okafor$/)
    await day.look('a closed sitting')
    const person = await day.person(late)
    await person.getByText(/closed this sitting at .* A lead can open it again\.$/).waitFor()
    expect(await person.getByRole('button', { name: /^Check in/ }).and(day.page.locator(':enabled')).count()).toBe(0)
  },
}

export const reopen: Flow = {
  point: 8, name: 'a sitting and its paper that were closed too early are opened again with a reason',
  async run(day) {
    const { hand, morning } = day
    await day.as(PROCTOR)
    await day.sitting('Paper')
    for (const what of ['sitting', 'scrap paper']) {
      await hand.use(button(hand, /^Open again/), what === 'sitting' ? 'Escape r' : 'r')
      const form = day.page.getByRole('region', { name: `Open the ${what} again` })
      await hand.use(button(hand, /^Closed too early/, form), '3')
      await hand.countersign(LEAD, morning.pin, 'Open again')
      await form.waitFor({ state: 'detached' })
    }
    await button(hand, /^Close the paper/).waitFor()
    await expect.poll(() => day.page.getByText(/opened again at .*: Closed too early$/).count(), { timeout: screen_timeout_ms }).toBe(2)
    day.atHq('the closings', async () => {
      const { Closings } = await morning.askHq<Closings>(`/bookingEvents/demo/${morning.event}`)
      expect(Closings.map(({ Kind, ClosedBy }) => [Kind, ClosedBy])).toEqual([['Paper', PROCTOR], ['Sitting', PROCTOR]])
      for (const { ReopenReason } of Closings) expect(ReopenReason).toBe('Closed too early')
    })
  },
}
