/** The roster as far as it was read: pages of rows at their places, the rest empty. Pure. */
import type { Roster, RosterFilter, RosterRow } from '../../../src-shared/desk.ts'

export const page_rows = 100

export interface RosterQuestion {
  event: string | null
  q: string
  filter: RosterFilter
}

export interface RosterPages {
  question: RosterQuestion
  total: number
  counts: Record<RosterFilter, number>
  /** By index in the roster; what was not read yet is absent. */
  rows: ReadonlyMap<number, RosterRow>
}

export const sameQuestion = (a: RosterQuestion, b: RosterQuestion): boolean => a.event === b.event && a.q === b.q && a.filter === b.filter

/** The pages after one more answer. Another question, or another length, starts over: the places have moved. */
export function withPage(pages: RosterPages | null, question: RosterQuestion, offset: number, answer: Roster, fresh: boolean): RosterPages {
  const keep = !fresh && pages !== null && sameQuestion(pages.question, question) && pages.total === answer.total
  const rows = new Map(keep ? pages.rows : [])
  answer.rows.forEach((row, index) => rows.set(offset + index, row))
  return { question, total: answer.total, counts: answer.counts, rows }
}

/** Offsets of the pages that a range of rows needs and that were not read. */
export function missingPages(pages: RosterPages, first: number, last: number): number[] {
  const offsets: number[] = []
  const end = Math.min(last, pages.total - 1)
  for (let page = Math.floor(Math.max(0, first) / page_rows); page * page_rows <= end; page += 1) {
    const from = Math.max(first, page * page_rows)
    const to = Math.min(end, page * page_rows + page_rows - 1)
    for (let index = from; index <= to; index += 1) {
      if (pages.rows.has(index)) continue
      offsets.push(page * page_rows)
      break
    }
  }
  return offsets
}

/** Where a registration stands, among the rows that were read. */
export function indexOf(pages: RosterPages, registration: string | null): number {
  if (registration === null) return -1
  for (const [index, row] of pages.rows) if (row.id === registration) return index
  return -1
}
