/** A morning, its station and the windows at it, in Chromium. */
import type { Browser } from '@playwright/test'
import type { HallpassProcess } from '../faults/hallpass-process.ts'
import { openChromium } from '../support/chromium.ts'
import { DeskPage } from './desk-page.ts'

interface Morning {
  station: HallpassProcess
  /** Of everyone. */
  pin: string
  end(): Promise<void>
}

export type OpenDesk<M extends Morning> = M & {
  browser: Browser
  /** A new window at which nobody is signed in; at the morning's own station unless another is named. */
  window(at?: { url?: string; locale?: string; browser?: Browser }): Promise<DeskPage>
  /** The window of this person, on Today. They sign in once; whoever asks again finds it as after a reload. */
  deskOf(name: string): Promise<DeskPage>
  /** Empties the windows of all who signed in, until they are asked for again: what is not looked at must not cost time. */
  rest(): Promise<void>
}

const screen = { width: 1440, height: 900 }

/** @param switches of Chromium */
export async function openDesk<M extends Morning>(begin: () => Promise<M>, ...switches: string[]): Promise<OpenDesk<M>> {
  const [browser, morning] = await Promise.all([openChromium(...switches), begin()])
  const signedIn = new Map<string, DeskPage>()

  async function window({ url = morning.station.url, locale = 'en-CA', browser: at = browser }: { url?: string; locale?: string; browser?: Browser } = {}): Promise<DeskPage> {
    const context = await at.newContext({ viewport: screen, locale })
    const desk = new DeskPage(await context.newPage())
    await desk.page.goto(url)
    return desk
  }

  async function deskOf(name: string): Promise<DeskPage> {
    const known = signedIn.get(name)
    if (known) {
      await known.page.goto('about:blank')
      await known.page.goto(morning.station.url)
      await known.page.getByRole('navigation').waitFor()
      return known
    }
    const desk = await window()
    await desk.signIn(name, morning.pin)
    signedIn.set(name, desk)
    return desk
  }

  return {
    ...morning, browser, window, deskOf,
    async rest() {
      for (const { page } of signedIn.values()) await page.goto('about:blank')
    },
    async end() {
      await browser.close()
      await morning.end()
    },
  }
}
