/** Numbered sheets for everybody, page by page: in Chromium. */
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeskPage } from './desk-page.ts'
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

it('prints numbered sheets with a name, a code and a barcode; each code once', async () => {
  await desk.go(`#/print/${event}`)
  await desk.sees('Numbered scrap paper')
  await desk.press('6')
  await desk.sees('Make the codes and print')
  await desk.press('ArrowDown')
  await desk.type('2')
  await desk.press('Enter')
  const pages = await pdfPages()
  const text = pages.join('\n')
  const codes = text.match(CODE) ?? []
  expect(new Set(codes).size).toBe(codes.length)
  expect(pages).toHaveLength(Math.ceil(codes.length / 2))
  expect(text).toContain(morning.müller.LearnerName)
  for (const { LearnerCode } of morning.candidates) expect(text).toContain(LearnerCode)

  // The same page as a PDF has its name, however fast the two keys follow one another.
  await desk.roll('f', '5')
  await desk.page.locator('#printed[title^="Scrap-paper balance"]').waitFor({ state: 'attached' })
  await desk.sees('For a PDF choose “Save as PDF” as the printer.')
  expect((await pdfPages()).join('\n')).toContain(codes[0])
  expect(desk.complaints).toEqual([])
})

it('prints the sheet that a key asked for before it was read', async () => {
  await desk.palette('today')
  await desk.page.route(/\/desk\/paper/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800))
    await route.continue()
  })
  await desk.go(`#/print/${event}`)
  await desk.page.waitForFunction(() => location.hash.startsWith('#/print/'))
  await desk.press('2')
  const [page] = await pdfPages()
  expect(page).toMatch(/Door list/)
  await desk.page.unrouteAll({ behavior: 'wait' })
})

it('a part of the window that fails says so, and the others go on', async () => {
  await desk.page.evaluate(() => {
    window.print = () => {
      throw new Error('no printer here')
    }
  })
  await desk.press('1')
  await desk.sees('This part of the window failed.')
  await desk.sees('no printer here')
  expect(await desk.findings('a part that failed')).toEqual([])
  await desk.press('Enter')
  await desk.sees('Attendance sheet')
  await desk.press('1')
  await desk.sees('This part of the window failed.')
  await desk.palette('everyone')
  await desk.page.getByRole('combobox', { name: 'Name, code or e-mail' }).waitFor()
})
