/** Point 6: the clock of the room. */
import { expect } from 'vitest'
import type { Registration } from '../../exam-morning.ts'
import { LEAD, PROCTOR, type Day, type Flow } from '../day.ts'
import { sittingOf } from '../elsewhere.ts'
import { button } from '../hand.ts'

const minute_ms = 60_000
const given_minutes = 6

const sign = (day: Day) => day.hand.countersign(LEAD, day.morning.pin, 'Sign')

export const stopAndGiveBack: Flow = {
  point: 6, name: 'the clock is stopped, goes on with minutes given back, and that is undone; time is given back; each time two sign',
  async run(day) {
    const { hand, page } = day
    const who = day.somebodyIn()
    await day.as(PROCTOR)
    await day.sitting('Clock')
    await hand.use(button(hand, /^Stop the clock/), 's')
    await hand.use(button(hand, /^Fire alarm/), '1')
    await day.sees(/^The clock stands for everyone since .* stopped by Amara Diallo/)
    await hand.use(button(hand, /^Go on/), 's')
    const resume = page.getByRole('region', { name: 'Fire alarm: go on and give the time back' })
    await hand.write(resume.getByRole('textbox'), '4', '')
    await hand.use(button(hand, /^Next/, resume), 'Enter')
    await sign(day)
    await day.sees(/4 min given back to all, signed Amara Diallo and Ravi Okafor/)
    await hand.use(button(hand, 'Undo: Fire alarm'), 'u')
    await hand.use(button(hand, /^Another room/), '2')
    await sign(day)
    await day.sees(/undone by Amara Diallo at .* \(Another room\)/)

    await hand.use(button(hand, /^Give time/), 'g')
    await hand.write(page.getByRole('region', { name: 'Give time back' }).getByRole('textbox', { name: /^Minutes/ }), `${given_minutes}`, 'm')
    await hand.way({ keys: () => day.desk.press('Enter'), mouse: async () => undefined })
    await hand.use(button(hand, /^Noise/), '2')
    await sign(day)
    await day.sees(/6 min given back to all/)
    day.atHq(`the end of ${who.LearnerName}`, async () => {
      const { EventStart, DurationMinutes } = await sittingOf(day.morning)
      const { EndsAt } = (await day.morning.atHq(who.RegistrationIdentifier)) as Registration & { EndsAt: string }
      expect(Date.parse(EndsAt) - Date.parse(EventStart)).toBe((DurationMinutes + given_minutes) * minute_ms)
    })
  },
}

export const breaksAndChosen: Flow = {
  point: 6, name: 'a break stops one clock, ends, and one is undone; a stop for one chosen candidate is undone; the wall fills the screen',
  async run(day) {
    const { hand, page } = day
    const who = day.somebodyIn()
    await day.as(PROCTOR)
    await day.sitting('Clock')
    const card = page.getByRole('listbox').getByRole('option')
    await hand.write(page.getByRole('textbox', { name: 'Seat, name or code' }), who.LearnerCode, '/')
    await expect.poll(() => card.count()).toBe(1)
    await hand.way({ keys: () => day.desk.press('Enter'), mouse: () => hand.use(card) })
    await hand.use(button(hand, /^Break/), 'b')
    await card.getByText('on a break').waitFor()
    await hand.use(button(hand, /^Back/), 'b')
    await hand.use(button(hand, /^Break/), 'b')
    await card.getByText('on a break').waitFor()
    await hand.use(button(hand, /^Undo: Break/), 'u')
    await hand.use(button(hand, /^Wrong person/), '1')
    await button(hand, /^Break/).waitFor()

    await hand.use(button(hand, /^Choose/), 'x')
    await hand.use(button(hand, /^Stop the clock/), 's')
    await hand.use(button(hand, /^Network down/), '3')
    await day.sees(/^The clock stands for 1 chosen candidate/)
    await hand.use(button(hand, 'Undo: Network down'), 'u')
    await hand.use(button(hand, /^Another room/), '2')
    await sign(day)
    await page.getByText(/undone by Amara Diallo at .* \(Another room\)/).first().waitFor()

    await hand.use(button(hand, /^Wall view/), 'f')
    const wall = page.getByRole('dialog', { name: 'Wall view' })
    await wall.getByText('N1', { exact: true }).waitFor()
    await page.waitForFunction(() => document.fullscreenElement !== null)
    await hand.use(button(hand, /^Show names/, wall), 'n')
    await button(hand, /^Hide names/, wall).waitFor()
    await hand.use(button(hand, /^Leave/, wall), 'Escape')
    await wall.waitFor({ state: 'detached' })
    day.arrives(who, ({ Breaks }) => expect(Breaks.map(({ UndoneAt }) => UndoneAt !== undefined)).toEqual([false, true]))
  },
}
