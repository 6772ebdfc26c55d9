/** The same morning in a real Electron window, and the places that lean on the machine: files, printing, a map. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApp } from '../support/electron.ts'
import { DeskPage, screen_timeout_ms } from './desk-page.ts'
import { examMorning, type ExamMorning, type Registration } from './exam-morning.ts'
import { morningApp } from './morning-app.ts'
import { morningWithOutage } from './outage.ts'

let morning: ExamMorning
let app: OpenApp
let desk: DeskPage

async function open(): Promise<DeskPage> {
  app = await morningApp(morning)
  return new DeskPage(app.page)
}

beforeAll(async () => {
  morning = await examMorning()
})

afterAll(async () => {
  await app?.close()
  await morning?.end()
})

describe('a morning in the app', () => {
  it('goes on through an outage and a kill, and reaches headquarters exactly; axe finds nothing', async () => {
    desk = await morningWithOutage(morning, {
      desk: await open(),
      async restart() {
        const process = app.app.process()
        const gone = new Promise((resolve) => process.once('exit', resolve))
        process.kill('SIGKILL')
        await gone
        return open()
      },
    })
    expect(await desk.findings('the person in the app')).toEqual([])
    await desk.palette('go to today')
    await desk.sees('Open the roster')
    expect(await desk.findings('today in the app')).toEqual([])
  })

  it('shows on the map who sits where', async () => {
    await desk.press('Control+m')
    await desk.sees('The seats of which sitting?')
    await desk.press('1')
    await desk.page.getByRole('gridcell', { name: /^Seat Q2, .*Jürgen Müller/ }).waitFor()
    expect(await desk.findings('seats in the app')).toEqual([])
  })

  it('saves numbered sheets of scrap paper as a PDF where the person says', async () => {
    const file = join(dirname(morning.data), 'sheets.pdf')
    // In place of the system's dialog, which no test can answer.
    await app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await desk.go(`#/print/${morning.event}`)
    await desk.sees('Numbered scrap paper')
    await desk.press('f')
    await desk.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
    await desk.press('6')
    await desk.sees('Make the codes and print')
    await desk.press('Enter')
    await desk.sees(/sheets\.pdf/)
    expect(existsSync(file)).toBe(true)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await readFile(file))), { mergePages: true })
    expect(text).toContain(morning.müller.LearnerName)
    expect(text).toMatch(/SP-[0-9A-Z]{5}-[0-9A-Z]{5}/)
  })

  it('reads a roster file for a lead, and who is in it is registered', async () => {
    await desk.palette('switch person')
    await desk.signIn('Ravi Okafor', morning.pin)
    await desk.go(`#/import/${morning.event}`)
    await desk.sees('Drop the roster here')
    await desk.page.locator('input[type=file]').setInputFiles({ name: 'late.csv', mimeType: 'text/csv', buffer: Buffer.from('Last name,First name,Code\nÞórsdóttir,Guðrún,APP-1\n') })
    await desk.sees('What do its columns say?')
    await desk.page.getByRole('button', { name: /^See what would happen/ }).and(desk.page.locator(':enabled')).waitFor()
    await desk.press('Control+Enter')
    await desk.sees('1 person would be registered')
    await desk.press('Control+Enter')
    await desk.sees('1 person was registered')
    const atHq = async () => (await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name: 'Guðrún Þórsdóttir' })).Items.map(({ LearnerCode }) => LearnerCode)
    await expect.poll(atHq, { timeout: screen_timeout_ms }).toContain('APP-1')
    expect(desk.complaints).toEqual([])
  })
})
