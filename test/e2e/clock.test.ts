/** An exam under way: an alarm that moves every end. What the days do not look at. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clockMorning, type ClockMorning } from './clock-morning.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

const minute_ms = 60_000
let morning: OpenDesk<ClockMorning>
let desk: DeskPage

beforeAll(async () => {
  morning = await openDesk(clockMorning)
  desk = await morning.deskOf('Amara Diallo')
})

afterAll(() => morning?.end())

const card = (name: string) => desk.page.getByRole('option').filter({ hasText: name })
const end = (minutes: number) => new Date(morning.start + minutes * minute_ms).toISOString()
const endAtHq = async (name: string) => (await morning.atHq(morning.registrations[name] ?? '')).EndsAt

/** The second person, by digit, and the PIN. */
async function sign(digit: string): Promise<void> {
  await desk.sees('A second person signs: who, then their PIN')
  await desk.type(digit)
  await desk.enterPin(morning.pin)
}

it('a fire alarm of eleven minutes: two sign, every end moves, also of whoever is on a break, and it can be undone', async () => {
  await desk.palette('go to clock')
  await desk.sees('Whose clock?')
  await desk.press('1')
  await desk.sees('next to finish')
  await desk.search('8')
  await desk.press('Enter')
  await desk.type('b')
  await card('on a break').filter({ hasText: '李娜' }).waitFor()
  await desk.search('')
  await desk.press('Escape')

  await desk.type('s')
  await desk.sees('Stop the clock for everyone: why?')
  await desk.type('1')
  await desk.sees(/The clock stands for everyone since .* stopped by Amara Diallo/)
  expect(await card('stopped').count()).toBe(8)
  await desk.type('s')
  await desk.page.getByRole('textbox', { name: 'Minutes' }).and(desk.page.locator(':focus')).waitFor()
  await desk.press('Control+a')
  await desk.type('11')
  await desk.sees('8 candidates end later:')
  await desk.press('Enter')
  await sign('2')
  await desk.sees(/11 min given back to all, signed Amara Diallo and Ravi Okafor/)
  expect(await card('+11 min').count()).toBe(8)
  await expect.poll(() => Promise.all(['Nair', '李', 'Müller', 'Fernández de Córdoba y Álvarez-Castellanos de la Vega'].map(endAtHq)), { timeout: screen_timeout_ms }).toEqual([end(191), end(191), end(236), end(281)])
  expect((await morning.atHq(morning.registrations['李'] ?? '')).Breaks).toHaveLength(1)

  await desk.type('u')
  await desk.sees(/^Undo “Fire alarm”: why\?/)
  await desk.type('2')
  await sign('2')
  await desk.sees(/undone by Amara Diallo at .* \(Another room\)/)
  expect(await card('+11 min').count()).toBe(0)
  await expect.poll(() => endAtHq('Müller'), { timeout: screen_timeout_ms }).toBe(end(225))
})

it('prints the incidents alone, as black on white', async () => {
  await desk.palette('go to incidents')
  const sheet = desk.page.locator('.print-sheet')
  await sheet.waitFor({ state: 'attached' })
  await desk.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await sheet.getByText('Nothing was reported in this sitting.').waitFor()
  expect(await desk.page.getByRole('navigation').isVisible()).toBe(false)
  expect(await sheet.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)')
  await desk.page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  expect(desk.complaints).toEqual([])
})
