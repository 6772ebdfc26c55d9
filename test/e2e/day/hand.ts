/** Whoever sits at the desk, with one of two hands: a keyboard alone, or a mouse alone. A flow says both ways of a step; each hand takes its own. */
import type { Locator, Page } from '@playwright/test'
import type { DeskPage } from '../desk-page.ts'

export type Place = 'Today' | 'Roster' | 'Seats' | 'Clock' | 'Paper' | 'Scores' | 'Incidents' | 'Print' | 'Sync' | 'Ready?' | 'Site'

export interface Candidate {
  LearnerCode: string
  LearnerName: string
}

export interface Hand {
  readonly kind: HandKind
  readonly desk: DeskPage
  readonly page: Page
  /**
   * Uses a control once it is there and can be used. The mouse clicks it. The keyboard presses `keys`, the first of which
   * must be on the screen; without keys it goes there by Tab and presses Enter.
   * @param keys as Playwright names them, several with blanks in between
   */
  use(control: Locator, keys?: string): Promise<void>
  /** Switches something on or off, or takes a choice: a click, or Space. */
  tick(control: Locator): Promise<void>
  /** Writes over what is in a field. @param keys bring the focus there; '' where it is there by itself; Tab without them */
  write(field: Locator, text: string, keys?: string): Promise<void>
  /** Takes an entry of a closed list, by its words. */
  choose(list: Locator, entry: string): Promise<void>
  /** Takes one of a few of which one is always taken: a click, or Tab to them, arrows and Space. */
  pick(group: Locator, name: string | RegExp): Promise<void>
  /** A place of the rail. */
  place(name: Place): Promise<void>
  /** Points a scanner at a code: it types faster than fingers do, whatever hand holds it. */
  scan(code: string): Promise<void>
  /** Leaves the desk to somebody else, who has the sign-in screen then. */
  leave(): Promise<void>
  /** At the sign-in screen: who it is. */
  choosePerson(name: string): Promise<void>
  /** At the sign-in screen, once somebody is chosen. */
  enterPin(pin: string): Promise<void>
  /** A second person puts the name under what the button `send` sends. */
  countersign(name: string, pin: string, send: string): Promise<void>
  /** Finds somebody in the roster that is open by the end of the code, and opens them. @returns the candidate's part of the screen */
  open(who: Candidate): Promise<Locator>
  /** A step that is two different ones. */
  way(ways: Record<HandKind, () => Promise<void>>): Promise<void>
  /** What a person could not have seen or hit: a shortcut that is nowhere on the screen, a target that is too small, keys that a mouse needed. */
  flaws(): Promise<string[]>
}

export type HandKind = 'keys' | 'mouse'

/** The last signs of a code that tell its candidate from all others. */
export const find_letters = 4

/** So often an arrow is pressed before somebody gives up. */
const arrows_max = 500

/** Presses a key until something is so. */
export async function until(isSo: () => Promise<boolean>, press: () => Promise<void>): Promise<void> {
  for (let pressed = 0; pressed < arrows_max; pressed++) {
    if (await isSo()) return
    await press()
  }
  throw new Error('The key does not lead there')
}

/** A button by its name, where it can be pressed: not while the screen it belongs to only waits for the next. */
export function button(hand: Hand, name: string | RegExp, inside: Locator | Page = hand.page): Locator {
  return inside.getByRole('button', { name }).and(hand.page.locator(':enabled:not([inert] *)')).first()
}
