/** The roster on the screen, read page by page as it is looked at. */
import { create } from 'zustand'
import type { Roster, RosterFilter } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { roster } from '../../api/desk-api.ts'
import { missingPages, page_rows, sameQuestion, withPage } from './roster-pages.ts'
import type { RosterPages, RosterQuestion } from './roster-pages.ts'

interface RosterState {
  /** What is typed and chosen now; `pages` may still answer the question before. */
  question: RosterQuestion
  pages: RosterPages | null
  problem: ApiProblem | null
  /** Whether the first match is shown at once; not where somebody was scanned or clicked since the search was typed. */
  opens_first: boolean
}

export const useRoster = create<RosterState>()(() => ({ question: { event: null, q: '', filter: 'all' }, pages: null, problem: null, opens_first: true }))

let visible = { first: 0, last: 0 }
/** Answers to an older round are dropped. */
let round = 0
const reading = new Set<number>()
/** The first page of a question that is likely to be asked next. */
let ahead: { question: RosterQuestion; answer: Promise<Roster> } | null = null

let opened = 0

/** Somebody is scanned or clicked: an answer to what was typed before must not open somebody else. */
export function keepWhoIsOpen(): void {
  opened += 1
  useRoster.setState({ opens_first: false })
}

/** How often somebody was, to know later whether it happened since. */
export const openedSoFar = (): number => opened

/** Asks something else: another sitting, text or filter. @param typedAt `openedSoFar` when it was typed */
export function ask(change: Partial<RosterQuestion>, typedAt = opened): void {
  const { question } = useRoster.getState()
  const next = { ...question, ...change }
  if (next.event !== question.event) useRoster.setState({ pages: null })
  useRoster.setState({ question: next, opens_first: typedAt === opened })
  visible = { first: 0, last: 0 }
  const begun = ahead !== null && sameQuestion(ahead.question, next) ? ahead.answer : undefined
  ahead = null
  startRound(begun)
}

/** Begins to read what will probably be asked in a moment; shows nothing yet. */
export function askAhead(change: Partial<RosterQuestion>): void {
  const question = { ...useRoster.getState().question, ...change }
  const answer = roster({ ...question, offset: 0, limit: page_rows })
  // Whoever asks is told; if nobody does, nobody needs to know.
  answer.catch(() => undefined)
  ahead = { question, answer }
}

/** Reads again what is on the screen: something changed. */
export function refresh(): void {
  ahead = null
  startRound()
}

/** Says which rows are on the screen, so that they are read. */
export function look(first: number, last: number): void {
  visible = { first, last }
  const { pages, question } = useRoster.getState()
  if (!pages || !sameQuestion(pages.question, question)) return
  for (const offset of missingPages(pages, first, last)) void read(offset, false)
}

export const setFilter = (filter: RosterFilter): void => ask({ filter })

function startRound(begun?: Promise<Roster>): void {
  round += 1
  reading.clear()
  void read(Math.floor(visible.first / page_rows) * page_rows, true, begun)
}

/** @param begun the answer, where it was asked for before */
async function read(offset: number, fresh: boolean, begun?: Promise<Roster>): Promise<void> {
  if (reading.has(offset)) return
  reading.add(offset)
  const mine = round
  const { question } = useRoster.getState()
  try {
    const answer = await (begun ?? roster({ ...question, offset, limit: page_rows }))
    if (mine !== round) return
    useRoster.setState(({ pages }) => ({ pages: withPage(pages, question, offset, answer, fresh), problem: null }))
  } catch (error) {
    if (mine === round) useRoster.setState({ problem: asProblem(error) })
  } finally {
    if (mine === round) reading.delete(offset)
  }
  if (mine === round) look(visible.first, visible.last)
}
