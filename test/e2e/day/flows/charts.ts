/** Point 13: what people look at rather than read, with the numbers of the day. */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import { screen_timeout_ms } from '../../desk-page.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'

/** The rows of a picture's table: what stands in the first column, and the number after it. */
async function numbersOf(day: Day, name: RegExp): Promise<Record<string, number>> {
  const table = day.page.getByRole('table', { name })
  await table.waitFor({ state: 'attached' })
  const rows = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)))
  return Object.fromEntries(rows.map(([what, n]) => [what, Number(n)]))
}
const firstNumber = (text: string) => Number(must(/\d+/.exec(text)?.[0], 'a number'))

export const pictures: Flow = {
  point: 13, name: 'arrivals, occupancy of the seats, balance of the paper and health of the line are pictures with the right numbers',
  async run(day) {
    const { page } = day
    await day.as(PROCTOR)
    await day.go('Today')
    const card = page.locator(`[data-sitting-card="${day.morning.event}"]`)
    const arrivals = page.getByRole('listitem').filter({ has: card }).getByRole('figure').getByText(/^\d+ of \d+ in$/)
    const inByCard = async () => firstNumber(must(/\d+ in\b/.exec(await card.innerText())?.[0], 'how many are in'))
    await expect.poll(async () => firstNumber(await arrivals.innerText()) - (await inByCard()), { timeout: screen_timeout_ms }).toBe(0)

    await day.sitting('Seats')
    const legend = page.getByRole('list', { name: 'What the seats mean' })
    await legend.waitFor()
    const said = (await legend.getByRole('listitem').allInnerTexts()).flatMap((text) => [...text.matchAll(/(\d+)\s+(.+)/g)])
    expect(said.length).toBeGreaterThan(0)
    for (const [, n, state = ''] of said) {
      const seats = page.getByRole('gridcell', { name: new RegExp(`^Seat [^,]+, ${state}(,|$)`) })
      await expect.poll(() => seats.count(), { timeout: screen_timeout_ms }).toBe(Number(n))
    }

    await day.sitting('Paper')
    const parts = await numbersOf(day, /^Balance of \d+ issued sheets$/)
    const issued = firstNumber(await page.getByRole('definition').first().innerText())
    expect(Object.keys(parts)).toEqual(['Kept', 'Destroyed', 'Missing', 'Still out'])
    expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(issued)

    await day.go('Sync')
    const most = page.getByRole('figure').getByText(/^(At most \d+ waited, at .+|Nothing waited)$/)
    await most.waitFor()
    const waited = Object.values(await numbersOf(day, /^Waiting through the last hours: /))
    const n = /^At most (\d+)/.exec(await most.innerText())?.[1] ?? 0
    expect(Math.max(...waited)).toBe(Number(n))
  },
}
