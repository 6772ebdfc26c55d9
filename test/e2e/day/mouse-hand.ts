/** A person who has only a mouse: real clicks on what can be seen, and keys for nothing but text in a field that was clicked. */
import type { Locator, Page } from '@playwright/test'
import { key_pause_ms, type DeskPage } from '../desk-page.ts'
import { button, find_letters, type Candidate, type Hand, type Place } from './hand.ts'

/** WCAG 2.2, target size (minimum). */
const target_min_px = 24
/** So often something is looked at that is just drawn again. */
const looks_max = 500

interface Watched {
  /** Every key that was no text in a field. */
  stray: string[]
  /** True while a scanner types. */
  isScanning: boolean
}

export class MouseHand implements Hand {
  readonly kind = 'mouse'
  readonly desk: DeskPage
  readonly page: Page
  /** What was clicked although it is smaller than a fingertip. */
  readonly #small = new Set<string>()

  readonly #onStep: () => void

  private constructor(desk: DeskPage, onStep: () => void) {
    this.desk = desk
    this.#onStep = onStep
    this.page = desk.page
  }

  /** Watches the keyboard of this window from now on. @param onStep hears each thing that is done */
  static async at(desk: DeskPage, onStep: () => void): Promise<MouseHand> {
    await desk.page.evaluate(() => {
      const watched: Watched = { stray: [], isScanning: false }
      Object.assign(window, { watched })
      window.addEventListener('keydown', ({ key, target, ctrlKey, altKey, metaKey }) => {
        const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
        if (!watched.isScanning && (!isField || key.length > 1 || ctrlKey || altKey || metaKey)) watched.stray.push(key)
      }, true)
    })
    return new MouseHand(desk, onStep)
  }

  /** Clicks it in its middle, once nothing is in front of it and it takes clicks. */
  async use(control: Locator): Promise<void> {
    this.#onStep()
    await control.waitFor()
    // What is written beside a box or a ring belongs to what can be hit.
    const size = () => control.evaluate((element) => {
      const box = (element.closest('label') ?? element).getBoundingClientRect()
      return { width: box.width, height: box.height }
    })
    let { width, height } = await size()
    // A list that is drawn again has another element in this one's place.
    for (let looks = 0; width === 0 && looks < looks_max; looks++) ({ width, height } = await size())
    if (Math.min(width, height) < target_min_px) this.#small.add(`${String(control)}: ${Math.round(width)} x ${Math.round(height)} px`)
    await control.click()
  }
  tick(control: Locator): Promise<void> {
    return this.use(control)
  }
  /** Clicks the field so often that what is in it is marked, and writes over it. */
  async write(field: Locator, text: string): Promise<void> {
    this.#onStep()
    await field.click({ clickCount: 3 })
    await this.page.keyboard.type(text, { delay: key_pause_ms })
  }
  /** The list that a closed list opens belongs to the system; no test can click into it. */
  async choose(list: Locator, entry: string): Promise<void> {
    await list.hover()
    await list.selectOption({ label: entry })
  }
  place(name: Place): Promise<void> {
    return this.use(this.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: new RegExp(`^${RegExp.escape(name)}`) }))
  }
  pick(group: Locator, name: string | RegExp): Promise<void> {
    return this.use(group.getByText(name, { exact: true }))
  }
  async scan(code: string): Promise<void> {
    this.#onStep()
    await this.#scanning(true)
    await this.desk.scan(code)
    await this.#scanning(false)
  }
  async leave(): Promise<void> {
    await this.use(button(this, /^Signed in: /))
    await this.use(this.page.getByRole('menuitem', { name: 'Switch person' }))
  }
  choosePerson(name: string): Promise<void> {
    return this.use(this.page.getByRole('option', { name }))
  }
  async enterPin(pin: string): Promise<void> {
    await this.write(this.page.locator('input[type=password]'), pin)
    await this.use(button(this, 'Sign in'))
  }
  async countersign(name: string, pin: string, send: string): Promise<void> {
    const signature = this.page.getByRole('group', { name: /^A second person signs/ })
    await this.use(signature.getByRole('button', { name: new RegExp(name) }))
    await this.write(signature.locator('input[type=password]'), pin)
    await this.use(button(this, send, signature))
    await signature.waitFor({ state: 'detached' })
  }
  async open({ LearnerCode, LearnerName }: Candidate): Promise<Locator> {
    await this.write(this.page.getByRole('combobox', { name: 'Name, code or e-mail' }), LearnerCode.slice(-find_letters))
    await this.use(this.page.getByRole('listbox').getByRole('option').filter({ hasText: LearnerCode }))
    const person = this.desk.person(LearnerName)
    await person.waitFor()
    return person
  }
  way({ mouse }: Parameters<Hand['way']>[0]): Promise<void> {
    return mouse()
  }
  async flaws(): Promise<string[]> {
    const stray = await this.page.evaluate(() => (window as unknown as { watched: Watched }).watched.stray)
    return [...this.#small, ...stray.map((key) => `the key ${key}`)]
  }
  #scanning(isScanning: boolean): Promise<void> {
    return this.page.evaluate((is) => void ((window as unknown as { watched: Watched }).watched.isScanning = is), isScanning)
  }
}
