/** One day at a desk: a window, a hand, a line to headquarters, and what must have arrived at the end of it. */
import type { Locator, Page } from '@playwright/test'
import { must } from '../../../src-shared/assert.ts'
import type { DeskPage } from '../desk-page.ts'
import type { ExamMorning, Registration } from '../exam-morning.ts'
import type { DayFiles } from './day-files.ts'
import type { DayLine } from './day-line.ts'
import type { Hand, Place } from './hand.ts'

export const PROCTOR = 'Amara Diallo'
export const LEAD = 'Ravi Okafor'
export const ADMIN = 'Site Admin'

/** Those who are in before the day begins. */
const present_n = 8

export interface Flow {
  /** Of the desk's list of what must exist. */
  point: number
  name: string
  run(day: Day): Promise<void>
}

/** What a registration says that had something done to it. */
export interface Arrived extends Registration {
  Accommodations: { Type: string; TimeExtension: number }[]
  Breaks: { UndoneAt?: string }[]
  CheckInHistory: { Kind: string; By: string }[]
  CheckedInBy: string | null
  Locker: string | null
  IdentityChecks: string[]
  ExamRegistration: string
}

/** Those of the sitting to whom nothing is granted. */
const plainOf = ({ candidates }: ExamMorning) => candidates.filter((one) => (one as Arrived).Accommodations.length === 0)

/** Another desk lets some in before the day begins. */
export async function letSomeIn(morning: ExamMorning): Promise<void> {
  for (const [n, { RegistrationIdentifier }] of plainOf(morning).slice(-present_n).entries()) {
    await morning.askHq(`/api/registrations/${RegistrationIdentifier}/commands/check-in`, { Seat: `N${n + 1}`, IdentityChecks: ['passport'] })
  }
}

export class Day {
  readonly morning: ExamMorning
  readonly hand: Hand
  readonly files: DayFiles
  readonly line: DayLine
  readonly #withAxe: boolean
  readonly #checks: [name: string, check: () => Promise<void>][] = []
  readonly #plain: Registration[]
  readonly #present: Registration[]
  #who = ''

  /** @param parts `withAxe`: this is the day on which axe looks at what no picture has */
  constructor(parts: { morning: ExamMorning; hand: Hand; files: DayFiles; line: DayLine; withAxe?: boolean }) {
    this.morning = parts.morning
    this.hand = parts.hand
    this.files = parts.files
    this.line = parts.line
    this.#withAxe = parts.withAxe ?? false
    const plain = plainOf(parts.morning)
    this.#present = plain.slice(-present_n)
    this.#plain = plain.slice(0, -present_n)
  }

  get desk(): DeskPage {
    return this.hand.desk
  }
  get page(): Page {
    return this.hand.page
  }
  /** Somebody of the sitting to whom nothing was granted, and whom no other flow of the day touches. */
  someone(): Registration {
    return must(this.#plain.shift(), 'a candidate of whom nothing has happened yet')
  }
  /** Somebody of the sitting who is in since before the day began, and whom no other flow of the day touches. */
  somebodyIn(): Registration {
    return must(this.#present.shift(), 'a candidate who is in already')
  }
  /** Has this person at the desk, and the roster of the sitting open. */
  async as(name: string): Promise<void> {
    if (this.#who === name) return
    if (this.#who !== '') await this.hand.leave()
    await this.hand.choosePerson(name)
    await this.hand.enterPin(this.morning.pin)
    await this.page.getByRole('navigation').waitFor()
    this.#who = name
    await this.roster(this.morning.event)
  }
  /** Nobody is at the desk any more; the sign-in screen is there. */
  left(): void {
    this.#who = ''
  }
  /** The roster of a sitting of today or tomorrow. */
  async roster(event: string): Promise<void> {
    await this.hand.place('Today')
    const card = this.page.locator(`[data-sitting-card="${event}"]`)
    await this.hand.use(card, (await card.locator('kbd').innerText()).trim())
    await this.page.getByRole('combobox', { name: 'Name, code or e-mail' }).waitFor()
  }
  /** Somebody in the roster of the sitting, opened. */
  async person(who: Registration): Promise<ReturnType<DeskPage['person']>> {
    await this.sitting('Roster')
    const filters = this.page.getByRole('radiogroup', { name: 'Show' })
    if ((await filters.getByRole('radio', { name: /^All/, checked: true }).count()) === 0) await this.hand.pick(filters, /^All/)
    return this.hand.open(who)
  }
  async go(place: Place): Promise<void> {
    await this.hand.place(place)
  }
  /** A place of the rail that shows one sitting, with the day's sitting in it. */
  async sitting(place: Place): Promise<void> {
    const address = `#/${place.toLowerCase()}/${this.morning.event}`
    if (await this.#isAt(address)) return
    await this.hand.place(place)
    if (await this.#isAt(address)) return
    await this.roster(this.morning.event)
    if (place !== 'Roster') await this.hand.place(place)
  }
  async #isAt(address: string): Promise<boolean> {
    return (await this.page.evaluate(() => location.hash)).startsWith(address)
  }
  /** A file that the person takes in the window that a control opens. @param keys as for `hand.use` */
  async choose(control: Locator, keys: string | undefined, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.hand.use(control, keys)])
    await chooser.setFiles(file)
  }
  /** Waits for words on the screen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.desk.sees(text)
  }
  /** What axe finds here, in light and in dark: nothing. One of the days is enough. */
  async look(screen: string): Promise<void> {
    const found = this.#withAxe ? await this.desk.findings(screen) : []
    if (found.length > 0) throw new Error(found.join('\n'))
  }
  /** Looked at when the line is back and everything is sent. */
  atHq(name: string, check: () => Promise<void>): void {
    this.#checks.push([name, check])
  }
  /** The same for one registration. */
  arrives(who: Registration, check: (at: Arrived) => void): void {
    this.atHq(who.LearnerName, async () => check((await this.morning.atHq(who.RegistrationIdentifier)) as Arrived))
  }
  async lookAtHq(): Promise<void> {
    for (const [name, check] of this.#checks) {
      await check().catch((error: unknown) => {
        throw new Error(`At headquarters, ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      })
    }
  }
}
