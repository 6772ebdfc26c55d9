/** Reads what was copied from a spreadsheet: a column of numbers, or codes with numbers. Pure. */
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { takesEntry } from './score-filter.ts'

export interface Pasted {
  /** Registration to score. */
  values: ReadonlyMap<string, number>
  /** Lines that could not be used, as they were. */
  unknown: string[]
}

/** A number as people write it, with a point or a comma; null where it is none. */
export function parseScore(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** @param at the registration where the paste began: a bare column fills from there on */
export function readPasted(text: string, rows: readonly ScoreRow[], at: string): Pasted {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
  const values = new Map<string, number>()
  const unknown: string[] = []
  const open = rows.slice(Math.max(0, rows.findIndex(({ registration }) => registration === at))).filter(takesEntry)
  const byCode = new Map(rows.filter(takesEntry).map(({ code, registration }) => [code.toLowerCase(), registration]))
  let next = 0
  for (const line of lines) {
    const cells = line.split(/[\t;]/).map((cell) => cell.trim())
    const score = parseScore(cells.at(-1) ?? '')
    const registration = cells.length > 1 ? cells.map((cell) => byCode.get(cell.toLowerCase())).find((found) => found !== undefined) : open[next++]?.registration
    if (registration === undefined || score === null) unknown.push(line.replaceAll('\t', ' '))
    else values.set(registration, score)
  }
  return { values, unknown }
}
