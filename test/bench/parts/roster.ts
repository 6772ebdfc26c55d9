/** A roster of 10,000 in Chromium: frames while it is scrolled, and from each key of a search to the painted rows. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DeskPage } from '../../e2e/desk-page.ts'
import { hallpass, hallpassProcess } from '../../faults/hallpass-process.ts'
import { openChromium } from '../../support/chromium.ts'
import { temporaryFolder } from '../../support/electron.ts'
import { PartUnavailable, percentile, type BenchContext, type Part } from '../figures.ts'

const project = join(import.meta.dirname, '../../..')
/** A frame that took longer than one and a half of the usual ones was preceded by one that was dropped. */
const late_factor = 1.5
const scroll_step_px = 240
/** Like life: first letters, whole names, other scripts, a code, one letter, nobody. */
const SEARCHES = ['mull', 'garcia', 'ó', 'nguyen', 'okonkwo', 'el-2', '佐藤', 'fernandez', 'zzzz', 'li']

export const rosterPart: Part = {
  name: 'roster',
  summary: 'a roster of 10,000 in Chromium: frames dropped and long tasks in a scroll and while typing, keystroke to rows',
  async run(context) {
    if (!existsSync(join(project, 'out/renderer/index.html'))) throw new PartUnavailable('the window is not built; run `npm run build` first.')
    const candidates = context.quick ? 2_000 : 10_000
    const { desk, page } = await openRoster(context, candidates)
    const scrolled = await scroll(page, context.quick ? 150 : 600)
    const typed = await type(desk, context.quick ? SEARCHES.slice(0, 4) : SEARCHES, scrolled.usual)
    const of = `${candidates.toLocaleString('en')} candidates`
    return [
      { name: `frames of a scroll through ${of}`, value: scrolled.frames, unit: 'frames' },
      { name: 'of these dropped', value: scrolled.dropped, unit: 'frames', against: { name: 'the same page, nothing moving', value: scrolled.idle }, budget: '60 a second' },
      { name: 'long tasks (over 50 ms) in the scroll', value: scrolled.long, unit: 'tasks' },
      { name: `keystroke to painted rows, ${of}, p50`, value: percentile(typed.took, 0.5), unit: 'ms' },
      { name: 'keystroke to painted rows, p99', value: percentile(typed.took, 0.99), unit: 'ms' },
      { name: `frames of ${typed.took.length} keystrokes`, value: typed.frames, unit: 'frames' },
      { name: 'of these dropped', value: typed.dropped, unit: 'frames', budget: '60 a second' },
      { name: 'long tasks (over 50 ms) while typing', value: typed.long, unit: 'tasks' },
    ]
  },
}

async function openRoster(context: BenchContext, candidates: number): Promise<{ desk: DeskPage; page: Page }> {
  const folder = await temporaryFolder('hallpass-roster-')
  context.onEnd(() => folder.drop())
  const data = join(folder.path, 'station')
  const demo = JSON.parse(hallpass('demo', '--data', data, '--candidates', String(candidates))) as { pin: string }
  const station = await hallpassProcess('station', ['--data', data])
  context.onEnd(() => station.kill())
  await station.ready()
  const browser = await openChromium()
  context.onEnd(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-CA' })
  const desk = new DeskPage(page)
  await page.goto(station.url)
  await desk.signIn('Amara', demo.pin)
  await page.evaluate(() => (location.hash = '#/roster/-'))
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await watchTasks(page)
  return { desk, page }
}

/** Counts long tasks from here on in `window.longTasks`. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { longTasks: 0 })
    new PerformanceObserver((list) => ((window as unknown as { longTasks: number }).longTasks += list.getEntries().length)).observe({ type: 'longtask' })
  })
}

const longTasks = (page: Page) => page.evaluate(() => (window as unknown as { longTasks: number }).longTasks)

/** How many frames were left out before late ones. */
const dropped = (gaps: readonly number[], usual: number) => gaps.reduce((sum, gap) => sum + (gap > usual * late_factor ? Math.round(gap / usual) - 1 : 0), 0)

/**
 * Moves the list a little with each frame; and as many frames without, on the same machine.
 * @returns also the usual time between two frames of a page that rests, in milliseconds
 */
async function scroll(page: Page, frames: number): Promise<{ frames: number; dropped: number; idle: number; usual: number; long: number }> {
  const gaps = (step_px: number) =>
    page.evaluate(
      ([step, most]) =>
        new Promise<number[]>((resolve) => {
          const list = document.querySelector('[role=listbox]')
          const found: number[] = []
          let before = performance.now()
          const frame = (now: number) => {
            found.push(now - before)
            before = now
            if (list) list.scrollTop += step
            if (found.length > most) resolve(found.slice(1))
            else requestAnimationFrame(frame)
          }
          requestAnimationFrame(frame)
        }),
      [step_px, frames] as const,
    )
  const idle = await gaps(0)
  const before = await longTasks(page)
  const moving = await gaps(scroll_step_px)
  const usual = percentile(idle, 0.5)
  return { frames: moving.length, dropped: dropped(moving, usual), idle: dropped(idle, usual), usual, long: (await longTasks(page)) - before }
}

/** Each key of each search, from the key to the frame that shows the rows of what is typed by then. */
async function type(desk: DeskPage, searches: readonly string[], usual: number): Promise<{ took: number[]; frames: number; dropped: number; long: number }> {
  const { page } = desk
  const before = await longTasks(page)
  const took: number[] = []
  await page.evaluate(() => {
    const typedGaps: number[] = []
    let last = performance.now()
    const frame = (now: number) => {
      typedGaps.push(now - last)
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    Object.assign(window, { typedGaps })
  })
  for (const search of searches) {
    await desk.press('/')
    await page.locator('#desk-search:focus').waitFor()
    await desk.press('Control+a')
    for (const letter of search) {
      await watchRows(page)
      await page.keyboard.insertText(letter)
      took.push(await page.evaluate(() => (window as unknown as { toRows: Promise<number> }).toRows))
    }
    await desk.press('Control+a')
    await desk.press('Delete')
  }
  const gaps = await page.evaluate(() => (window as unknown as { typedGaps: number[] }).typedGaps)
  return { took, frames: gaps.length, dropped: dropped(gaps, usual), long: (await longTasks(page)) - before }
}

/** Times in the page itself, from the input to the frame after the roster has answered it. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const toRows = new Promise<number>((resolve) => {
      let pressed = 0
      const field = document.querySelector('#desk-search')
      field?.addEventListener('beforeinput', () => (pressed = performance.now()), { once: true })
      const answered = new PerformanceObserver((list) => {
        if (pressed === 0 || !list.getEntries().some((entry) => entry.name.includes('/desk/roster') && entry.startTime >= pressed)) return
        answered.disconnect()
        // React paints what came in the next frame.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - pressed)))
      })
      answered.observe({ type: 'resource' })
    })
    Object.assign(window, { toRows })
  })
}
