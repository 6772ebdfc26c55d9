/** Numbered sheets from the printer to the two names under their balance: in Chromium, by keyboard and scanner. */
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'
import { deskMorning, type DeskMorning } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

const CODE = /SP-[0-9A-Z]{5}-[0-9A-Z]{5}/g
let morning: OpenDesk<DeskMorning>
let desk: DeskPage
let event: string

beforeAll(async () => {
  morning = await openDesk(deskMorning)
  event = morning.event
  desk = await morning.deskOf('Amara Diallo')
  // The printer: what is sent to it stays in the window, under the title that a PDF would have.
  await desk.page.evaluate(() => {
    window.print = () => {
      document.querySelector('#printed')?.remove()
      const printed = document.querySelector('.print-sheet')?.cloneNode(true) as HTMLElement
      printed.id = 'printed'
      printed.title = document.title
      document.body.append(printed)
    }
  })
})

afterAll(() => morning?.end())

/** The page that was sent to the printer as the PDF that Chromium makes of it: its text, page by page. */
async function pdfPages(): Promise<string[]> {
  await desk.page.locator('#printed').waitFor({ state: 'attached' })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await desk.page.pdf({ preferCSSPageSize: true }))))
  await desk.page.evaluate(() => document.querySelector('#printed')?.remove())
  return text
}

async function statusAtHq(code: string): Promise<string | undefined> {
  return (await morning.askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${code}`)).Items[0]?.Status
}

let codes: string[]

it('prints numbered sheets with a name, a code and a barcode; each code once', async () => {
  await desk.go(`#/print/${event}`)
  await desk.sees('Numbered scrap paper')
  await desk.press('6')
  await desk.sees('Make the codes and print')
  expect(await desk.findings('numbered sheets')).toEqual([])
  await desk.press('ArrowDown')
  await desk.type('2')
  await desk.press('Enter')
  const pages = await pdfPages()
  const text = pages.join('\n')
  codes = text.match(CODE) ?? []
  expect(new Set(codes).size).toBe(codes.length)
  expect(pages).toHaveLength(Math.ceil(codes.length / 2))
  expect(text).toContain(morning.müller.LearnerName)
  for (const { LearnerCode } of morning.candidates) expect(text).toContain(LearnerCode)

  // The same page as a PDF has its name, however fast the two keys follow one another.
  await desk.roll('f', '5')
  await desk.page.locator('#printed[title^="Scrap-paper balance"]').waitFor({ state: 'attached' })
  await desk.sees('For a PDF choose “Save as PDF” as the printer.')
  expect((await pdfPages()).join('\n')).toContain(codes[0])
})

it('a printed sheet opens wherever it is scanned, is handed out by Enter and comes back by a scan', async () => {
  const code = must(codes[0], 'a printed code')
  await desk.go('#/today')
  await desk.sees('Today')
  await desk.scan(code)
  await desk.page.getByRole('region', { name: 'Marked sheet' }).getByText(code).waitFor()
  expect(await desk.findings('paper')).toEqual([])
  await desk.page.getByRole('button', { name: /^Hand out/ }).waitFor()
  await desk.press('Enter')
  await desk.sees('Handed out')
  await expect.poll(() => statusAtHq(code), { timeout: screen_timeout_ms }).toBe('Issued')

  await desk.press('c')
  await desk.sees('It cannot be closed: 1 sheet is still out')
  await desk.page.getByRole('region', { name: /^It cannot be closed/ }).getByText(code).waitFor()
  await desk.press('Escape')

  await desk.scan(code)
  await desk.page.getByRole('status').filter({ hasText: code }).getByText('Returned').waitFor()
  await expect.poll(() => statusAtHq(code), { timeout: screen_timeout_ms }).toBe('Returned')
})

it('a spoilt sheet is void, by hand', async () => {
  await desk.press('Escape')
  await desk.go(`#/paper/${event}`)
  await desk.page.locator('#desk-search').waitFor()
  await desk.search(must(codes[1], 'a second code'))
  await desk.press('Enter')
  await desk.page.getByRole('button', { name: /^Void/ }).waitFor()
  await desk.press('v')
  await desk.sees(`Void ${codes[1]}`)
  await desk.press('1')
  await desk.page.getByRole('status').filter({ hasText: codes[1]! }).getByText('Void').waitFor()
})

it('closes with two names, then a lead closes the sitting; both are opened again with a reason', async () => {
  await desk.press('c')
  await desk.sees(/^Issued 1 = returned 1/)
  expect(await desk.findings('close')).toEqual([])
  await desk.press('1')
  await desk.enterPin(morning.pin)
  await desk.sees(/^Closed at /)
  await desk.sees('Amara Diallo and Ravi Okafor')

  await desk.press('c')
  await desk.sees(/A lead ends the sitting/)
  await desk.page.getByRole('group', { name: /^A second person signs/ }).waitFor()
  await desk.shown()
  await desk.press('1')
  await desk.enterPin(morning.pin)
  await desk.sees(/^Sitting closed at .* by Amara Diallo and Ravi Okafor$/)

  await desk.go('#/today')
  await desk.sees(/^Closed at .* by Amara Diallo$/)
  expect(await desk.findings('today')).toEqual([])
  await desk.go(`#/paper/${event}`)
  await desk.page.getByRole('button', { name: /^Open again/ }).waitFor()
  await desk.press('Escape')
  await desk.press('r')
  await desk.sees('Closed too early')
  await desk.press('3')
  await desk.page.getByRole('group', { name: /^A second person signs/ }).waitFor()
  await desk.shown()
  await desk.press('1')
  await desk.enterPin(morning.pin)
  await desk.sees(/opened again at .*: Closed too early$/)
  expect(desk.complaints).toEqual([])
})
