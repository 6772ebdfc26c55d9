import { existsSync } from 'node:fs'
import { chromium, type Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'
import { DeskPage } from './desk-page.ts'
import { examMorning, type ExamMorning } from './exam-morning.ts'
import { morningWithOutage } from './outage.ts'

/** The window in a browser, served by `hallpass station`. */
const system_chromium = '/usr/bin/chromium'
let browser: Browser
let morning: ExamMorning
let station: HallpassProcess

const open = async (url: string) => {
  const desk = new DeskPage(await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-CA' }))
  await desk.page.goto(url)
  return desk
}

beforeAll(async () => {
  browser = await chromium.launch({ args: ['--no-sandbox'], ...(existsSync(system_chromium) ? { executablePath: system_chromium } : {}) })
  morning = await examMorning()
  const { data, upstream, hq } = morning
  station = await hallpassProcess('station', ['--data', data, '--upstream', hq.url, '--upstream-key', upstream.key, '--site', upstream.site])
  await station.ready()
})

afterAll(async () => {
  await browser?.close()
  await station?.kill()
  await morning?.end()
})

describe('a morning in a browser', () => {
  it('goes on through an outage and a kill, and reaches headquarters exactly', async () => {
    const desk = await morningWithOutage(morning, {
      desk: await open(station.url),
      async restart() {
        await station.kill()
        await station.ready()
        return open(station.url)
      },
    })
    await desk.page.close()
  })

  it('keeps the person over a reload and says when the station is away', async () => {
    const desk = await open(station.url)
    await desk.signIn('Ravi Okafor', morning.pin)
    await desk.page.reload()
    await desk.sees('Open the roster')
    await station.kill()
    await desk.sees(/The station is restarting/)
    await station.ready()
    await desk.page.getByText(/The station is restarting/).waitFor({ state: 'detached', timeout: 30_000 })
    await desk.page.close()
  })

  it('hears a scanner wherever the focus is, and leaves nothing of it in the field', async () => {
    const desk = await open(station.url)
    await desk.signIn('Amara Diallo', morning.pin)
    const [one, other] = morning.candidates.slice(10)
    await desk.scan(one?.LearnerCode ?? '')
    await desk.person(one?.LearnerName ?? '').waitFor()
    await desk.search('mull')
    await desk.person('Jürgen Müller').waitFor()
    await desk.scan(other?.LearnerCode ?? '')
    await desk.person(other?.LearnerName ?? '').waitFor()
    expect(await desk.page.getByRole('combobox').inputValue()).toBe('mull')
    await desk.scan('NOBODY-1')
    await desk.sees('NOBODY-1 is nothing known here')
    await desk.page.close()
  })

  it('says that a PIN is wrong, and who has a seat', async () => {
    const desk = await open(station.url)
    await desk.choosePerson()
    await desk.type('0000')
    await desk.press('Enter')
    await desk.sees('That PIN is not right.')
    await desk.type(morning.pin)
    await desk.press('Enter')
    await desk.page.getByRole('navigation').waitFor()
    const somebody = morning.candidates[20]
    await desk.find(somebody?.LearnerCode ?? '')
    await desk.person(somebody?.LearnerName ?? '').waitFor()
    await desk.press('Enter')
    await desk.type('s')
    await desk.page.getByRole('textbox', { name: 'Seat' }).waitFor()
    await desk.type('22')
    await desk.press('Enter')
    await desk.page.getByRole('alert').getByText(morning.candidates[2]?.LearnerName ?? '').waitFor()
    await desk.page.close()
  })
})

describe('axe finds nothing, in light and dark,', () => {
  // The other screens are in every-screen.test.ts.
  it('where a laptop joins a site', async () => {
    const folder = await temporaryFolder()
    const fresh = await hallpassProcess('station', ['--data', folder.path])
    await fresh.ready()
    const desk = await open(fresh.url)
    await desk.sees('Join your site')
    expect(await desk.findings('join')).toEqual([])
    await desk.press('Enter')
    await desk.sees('Enter the key.')
    expect(await desk.findings('join, empty')).toEqual([])
    await desk.page.close()
    await fresh.kill()
    await folder.drop()
  })
})
