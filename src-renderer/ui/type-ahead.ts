/** Letters of a search that were typed before its field was there; the field gets them with the focus. */

/** Where no field comes within this, nobody waits for one any more. */
const waits_ms_max = 3000

let letters = ''
let since = Number.NEGATIVE_INFINITY

const isUnderWay = () => letters !== '' && performance.now() - since <= waits_ms_max

export const typeAhead = {
  isUnderWay,
  add(letter: string): void {
    letters = isUnderWay() ? letters + letter : letter
    since = performance.now()
  },
  /** @returns what was typed for the field that has come; nothing where none was waited for */
  take(): string {
    const taken = isUnderWay() ? letters : ''
    letters = ''
    return taken
  },
}
