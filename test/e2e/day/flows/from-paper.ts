/** Point 12: after a total failure the printed list, filled in by hand, is typed in. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import { screen_timeout_ms } from '../../desk-page.ts'
import type { Registration } from '../../exam-morning.ts'
import { LEAD, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

/** The one row of somebody; the keyboard is in its first field. */
async function rowOf(day: Day, { LearnerCode }: Registration): Promise<Locator> {
  const { hand, page } = day
  const times = page.locator('input[data-field=time]')
  await times.first().waitFor()
  await hand.write(page.getByRole('textbox', { name: 'Name or code' }), LearnerCode)
  await expect.poll(() => times.count(), { timeout: screen_timeout_ms }).toBe(1)
  await hand.way({ keys: () => day.desk.press('Enter'), mouse: () => hand.use(times) })
  return page.getByRole('row').filter({ has: times })
}
/** As the venue's clocks show it at this minute, which has always come, whenever the sitting begins. */
const clockNow = () => new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Vancouver', hour: '2-digit', minute: '2-digit' }).format(new Date()).replace(':', '')
const field = (row: Locator, name: string) => row.locator(`input[data-field=${name}]`)

/** Leaving the row saves it. */
const leave = (day: Day) => day.hand.way({ keys: () => day.desk.press('Enter'), mouse: () => day.hand.use(day.page.getByRole('columnheader', { name: 'Name' })) })

export const fromPaper: Flow = {
  point: 12, name: 'what was written on paper is typed in: a wrong time is said, one was in with a seat and sheets, one was absent',
  async run(day) {
    const { hand } = day
    const [here, away] = [day.someone(), day.someone()]
    await day.as(LEAD)
    await day.roster(day.morning.event)
    await hand.use(button(hand, 'Enter from paper'))
    const row = await rowOf(day, here)
    await hand.write(field(row, 'time'), '99', '')
    await leave(day)
    await day.sees('This is no time. Write 9:05 or 0905, or A for absent.')
    await hand.write(field(row, 'time'), clockNow(), '')
    await hand.write(field(row, 'seat'), 'P8')
    await hand.write(field(row, 'issued'), '3')
    await hand.write(field(row, 'returned'), '2')
    await leave(day)
    await row.getByText('Saved', { exact: true }).waitFor()
    const second = await rowOf(day, away)
    await hand.write(field(second, 'time'), 'a', '')
    await leave(day)
    await second.getByText('Absent').waitFor()
    day.arrives(here, (at) => {
      expect(at).toMatchObject({ Seat: 'P8', CheckedInBy: LEAD })
      expect(at.CheckInHistory.at(-1)).toMatchObject({ FromPaper: true, By: LEAD })
    })
    day.atHq(`the sheets of ${here.LearnerName}`, async () => {
      const { Items } = await day.morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${here.RegistrationIdentifier}`)
      expect(Items.map(({ Status }) => Status).filter((status) => status !== 'Destroyed')).toHaveLength(3)
    })
    day.arrives(away, (at) => expect(at.AttendanceStatus).toBe('Absent'))
  },
}
