/** Every screen in `screens.ts`: axe in three languages and in light and dark, and pictures beside the committed ones. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { AxeResults, RunOnly } from 'axe-core'
import { afterAll, beforeAll, it } from 'vitest'
import { DeskPage } from './desk-page.ts'
import { differs } from './pictures.ts'
import { SCREENS, type Screen } from './screens.ts'
import { NOW, stillMorning, type StillMorning } from './still-morning.ts'

const system_chromium = '/usr/bin/chromium'
const screen_timeout_ms = 60_000
const key_pause_ms = 60
const axe_looks_max = 5
const laptop = { width: 1024, height: 768 }
const monitor = { width: 1920, height: 1080 }
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** In dark everything is the same but the colours. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']
/** Some thirty screens, each looked at four times; a busy machine is no failure. */
const walk_timeout_ms = 900_000
const JOIN: Screen = { name: 'join', ready: 'main input:focus' }
const PEOPLE: Screen = { name: 'people', ready: '[role=option]:focus' }
const PIN: Screen = { name: 'pin', ready: 'input[type=password]:focus' }

let browser: Browser
let morning: StillMorning

beforeAll(async () => {
  morning = await stillMorning()
  browser = await chromium.launch({ args: ['--no-sandbox', '--font-render-hinting=none'], ...(existsSync(system_chromium) ? { executablePath: system_chromium } : {}) })
}, walk_timeout_ms)

afterAll(async () => {
  await browser?.close()
  await morning?.end()
})

it.each(['en-CA', 'fr-CA', 'es-MX'])('axe finds nothing on any screen, and each looks as it did, in %s', async (locale) => {
  const walk = await Walk.begin(locale)
  await walk.open(morning.fresh.url)
  await walk.see(JOIN)
  await walk.open(morning.station.url)
  await walk.see(PEOPLE)
  await walk.desk.choosePerson('rav')
  await walk.see(PIN)
  await walk.desk.type(morning.pin)
  await walk.desk.press('Enter')
  await walk.desk.page.getByRole('navigation').waitFor({ timeout: screen_timeout_ms })
  for (const screen of SCREENS) await walk.see(screen)
  await walk.desk.page.context().close()
  walk.found.push(...walk.desk.complaints)
  if (walk.found.length > 0) throw new Error(walk.found.join('\n'))
}, walk_timeout_ms)

class Walk {
  readonly desk: DeskPage
  readonly locale: string
  readonly found: string[] = []

  private constructor(page: Page, locale: string) {
    this.desk = new DeskPage(page)
    this.locale = locale
  }

  static async begin(locale: string): Promise<Walk> {
    const context = await browser.newContext({ viewport: laptop, locale, timezoneId: 'America/Vancouver', reducedMotion: 'reduce', colorScheme: 'light' })
    const page = await context.newPage()
    page.setDefaultTimeout(screen_timeout_ms)
    await page.clock.setFixedTime(NOW)
    // What belongs to the machine that runs this.
    await page.route('**/desk/state', async (route) => {
      const answer = await route.fetch()
      const state = (await answer.json()) as { station: object }
      await route.fulfill({ response: answer, json: { ...state, station: { ...state.station, name: 'DESK-1' } } })
    })
    await page.route('**/desk/readiness', async (route) => {
      const answer = await route.fetch()
      const { checks, ...rest } = (await answer.json()) as { checks: { code: string }[] }
      await route.fulfill({ response: answer, json: { ...rest, checks: checks.map((check) => (check.code === 'disk' ? { ...check, state: 'good', free_bytes: 120_000_000_000 } : check)) } })
    })
    return new Walk(page, locale)
  }

  async open(url: string): Promise<void> {
    await this.desk.page.goto(url)
    await this.desk.page.evaluate(AXE)
  }

  async see(screen: Screen): Promise<void> {
    try {
      await this.go(screen)
    } catch (error) {
      this.found.push(`${screen.name}, ${this.locale}: is not there: ${String(error).slice(0, 300)}`)
      return
    }
    await this.axe(screen, 'light', { type: 'tag', values: TAGS })
    if (this.locale !== 'es-MX') await this.picture(screen, `${this.locale.slice(0, 2)}-light`)
    if (this.locale === 'en-CA') await this.seeInDark(screen)
    for (const key of screen.leave ?? []) await this.desk.press(key)
  }

  /** Colours are the same in every language. */
  private async seeInDark(screen: Screen): Promise<void> {
    const { page } = this.desk
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme=dark]').waitFor()
    await this.axe(screen, 'dark', { type: 'rule', values: OF_COLOUR })
    await page.setViewportSize(monitor)
    await this.picture(screen, 'en-dark')
    await page.setViewportSize(laptop)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.locator('html[data-theme=light]').waitFor()
  }

  private async go({ at, focus, keys = [], ready }: Screen): Promise<void> {
    const { page } = this.desk
    if (at) await page.evaluate((hash) => (location.hash = hash), at(morning))
    if (focus) await page.locator(focus).first().focus()
    for (const key of keys) {
      await this.shown()
      if (typeof key === 'string') await this.desk.press(key)
      else await page.locator(key.see).first().waitFor()
    }
    await page.locator(ready).first().waitFor()
    await this.shown()
  }

  /** What was done is on the screen, and in the letters of the app. Longer than a scanner would wait. */
  private async shown(): Promise<void> {
    await this.desk.page.evaluate(async (pause) => {
      await document.fonts.ready
      await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), pause))
    }, key_pause_ms)
  }

  private async axe({ name }: Screen, scheme: string, runOnly: RunOnly): Promise<void> {
    let violations: AxeResults['violations'] = []
    // A theme or a form that is still on its way to the screen is looked at again.
    for (let looks = 0; looks < axe_looks_max; looks++) {
      await this.shown()
      violations = await this.desk.page.evaluate(
        async (only) => (await (window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(document, { runOnly: only, resultTypes: ['violations'] })).violations,
        runOnly,
      )
      if (violations.length === 0) return
    }
    this.found.push(...violations.map(({ id, nodes }) => `${name}, ${this.locale}, ${scheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
  }

  private async picture({ name, volatile }: Screen, kind: string): Promise<void> {
    const { page } = this.desk
    const different = await differs(`${name}-${kind}`, () => page.screenshot({ animations: 'disabled', caret: 'hide', ...(volatile ? { mask: [page.locator(volatile)] } : {}) }))
    if (different) this.found.push(different)
  }
}
