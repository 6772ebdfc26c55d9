/** Plays a day: each flow of the desk in one window, with one hand, on one kind of line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examMorning, type ExamMorning } from '../exam-morning.ts'
import { Day, letSomeIn, PROCTOR } from './day.ts'
import { DayLine, type LineKind } from './day-line.ts'
import { dayWindow, type DayWindow, type WindowKind } from './day-window.ts'
import { giveElsewhere, prepare } from './elsewhere.ts'
import { FLOWS } from './flows.ts'
import { KeyHand } from './key-hand.ts'
import { MouseHand } from './mouse-hand.ts'
import { sittingNow } from './sitting-now.ts'
import { button, type HandKind } from './hand.ts'

const LINE_WORDS: Record<LineKind, string> = { up: 'headquarters there all day', down: 'headquarters away all day', back: 'headquarters going and coming back in each flow' }

/** Another line than the one that each day has: `up`, `down` or `back`. */
const otherLine = process.env['HALLPASS_LINE'] as LineKind | undefined

export interface DayKind {
  window: WindowKind
  hand: HandKind
  line: LineKind
}

export function playDay({ window, hand: handKind, line: usual }: DayKind): void {
  const lineKind = otherLine ?? usual
  describe(`${window}, ${handKind} alone, ${LINE_WORDS[lineKind]}`, () => {
    let morning: ExamMorning
    let opened: DayWindow
    let day: Day

    beforeAll(async () => {
      morning = await examMorning()
      await prepare(morning)
      await letSomeIn(morning)
      await giveElsewhere(morning)
      await sittingNow(morning)
      opened = await dayWindow(window, morning)
      const line = new DayLine(lineKind, morning.hq)
      const step = () => line.step()
      const hand = handKind === 'keys' ? new KeyHand(opened.desk, step) : await MouseHand.at(opened.desk, step)
      day = new Day({ morning, hand, files: opened.files, line, withAxe: window === 'Chromium' && handKind === 'keys' })
      await day.as(PROCTOR)
      await day.desk.badge(/^All sent$/)
    })

    afterAll(async () => {
      await opened?.close()
      await morning?.end()
    })

    for (const { point, name, run } of FLOWS.day) {
      it(`${point}. ${name}`, async () => {
        await day.line.flowBegins()
        await run(day)
      })
    }

    it('the line is back, and everything is sent', async () => {
      await day.line.dayIsOver()
      await day.go('Sync')
      await day.hand.use(button(day.hand, /^Send now/), 'n')
      await day.desk.badge(/^(All sent|\d+ to decide)$/)
    })

    for (const { point, name, run } of FLOWS.evening) it(`${point}. ${name}`, () => run(day))

    it('headquarters has all of the day once; nothing was out of sight or reach, and no window complained', async () => {
      await day.lookAtHq()
      expect(await day.hand.flaws()).toEqual([])
      expect(day.desk.complaints).toEqual([])
    })
  })
}
