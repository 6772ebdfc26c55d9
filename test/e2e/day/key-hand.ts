/** A person who has only a keyboard: shortcuts that are on the screen, Tab, Enter, Space and arrows. No focus is given by the test. */
import type { Locator, Page } from '@playwright/test'
import { key_pause_ms, type DeskPage } from '../desk-page.ts'
import { find_letters, type Candidate, type Hand, type Place } from './hand.ts'

/** So often Tab is pressed before somebody gives up. */
const tabs_max = 150

/** What the key cap of a key says. */
const CAPS: Record<string, string> = { Escape: 'Esc', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

export class KeyHand implements Hand {
  readonly kind = 'keys'
  readonly desk: DeskPage
  readonly page: Page
  readonly #unseen = new Set<string>()

  readonly #onStep: () => void

  /** @param onStep hears each thing that is done */
  constructor(desk: DeskPage, onStep: () => void) {
    this.desk = desk
    this.page = desk.page
    this.#onStep = onStep
  }

  async use(control: Locator, keys?: string): Promise<void> {
    this.#onStep()
    await control.waitFor()
    if (keys === undefined) return this.#reach(control).then(() => this.desk.press('Enter'))
    await this.#strike(keys)
  }
  async tick(control: Locator): Promise<void> {
    await this.#reach(control)
    await this.desk.press('Space')
  }
  async write(field: Locator, text: string, keys?: string): Promise<void> {
    this.#onStep()
    await field.waitFor()
    if (keys === undefined) await this.#reach(field)
    else if (keys !== '') await this.#strike(keys)
    await field.and(this.page.locator(':focus')).waitFor()
    await this.desk.press('Control+a')
    await this.desk.type(text)
  }
  /** The letters of its first word choose an entry, and arrows where several begin so. A blank among the letters would open the list where the hand is slow. */
  async choose(list: Locator, entry: string): Promise<void> {
    await this.#reach(list)
    const isChosen = () => list.evaluate((element, wanted) => (element as HTMLSelectElement).selectedOptions[0]?.label.trim() === wanted, entry.trim())
    if (await isChosen()) return
    await this.page.keyboard.type(entry.split(/\s/)[0] ?? '')
    const entries = await list.locator('option').count()
    for (const key of ['ArrowDown', 'ArrowUp']) {
      for (let left = entries; left > 0; left--) {
        if (await isChosen()) return
        await this.desk.press(key)
      }
    }
    throw new Error(`The keys do not lead to ${entry}`)
  }
  async pick(group: Locator, name: string | RegExp): Promise<void> {
    this.#onStep()
    await this.#reach(group)
    const wanted = group.getByRole('radio', { name })
    const way = () => wanted.evaluate((element) => {
      const here = document.activeElement
      if (here === element) return null
      return here !== null && here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'ArrowLeft' : 'ArrowRight'
    })
    for (let left = await group.getByRole('radio').count(); left > 0; left--) {
      const key = await way()
      if (key === null) return this.desk.press('Space')
      await this.desk.press(key)
    }
    throw new Error(`The arrows do not lead to ${String(name)}`)
  }
  async place(name: Place): Promise<void> {
    await this.desk.palette(name.toLowerCase())
  }
  async scan(code: string): Promise<void> {
    this.#onStep()
    await this.desk.scan(code)
  }
  leave(): Promise<void> {
    return this.desk.palette('switch')
  }
  choosePerson(name: string): Promise<void> {
    return this.desk.choosePerson(name.slice(0, 3).toLowerCase())
  }
  enterPin(pin: string): Promise<void> {
    return this.desk.enterPin(pin)
  }
  async countersign(name: string, pin: string): Promise<void> {
    const signature = this.page.getByRole('group', { name: /^A second person signs/ })
    const person = signature.getByRole('button', { name: new RegExp(name) })
    await person.waitFor()
    // Where one alone may sign, the PIN is asked for at once.
    if ((await person.getAttribute('aria-pressed')) !== 'true') await this.#strike((await person.locator('kbd').innerText()).trim())
    await this.desk.enterPin(pin)
    await signature.waitFor({ state: 'detached' })
  }
  async open({ LearnerCode, LearnerName }: Candidate): Promise<Locator> {
    await this.desk.search(LearnerCode.slice(-find_letters))
    const person = this.desk.person(LearnerName)
    await person.waitFor()
    await this.desk.press('Enter')
    await this.page.locator('#desk-person:focus').waitFor()
    return person
  }
  way({ keys }: Parameters<Hand['way']>[0]): Promise<void> {
    return keys()
  }
  async flaws(): Promise<string[]> {
    return [...this.#unseen]
  }

  /** Presses keys one after the other, as somebody does who reads them on the screen. */
  async #strike(keys: string): Promise<void> {
    const [first = '', ...rest] = keys.split(' ')
    await this.#isShown(first)
    for (const key of [first, ...rest]) {
      await this.desk.press(key)
      await this.page.waitForTimeout(key_pause_ms)
    }
  }
  async #isShown(key: string): Promise<void> {
    const cap = CAPS[key] ?? key.replace('Control+', 'Ctrl ').replace('Alt+', 'Alt ').replace(/(^| )([a-z])$/, (_, before: string, letter: string) => before + letter.toUpperCase())
    const caps = await this.page.locator('kbd:visible').allInnerTexts()
    if (!caps.some((text) => says(text.trim(), cap))) this.#unseen.add(`${key} is not on the screen at ${new URL(this.page.url()).hash}: ${caps.join(', ')}`)
  }
  /** By Tab, backwards where it comes before what has the focus. */
  async #reach(control: Locator): Promise<void> {
    await control.waitFor()
    const way = () => control.evaluate((element) => {
      const here = document.activeElement ?? document.body
      if (element === here || (element.contains(here) && element.tabIndex < 0)) return null
      return here !== document.body && here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab'
    })
    for (let tabs = 0; tabs < tabs_max; tabs++) {
      const key = await way()
      if (key === null) return
      await this.desk.press(key)
    }
    throw new Error(`Tab does not lead to ${String(control)}`)
  }
}

/** A cap names one key, some one after the other (`↑ ↓`), or some from the first to the last (`1 – 5`). */
function says(text: string, cap: string): boolean {
  if (text === cap || (/^[↑↓←→\d]$/.test(cap) && text.split(' ').includes(cap))) return true
  const [, before = '', first, last] = /^(.*?)(\d) – (\d)$/.exec(text) ?? []
  const digit = cap.startsWith(before) ? cap.slice(before.length) : ''
  return first !== undefined && last !== undefined && /^\d$/.test(digit) && first <= digit && digit <= last
}
