/** Every screen in `screens.ts`: axe in three languages and in light and dark, and pictures beside the committed ones. */
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, it } from 'vitest'
import type { LineHistory } from '../../src-shared/desk/line-history.ts'
import { openChromium } from '../support/chromium.ts'
import { ALL_RULES, findings, RULES_OF_COLOUR } from './axe.ts'
import { DeskPage } from './desk-page.ts'
import { differs } from './pictures.ts'
import { SCREENS, type Screen } from './screens.ts'
import { NOW, stillMorning, type StillMorning } from './still-morning.ts'

const laptop = { width: 1024, height: 768 }
const monitor = { width: 1920, height: 1080 }
/** Some thirty screens; a busy machine is no failure. */
const walk_timeout_ms = 900_000
const JOIN: Screen = { name: 'join', ready: 'main input:focus' }
const PEOPLE: Screen = { name: 'people', ready: '[role=option]:focus' }
const PIN: Screen = { name: 'pin', ready: 'input[type=password]:focus' }

/** An outage that is nearly over. */
const LINE_HISTORY: LineHistory = {
  part_minutes: 10,
  parts: [0, 0, 7, 12, 9, 2].map((waiting, at) => ({ at: new Date(Date.parse(NOW) - (5 - at) * 600_000).toISOString(), waiting, online: waiting === 0 })),
}

let browser: Browser
let morning: StillMorning

beforeAll(async () => {
  const [opened, stands] = await Promise.all([openChromium('--font-render-hinting=none'), stillMorning()])
  browser = opened
  morning = stands
}, walk_timeout_ms)

afterAll(async () => {
  await browser?.close()
  await morning?.end()
})

const LOOKS = ['en-CA', 'fr-CA', 'es-MX'].flatMap((locale) => (['light', 'dark'] as const).map((scheme) => ({ locale, scheme })))

it.each(LOOKS)('axe finds nothing on any screen, and each looks as it did, in $locale, $scheme', async (look) => {
  const walk = await Walk.begin(look)
  await walk.open(morning.fresh.url)
  await walk.see(JOIN)
  await walk.open(morning.station.url)
  await walk.see(PEOPLE)
  await walk.desk.choosePerson('rav')
  await walk.see(PIN)
  await walk.desk.enterPin(morning.pin)
  await walk.desk.page.getByRole('navigation').waitFor()
  for (const screen of SCREENS) await walk.see(screen)
  await walk.desk.page.context().close()
  walk.found.push(...walk.desk.complaints)
  if (walk.found.length > 0) throw new Error(walk.found.join('\n'))
}, walk_timeout_ms)

type Look = (typeof LOOKS)[number]

class Walk {
  readonly desk: DeskPage
  readonly look: Look
  readonly found: string[] = []

  private constructor(page: Page, look: Look) {
    this.desk = new DeskPage(page)
    this.look = look
  }

  static async begin(look: Look): Promise<Walk> {
    const { locale, scheme } = look
    const context = await browser.newContext({ viewport: scheme === 'dark' && hasPicture(look) ? monitor : laptop, locale, timezoneId: 'America/Vancouver', reducedMotion: 'reduce', colorScheme: scheme })
    const page = await context.newPage()
    await page.clock.setFixedTime(NOW)
    // What belongs to the machine that runs this.
    await page.route('**/desk/state', async (route) => {
      const answer = await route.fetch()
      const state = (await answer.json()) as { station: object }
      await route.fulfill({ response: answer, json: { ...state, station: { ...state.station, name: 'DESK-1' } } })
    })
    // How much waited when is a matter of how fast this machine was.
    await page.route('**/desk/line-history', (route) => route.fulfill({ json: LINE_HISTORY }))
    await page.route('**/desk/readiness', async (route) => {
      const answer = await route.fetch()
      const { checks, ...rest } = (await answer.json()) as { checks: { code: string }[] }
      await route.fulfill({ response: answer, json: { ...rest, checks: checks.map((check) => (check.code === 'disk' ? { ...check, state: 'good', free_bytes: 120_000_000_000 } : check)) } })
    })
    return new Walk(page, look)
  }

  async open(url: string): Promise<void> {
    await this.desk.page.goto(url)
  }

  async see(screen: Screen): Promise<void> {
    const { locale, scheme } = this.look
    const where = `${screen.name}, ${locale}, ${scheme}`
    try {
      await this.go(screen)
    } catch (error) {
      this.found.push(`${where}: is not there: ${String(error).slice(0, 300)}`)
      return
    }
    this.found.push(...await findings(this.desk.page, where, scheme === 'light' ? ALL_RULES : RULES_OF_COLOUR))
    if (hasPicture(this.look)) await this.picture(screen)
    for (const key of screen.leave ?? []) await this.desk.press(key)
  }

  private async go({ at, focus, keys = [], ready }: Screen): Promise<void> {
    const { page } = this.desk
    if (at) await this.desk.go(`#${at(morning)}`)
    if (focus) await page.locator(focus).first().focus()
    for (const key of keys) {
      await this.desk.shown()
      if (typeof key === 'string') await this.desk.press(key)
      else await page.locator(key.see).first().waitFor()
    }
    await page.locator(ready).first().waitFor()
    await this.desk.shown()
  }

  private async picture({ name, volatile }: Screen): Promise<void> {
    const { page } = this.desk
    const different = await differs(`${name}-${this.look.locale.slice(0, 2)}-${this.look.scheme}`, () => page.screenshot({ animations: 'disabled', caret: 'hide', ...(volatile ? { mask: [page.locator(volatile)] } : {}) }))
    if (different) this.found.push(different)
  }
}

/** On a laptop in two languages, on a monitor in the dark: in a third language nothing new is seen. */
const hasPicture = ({ locale, scheme }: Look) => locale === 'en-CA' || (locale === 'fr-CA' && scheme === 'light')
