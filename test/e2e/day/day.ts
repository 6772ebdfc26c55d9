/** One day at a desk: a window, a hand, a line to headquarters, and what must have arrived at the end of it. */
import type { Page } from '@playwright/test'
import { must } from '../../../src-shared/assert.ts'
import type { DeskPage } from '../desk-page.ts'
import type { ExamMorning, Registration } from '../exam-morning.ts'
import type { DayFiles } from './day-files.ts'
import type { DayLine } from './day-line.ts'
import type { Hand, Place } from './hand.ts'

export const PROCTOR = 'Amara Diallo'
export const LEAD = 'Ravi Okafor'
export const ADMIN = 'Site Admin'

export interface Flow {
  /** Of the desk's list of what must exist. */
  point: number
  name: string
  run(day: Day): Promise<void>
}

/** What a registration says that had something done to it. */
export interface Arrived extends Registration {
  Accommodations: { Type: string; TimeExtension: number; RevokedAt?: string }[]
  Breaks: { UndoneAt?: string }[]
  CheckInHistory: { Kind: string; By: string }[]
  CheckedInBy: string | null
  Locker: string | null
  IdentityChecks: string[]
  ExamRegistration: string
}

export class Day {
  readonly morning: ExamMorning
  readonly hand: Hand
  readonly files: DayFiles
  readonly line: DayLine
  readonly #checks: [name: string, check: () => Promise<void>][] = []
  readonly #plain: Registration[]
  #who = ''

  constructor(parts: { morning: ExamMorning; hand: Hand; files: DayFiles; line: DayLine }) {
    this.morning = parts.morning
    this.hand = parts.hand
    this.files = parts.files
    this.line = parts.line
    this.#plain = parts.morning.candidates.filter((one) => (one as Arrived).Accommodations.length === 0)
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
  /** Has this person at the desk, and the roster of the sitting open. */
  async as(name: string): Promise<void> {
    if (this.#who === name) return
    if (this.#who !== '') await this.hand.leave()
    await this.hand.signIn(name, this.morning.pin)
    this.#who = name
    await this.hand.place('Today')
    await this.hand.use(this.page.locator(`[data-sitting-card="${this.morning.event}"]`), '1')
    await this.page.getByRole('combobox', { name: 'Name, code or e-mail' }).waitFor()
  }
  /** Somebody in the roster of the sitting, opened. */
  async person(who: Registration): Promise<ReturnType<DeskPage['person']>> {
    await this.hand.place('Roster')
    return this.hand.open(who)
  }
  async go(place: Place): Promise<void> {
    await this.hand.place(place)
  }
  /** Waits for words on the screen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.desk.sees(text)
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
