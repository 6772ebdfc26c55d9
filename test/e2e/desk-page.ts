/** A person at the desk who has only a keyboard. */
import type { CDPSession, Page } from '@playwright/test'
import { ALL_RULES, findings, RULES_OF_COLOUR } from './axe.ts'

/** Fingers, not a scanner. */
export const key_pause_ms = 50
const scanner_pause_ms = 5
/** A busy machine is no failure. */
export const screen_timeout_ms = 60_000

export class DeskPage {
  readonly page: Page
  /** What the page complained of: errors, and what the content security policy refused. */
  readonly complaints: string[] = []
  #keyboard: CDPSession | undefined

  constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(screen_timeout_ms)
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      // An answer of 400 or more is part of a desk's day.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text())
    })
  }

  async type(text: string): Promise<void> {
    for (const key of text) {
      // What no key has comes as an input method brings it.
      await this.page.keyboard.type(key)
      await this.page.waitForTimeout(key_pause_ms)
    }
  }
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key)
  }
  /** As a wedge scanner does it: hardly a pause between the keys, then Enter. When each was pressed goes with it, since a busy machine is slower than a scanner. */
  scan(code: string): Promise<void> {
    return this.#strike([...code, 'Enter'])
  }
  /** The same where the machine is so busy that each key reaches the window so much later than the one before. */
  scanLate(code: string, late_ms: number): Promise<void> {
    return this.#strike([...code, 'Enter'], late_ms)
  }
  /** Two keys of one roll of the fingers: no frame is painted in between. */
  roll(first: string, second: string): Promise<void> {
    return this.#strike([first, second])
  }
  async #strike(keys: readonly string[], late_ms = 0): Promise<void> {
    const keyboard = (this.#keyboard ??= await this.page.context().newCDPSession(this.page))
    const begin = Date.now()
    const sent: Promise<unknown>[] = []
    for (const [at, name] of keys.entries()) {
      const key = name === 'Enter' ? { key: name, code: name, text: '\r', windowsVirtualKeyCode: 13 } : { key: name, text: name, windowsVirtualKeyCode: name.toUpperCase().charCodeAt(0) }
      const timestamp = (begin + at * scanner_pause_ms) / 1_000
      sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key }), keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...key, text: '' }))
      if (late_ms > 0) await this.page.waitForTimeout(late_ms)
    }
    await Promise.all(sent)
  }
  /** The keys of what is seen are heard once it is painted. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor()
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
  /** The badge of the line to headquarters. */
  async badge(text: RegExp): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: text }).waitFor()
  }

  /** Chooses somebody at the sign-in, the first one or by letters of the name. Keys count from when the cards have the focus. */
  async choosePerson(letters = ''): Promise<void> {
    await this.page.locator('[role=option]:focus').waitFor()
    await this.type(letters)
    await this.press('Enter')
    await this.page.locator('input[type=password]:focus').waitFor()
  }
  /** Enters a PIN where one is asked for. */
  async enterPin(pin: string): Promise<void> {
    await this.page.locator('input[type=password]:focus').waitFor()
    await this.type(pin)
    await this.press('Enter')
  }
  /** Chooses somebody by letters of the name and enters the PIN. */
  async signIn(name: string, pin: string): Promise<void> {
    await this.choosePerson(name.slice(0, 3).toLowerCase())
    await this.enterPin(pin)
    await this.page.getByRole('navigation').waitFor()
  }
  /** Goes to an address of the window. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => (location.hash = to), hash)
  }
  /** Searches everyone of today and tomorrow; the first match is on the right. */
  async find(text: string): Promise<void> {
    await this.palette('everyone')
    await this.page.getByRole('combobox').waitFor()
    await this.search(text)
  }
  async search(text: string): Promise<void> {
    await this.press('/')
    await this.page.locator('#desk-search:focus').waitFor()
    await this.press('Control+a')
    await this.type(text)
  }
  /** Opens something by name. */
  async palette(words: string): Promise<void> {
    await this.press('Control+k')
    await this.page.getByRole('dialog').waitFor()
    await this.type(words)
    await this.press('Enter')
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  person(name: string | RegExp) {
    return this.page.getByRole('article', { name })
  }
  /** Checks the candidate in whom a search for this text finds first. */
  async checkIn(text: string): Promise<void> {
    await this.find(text)
    await this.page.getByRole('article').getByText(text, { exact: false }).first().waitFor()
    await this.press('Enter')
    await this.type('1234')
    await this.press('Enter')
    await this.page.getByRole('article').getByRole('status').getByText(/^In \d/).waitFor()
  }

  /** What was done is on the screen, and in the letters of the app. Longer than a scanner would wait. */
  async shown(): Promise<void> {
    await this.page.evaluate(async (pause) => {
      await document.fonts.ready
      await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), pause))
    }, key_pause_ms)
  }
  async theme(scheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme })
    await this.page.locator(`html[data-theme=${scheme}]`).waitFor()
    await this.shown()
  }
  /** What axe finds on this screen, in light and in dark. */
  async findings(screen: string): Promise<string[]> {
    await this.shown()
    const found = await findings(this.page, `${screen}, light`, ALL_RULES)
    await this.theme('dark')
    found.push(...await findings(this.page, `${screen}, dark`, RULES_OF_COLOUR))
    await this.theme('light')
    return found
  }
}
