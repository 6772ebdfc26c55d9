/** Scores by two people and a third, paper to print, and the rescue file: in Chromium, by keyboard. */
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, type DeskMorning } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

const SCORED = 4
let morning: OpenDesk<DeskMorning>
let event: string

beforeAll(async () => {
  morning = await openDesk(deskMorning)
  event = morning.event
  for (const [at, { RegistrationIdentifier }] of morning.candidates.slice(0, SCORED).entries()) {
    await morning.askHq(`/api/registrations/${RegistrationIdentifier}/commands/check-in`, { Seat: String(at + 1), IdentityChecks: ['passport'] })
  }
})

afterEach(() => morning.rest())
afterAll(() => morning?.end())

/** The grid of the sitting, with the first number field focused. */
async function grid(desk: DeskPage): Promise<void> {
  await desk.go(`#/scores/${event}`)
  await desk.page.getByRole('textbox', { name: /^Score of/ }).nth(SCORED - 1).waitFor()
  await desk.press('Enter')
  await desk.page.locator('input[id^=score-]:focus').waitFor()
}

async function enter(desk: DeskPage, scores: readonly string[]): Promise<void> {
  for (const score of scores) {
    await desk.type(score)
    await desk.press('Enter')
  }
}
async function stands(desk: DeskPage, text: string, n: number): Promise<void> {
  await expect.poll(() => desk.page.getByRole('row').filter({ hasText: text }).count(), { timeout: screen_timeout_ms }).toBe(n)
}

it('scores: two people who do not see each other, a third where they differ, each score once at headquarters', async () => {
  const amara = await morning.deskOf('Amara Diallo')
  await grid(amara)
  await enter(amara, ['71', '64', '88'])
  await stands(amara, 'A second person is needed', 3)

  const ravi = await morning.deskOf('Ravi Okafor')
  await grid(ravi)
  expect(await ravi.page.locator('input[id^=score-]').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(['', '', '', ''])
  // A column from a spreadsheet, of which one differs.
  await ravi.page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text', '71\n46\n88\nnone')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await ravi.sees('3 scores were pasted. Not used: none')
  await ravi.page.getByRole('button', { name: 'Enter them' }).press('Enter')
  await stands(ravi, 'Passed', 2)
  await stands(ravi, 'a third person is needed', 1)

  const admin = await morning.deskOf('Site Admin')
  await grid(admin)
  await stands(admin, 'enter it as the third', 1)
  await enter(admin, ['64'])
  await stands(admin, 'Failed', 1)
  await stands(amara, 'Failed', 1)

  // A proctor corrects with a lead's signature.
  await amara.page.getByRole('button', { name: /^Correct the score of/ }).first().press('Enter')
  await amara.page.locator('section input:focus').waitFor()
  await amara.type('72')
  await amara.press('Enter')
  await amara.sees('Counted again together')
  await amara.press('2')
  await amara.sees('A second person signs: who, then their PIN')
  await amara.press('1')
  await amara.enterPin(morning.pin)
  await stands(amara, 'corrected', 1)
  await amara.badge(/All sent/)
})

it('paper: the sheets of a sitting, the roster as a file, and a certificate', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  await desk.page.evaluate(() => {
    window.print = () => Object.assign(window, { printed: document.querySelector('.print-sheet')?.textContent ?? '' })
  })
  await desk.go(`#/print/${event}`)
  await desk.sees('Attendance sheet')
  await desk.press('1')
  await desk.page.waitForFunction(() => 'printed' in window)
  const printed = await desk.page.evaluate(() => (window as unknown as { printed: string }).printed)
  expect(printed).toContain('Attendance sheet')
  expect(printed).toContain('Second person, name and signature')
  for (const { LearnerCode } of morning.candidates) expect(printed).toContain(LearnerCode)
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.press('7')])
  const table = await readFile(must(await download.path(), 'the file'), 'utf8')
  expect(table.split('\r\n')[0]).toBe('\uFEFFName,Code,Seat,Attendance,In at,Accommodations,Ends at')
  expect(table.split('\r\n').length).toBeGreaterThan(morning.candidates.length)
  // From a result that stands to its certificate, which is a page like the others.
  await desk.go(`#/scores/${event}`)
  await desk.page.getByRole('button', { name: /^Certificate of / }).first().press('Enter')
  await desk.page.locator('li[aria-current] button').waitFor()
  await desk.press('Enter')
  await desk.page.waitForFunction(() => String(Reflect.get(window, 'printed')).includes('has passed the examination'))
})

it('the rescue file: the phrase is shown once, and the file leaves the window', async () => {
  const desk = await morning.deskOf('Ravi Okafor')
  await desk.go('#/sync')
  await desk.sees('Nothing waits on this laptop.')
  await morning.hq.kill()
  await desk.checkIn(must(morning.candidates[SCORED + 1], 'a candidate').LearnerCode)
  await desk.badge(/Offline|waiting/)
  await desk.go('#/sync')
  await desk.page.getByRole('button', { name: /Save a rescue file/ }).waitFor()
  await desk.press('r')
  await desk.page.getByText(/^\w{4}(-\w{4}){4}$/).waitFor()
  expect(await desk.findings('rescue')).toEqual([])
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('button', { name: 'Save the file' }).press('Enter')])
  expect(download.suggestedFilename()).toMatch(/^hallpass-rescue-.*\.age$/)
  expect((await readFile(must(await download.path(), 'the file'))).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/)
})
