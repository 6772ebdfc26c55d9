/** A person at the desk who has only a mouse: real clicks on what can be seen, and keys for nothing but text in a field that was clicked. */
import type { Locator, Page } from '@playwright/test'
import { key_pause_ms, type DeskPage } from './desk-page.ts'

/** WCAG 2.2, target size (minimum). */
const target_min_px = 24

interface Watched {
  /** Every key that was no text in a field. */
  stray: string[]
}

export class MouseHand {
  readonly desk: DeskPage
  readonly page: Page
  /** What was clicked although it is smaller than a fingertip. */
  readonly small: string[] = []

  private constructor(desk: DeskPage) {
    this.desk = desk
    this.page = desk.page
  }

  /** Watches the keyboard of this window from now on. */
  static async at(desk: DeskPage): Promise<MouseHand> {
    await desk.page.evaluate(() => {
      const stray: string[] = []
      Object.assign(window, { watched: { stray } })
      window.addEventListener('keydown', ({ key, target, ctrlKey, altKey, metaKey }) => {
        const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
        if (!isField || key.length > 1 || ctrlKey || altKey || metaKey) stray.push(key)
      }, true)
    })
    return new MouseHand(desk)
  }

  /** Clicks it in its middle, once nothing is in front of it and it takes clicks. */
  async press(target: Locator): Promise<void> {
    await target.hover()
    const box = await target.boundingBox()
    if (box && Math.min(box.width, box.height) < target_min_px) this.small.push(`${String(target)}: ${Math.round(box.width)} x ${Math.round(box.height)} px`)
    await target.click()
  }
  async button(name: string | RegExp, inside: Locator | Page = this.page): Promise<void> {
    await this.press(inside.getByRole('button', { name }).first())
  }
  /** A place of the rail. */
  place(name: string): Promise<void> {
    return this.button(name, this.page.getByRole('navigation', { name: 'Places' }))
  }
  /** Clicks the field so often that what is in it is marked, and writes over it. */
  async write(field: Locator, text: string): Promise<void> {
    await field.click({ clickCount: 3 })
    await this.page.keyboard.type(text, { delay: key_pause_ms })
  }
  field(label: string, inside: Locator | Page = this.page): Locator {
    return inside.getByLabel(label, { exact: true })
  }
  async signIn(name: string, pin: string): Promise<void> {
    await this.press(this.page.getByRole('option', { name }))
    await this.write(this.page.locator('input[type=password]'), pin)
    await this.button('Sign in')
    await this.page.getByRole('navigation').waitFor()
  }
  /** A second person puts the name under it. */
  async countersign(name: string, pin: string, send: string): Promise<void> {
    const signature = this.page.getByRole('group', { name: /^A second person signs/ })
    await this.button(new RegExp(name), signature)
    await this.write(signature.locator('input[type=password]'), pin)
    await this.button(send, signature)
    await signature.waitFor({ state: 'detached' })
  }
  /** Finds somebody in the roster that is open and clicks the row. */
  async open(code: string, name: string): Promise<Locator> {
    await this.write(this.page.getByRole('combobox', { name: 'Name, code or e-mail' }), code.slice(-4))
    await this.press(this.page.getByRole('listbox').getByRole('option').filter({ hasText: code }))
    const person = this.desk.person(name)
    await person.waitFor()
    return person
  }
  /** @returns keys that were pressed for anything else than text in a field */
  strayKeys(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { watched: Watched }).watched.stray)
  }
}
