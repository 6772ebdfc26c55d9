/** How headquarters is during a day: there all day, away all day, or away at the beginning of each flow and back in its middle. */
import type { HallpassProcess } from '../../faults/hallpass-process.ts'

export type LineKind = 'up' | 'down' | 'back'

/** After so many steps of a flow the line is back. */
const steps_down = 4

export class DayLine {
  readonly kind: LineKind
  readonly #hq: HallpassProcess
  #steps = 0
  #isOver = false

  constructor(kind: LineKind, hq: HallpassProcess) {
    this.kind = kind
    this.#hq = hq
  }

  async flowBegins(): Promise<void> {
    this.#steps = 0
    if (this.kind !== 'up' && !this.#isOver) await this.#hq.kill()
  }
  /** Each thing that the hand does. */
  step(): void {
    if (++this.#steps === steps_down && this.kind === 'back') this.#hq.start()
  }
  /** From now on headquarters is there. */
  async dayIsOver(): Promise<void> {
    this.#isOver = true
    await this.#hq.ready()
  }
}
