/** A person at the desk who has only a keyboard. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Fingers, not a scanner. */
const key_pause_ms = 60
const screen_timeout_ms = 15_000

export class DeskPage {
  readonly page: Page
  /** What the page complained of: errors, and what the content security policy refused. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      // An answer of 400 or more is part of a desk's day.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text())
    })
  }

  async type(text: string): Promise<void> {
    for (const key of text) {
      await this.page.keyboard.press(key)
      await this.page.waitForTimeout(key_pause_ms)
    }
  }
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key)
  }
  /** As a wedge scanner does it: no pause between the keys, then Enter. */
  async scan(code: string): Promise<void> {
    // Not one after the other's answer: on a busy machine that is slower than a scanner.
    await Promise.all([...code, 'Enter'].map((key) => this.page.keyboard.press(key)))
  }
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor({ timeout: screen_timeout_ms })
  }
  /** The badge of the line to headquarters. */
  async badge(text: RegExp): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: text }).waitFor({ timeout: 60_000 })
  }

  /** Chooses somebody at the sign-in, the first one or by letters of the name. Keys count from when the cards have the focus. */
  async choosePerson(letters = ''): Promise<void> {
    await this.page.locator('[role=option]:focus').waitFor({ timeout: 60_000 })
    await this.type(letters)
    await this.press('Enter')
    await this.page.locator('input[type=password]:focus').waitFor({ timeout: screen_timeout_ms })
  }
  /** Chooses somebody by letters of the name and enters the PIN. */
  async signIn(name: string, pin: string): Promise<void> {
    await this.choosePerson(name.slice(0, 3).toLowerCase())
    await this.type(pin)
    await this.press('Enter')
    await this.page.getByRole('navigation').waitFor({ timeout: screen_timeout_ms })
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
    await this.page.getByRole('article').getByText(text, { exact: false }).first().waitFor({ timeout: screen_timeout_ms })
    await this.press('Enter')
    await this.type('1234')
    await this.press('Enter')
    await this.page.getByRole('article').getByRole('status').getByText(/^In \d/).waitFor({ timeout: screen_timeout_ms })
  }

  /** What axe finds on this screen, in light and in dark. */
  async findings(screen: string): Promise<string[]> {
    const found: string[] = []
    for (const scheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme: scheme })
      await this.page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, scheme)
      await this.page.waitForTimeout(200)
      // Legacy mode opens no second page, which an app's window cannot.
      const { violations } = await new AxeBuilder({ page: this.page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
      found.push(...violations.map(({ id, nodes }) => `${screen}, ${scheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
    }
    await this.page.emulateMedia({ colorScheme: 'light' })
    return found
  }
}
