/** The window beside an empty one, and from the key that checks a candidate in to the painted result. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { HallpassBridge } from '../../../src-shared/ipc.ts'
import { DeskPage, key_pause_ms } from '../../e2e/desk-page.ts'
import { examMorning, type ExamMorning } from '../../e2e/exam-morning.ts'
import { morningApp } from '../../e2e/morning-app.ts'
import { display } from '../../support/display.ts'
import { electron, openApp, type OpenApp } from '../../support/electron.ts'
import { alternate, compared, PartUnavailable, percentile, type BenchContext, type Figure, type Part } from '../figures.ts'
import { folder } from '../stores.ts'

const project = join(import.meta.dirname, '../../..')
/** From the server's first answer to rest: sync and the desk's own code have come by then. */
const rest_ms = 3_000
/** They tell everybody of the demo apart. */
const code_letters = 3

export const windowPart: Part = {
  name: 'window',
  summary: 'window start and memory against an empty Electron window; keys, seconds and key to painted result of a check-in',
  async run(context) {
    if (!existsSync(join(project, 'out/main'))) throw new PartUnavailable('the window is not built; run `npm run build` first.')
    const { version, origin } = await found()
    context.say(`Electron ${version} (${origin})`)
    const morning = await examMorning()
    context.onEnd(() => morning.end())
    const checkIns = await measureCheckIns(context, morning)
    return [...(await measureStart(context, morning)), ...checkIns]
  },
}

async function found(): ReturnType<typeof electron> {
  try {
    const [it] = await Promise.all([electron(), display()])
    return it
  } catch (error) {
    throw new PartUnavailable(`no window can be opened here (${(error as Error).message}).`)
  }
}

/** Until what was waited for is on the screen. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
}

/** Until the station answers what needs its server; at once in a window without one. */
async function served(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (window as { hallpass?: HallpassBridge }).hallpass?.request({ method: 'GET', path: '/desk/line' })
  })
}

async function measureStart(context: BenchContext, morning: ExamMorning): Promise<Figure[]> {
  const empty = folder(context)
  copyFileSync(join(import.meta.dirname, '../empty-window.cjs'), join(empty, 'main.cjs'))
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.cjs' }))
  const start = async (open: () => Promise<OpenApp>, ready: (page: Page) => Promise<unknown>) => {
    const begin = performance.now()
    const app = await open()
    try {
      await ready(app.page)
      await painted(app.page)
      const ms = performance.now() - begin
      await served(app.page)
      await new Promise((rested) => setTimeout(rested, rest_ms))
      return { ms, mebibytes: memoryOf(app.app.process().pid ?? 0) }
    } finally {
      await app.close()
    }
  }
  const pairs = await alternate(
    context.quick ? 2 : 5,
    () => start(() => morningApp(morning), (page) => page.locator('[role=option]:focus').waitFor()),
    () => start(() => openApp([], empty), (page) => page.getByText('Ready').waitFor()),
  )
  return [
    compared('start until the first sign-in card is painted and has the focus', 'ms', 'empty window', pairs.map(([desk, bare]) => [desk.ms, bare.ms]), 'ratio <= 1.5'),
    compared('memory at the sign-in screen, station and all, at rest', 'MiB', 'empty window', pairs.map(([desk, bare]) => [desk.mebibytes, bare.mebibytes]), 'ratio <= 1.5'),
  ]
}

/** Mebibytes of a process and all that it started; what several share is counted once. */
function memoryOf(pid: number): number {
  const kibibytes = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter((child) => child !== ''))
  return kibibytes / 1_024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0)
}

async function measureCheckIns(context: BenchContext, morning: ExamMorning): Promise<Figure[]> {
  const app = await morningApp(morning)
  try {
    const desk = new DeskPage(app.page)
    await desk.signIn('Amara', morning.pin)
    const all: CheckIn[] = []
    for (const one of morning.candidates.slice(0, context.quick ? 5 : 15)) {
      await desk.find('')
      await watch(app.page)
      // What a person types: the letters that tell this candidate from all others, Enter, all steps at once, Enter.
      await desk.type(one.LearnerCode.slice(-code_letters))
      await desk.person(one.LearnerName).waitFor()
      for (const key of ['Enter', '0', 'Enter']) await desk.press(key)
      all.push(await app.page.evaluate(() => (window as unknown as { checkedIn: Promise<CheckIn> }).checkedIn))
    }
    const took = all.map(({ painted_ms }) => painted_ms)
    return [
      { name: 'keystrokes of a check-in by letters, most', value: Math.max(...all.map(({ keys }) => keys)), unit: 'keys', budget: '6 keys' },
      { name: `a check-in from the first key to painted, keys ${key_pause_ms} ms apart, p50`, value: percentile(all.map(({ all_ms }) => all_ms), 0.5) / 1_000, unit: 's', budget: '10 s' },
      { name: 'key to painted check-in, p50', value: percentile(took, 0.5), unit: 'ms' },
      { name: 'key to painted check-in, longest', value: Math.max(...took), unit: 'ms' },
    ]
  } finally {
    await app.close()
  }
}

interface CheckIn {
  keys: number
  /** From the first key to the frame that shows the candidate as in. */
  all_ms: number
  /** From the last Enter to that frame. */
  painted_ms: number
}

/** Counts and times, in the page itself, one check-in from its first key. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    let keys = 0
    let first = 0
    let pressed = 0
    const hear = ({ key, isTrusted }: KeyboardEvent) => {
      if (!isTrusted) return
      if (keys++ === 0) first = performance.now()
      if (key === 'Enter') pressed = performance.now()
    }
    window.addEventListener('keydown', hear, { capture: true })
    const isIn = () => [...document.querySelectorAll('article [role=status]')].some(({ textContent }) => /In \d/.test(textContent ?? ''))
    const checkedIn = new Promise<CheckIn>((resolve) => {
      const observer = new MutationObserver(() => {
        if (pressed === 0 || !isIn()) return
        observer.disconnect()
        window.removeEventListener('keydown', hear, { capture: true })
        requestAnimationFrame(() => setTimeout(() => resolve({ keys, all_ms: performance.now() - first, painted_ms: performance.now() - pressed })))
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    Object.assign(window, { checkedIn })
  })
}
