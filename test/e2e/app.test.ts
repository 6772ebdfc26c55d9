import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../support/electron.ts'
import { DeskPage } from './desk-page.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'
import { morningWithOutage } from './outage.ts'

/** The same morning in a real Electron window. */
let morning: ExamMorning
let app: OpenApp

async function open(): Promise<DeskPage> {
  const { data, upstream, hq } = morning
  app = await openApp(['--data', data, '--upstream', hq.url, '--site', upstream.site, '--lang=en-CA'], undefined, { HALLPASS_UPSTREAM_KEY: upstream.key })
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
    const desk = await morningWithOutage(morning, {
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
})
