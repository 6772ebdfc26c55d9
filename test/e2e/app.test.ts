/** The same morning in a real Electron window: an outage and a kill in its middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApp } from '../support/electron.ts'
import { DeskPage } from './desk-page.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'
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
    expect(desk.complaints).toEqual([])
  })
})
