/** How headquarters is during a day: there all day, away all day, or away at the beginning of each flow and back in its middle. */
import type { HallpassProcess } from '../../faults/hallpass-process.ts'

export type LineKind = 'up' | 'down' | 'back'

/** After so many steps of a flow the line is back. */
const steps_down = 4

export class DayLine {
  readonly kind: LineKind
  readonly #hq: HallpassProcess
  #steps = 0
  #isCut = false
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
    if (++this.#steps === steps_down && this.kind === 'back' && !this.#isCut) this.#hq.start()
  }
  /** Headquarters is away until `mend`, whatever line the day has. */
  async cut(): Promise<void> {
    this.#isCut = true
    await this.#hq.kill()
  }
  /** The line is as the day has it: where headquarters is away all day it stays away. */
  async mend(): Promise<void> {
    this.#isCut = false
    if (this.kind !== 'down') await this.#hq.ready()
  }
  /** From now on headquarters is there. */
  async dayIsOver(): Promise<void> {
    this.#isOver = true
    await this.#hq.ready()
  }
}
