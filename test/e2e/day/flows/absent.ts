/** Point 3: who has not come. */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import { LEAD, PROCTOR, type Arrived, type Flow } from '../day.ts'
import { button } from '../hand.ts'

const AWAY_AND_BACK = ['Absent', 'Undo']

export const absent: Flow = {
  point: 3, name: 'somebody is marked absent, and is not',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    const person = await day.person(who)
    await hand.use(button(hand, /^Mark absent/, person), 'a')
    await hand.use(button(hand, /^Did not come/, person), '1')
    await hand.use(button(hand, /^Undo/, person), 'u')
    await hand.use(button(hand, /^Pressed by mistake/, person), '2')
    await button(hand, /^Check in( Enter)?$/, person).waitFor()
    day.arrives(who, ({ CheckInHistory }) => expect(CheckInHistory.map(({ Kind }) => Kind)).toEqual(AWAY_AND_BACK))
  },
}

export const cutOff: Flow = {
  point: 3, name: 'at the cut-off all who have not come are absent at once, and come back at once',
  async run(day) {
    const { hand, page } = day
    await day.as(LEAD)
    await day.go('Today')
    const event = must(await page.locator('[data-sitting-card]').last().getAttribute('data-sitting-card'), 'the last sitting')
    await day.roster(event)
    await hand.pick(page.getByRole('radiogroup', { name: 'Show' }), /^To come/)
    await day.sees(/^\d+ have not come\.$/)
    const n = must(/\d+/.exec(must(await page.getByText(/have not come\.$/).textContent(), 'how many'))?.[0], 'how many')
    await hand.use(button(hand, /^Mark them absent/), 'Control+m')
    await day.sees(`Mark ${n} candidates absent: why?`)
    await hand.use(button(hand, /^Did not come by the cut-off/), '1')
    await day.sees(`${n} of ${n} done.`)
    await day.look('absent')
    await hand.use(button(hand, /^Bring them back/), 'Control+z')
    await hand.use(button(hand, /^Marked by mistake/), '2')
    await day.sees(`${n} have not come.`)
    day.atHq('the cut-off', async () => {
      const { Items } = await day.morning.askHq<{ Items: Arrived[] }>('/api/registrations/search', {})
      const back = Items.filter((one) => one.EventIdentifier === event && one.CheckInHistory?.length > 0)
      expect(back).toHaveLength(Number(n))
      for (const one of back) expect([one.AttendanceStatus, ...one.CheckInHistory.map(({ Kind }) => Kind)]).toEqual(['Pending', ...AWAY_AND_BACK])
    })
  },
}
