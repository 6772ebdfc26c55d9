/** Somebody's day at one of several desks. */
import type { ExamMorning } from '../exam-morning.ts'
import { Day } from './day.ts'
import { DayLine } from './day-line.ts'
import type { DayWindow } from './day-window.ts'
import type { HandKind } from './hand.ts'
import { KeyHand } from './key-hand.ts'
import { MouseHand } from './mouse-hand.ts'

export async function dayAt(morning: ExamMorning, { desk, files }: DayWindow, kind: HandKind, line = new DayLine('up', morning.hq)): Promise<Day> {
  const step = () => line.step()
  const hand = kind === 'keys' ? new KeyHand(desk, step) : await MouseHand.at(desk, step)
  return new Day({ morning, hand, files, line })
}
