/** Moving sheets of one sitting: one write after the other, however fast the scanner is. */
import { useRef, useState } from 'react'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { issueSheets, moveSheets, paper as readPaper, sheetsOf } from '../../api/desk-api.ts'
import { voidSheets } from '../../api/paper-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { NO_OUTCOME } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { countState } from './sheet-list.ts'

export interface PaperRun {
  busy: boolean
  outcome: Outcome | null
  /** Takes a sheet back, whichever sitting of this site it belongs to. */
  takeBack: (code: string, elsewhere?: string) => void
  /** Gives a printed sheet to whom it was printed for. */
  handOut: (code: string, registration: string) => void
  spoil: (code: string, reason: string) => void
  miss: (code: string) => void
  destroy: (codes: readonly string[]) => void
  tell: (outcome: Outcome) => void
}

export function usePaper(event: string, reload: () => void): PaperRun {
  const { t } = useI18n()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [waiting, setWaiting] = useState(0)
  const queue = useRef(Promise.resolve())

  /** Works through scans in their order; none is dropped because another is under way. */
  function enqueue(code: string, work: () => Promise<Outcome>): void {
    setWaiting((n) => n + 1)
    queue.current = queue.current.then(async () => {
      try {
        setOutcome(await work())
      } catch (error) {
        const problem = asProblem(error)
        setOutcome({ ...NO_OUTCOME, word: 'failed', code, message: refusalText(problem, t) ?? t('paper.failed-move') })
      } finally {
        setWaiting((n) => n - 1)
        reload()
      }
    })
  }

  return {
    busy: waiting > 0,
    outcome,
    takeBack: (code, elsewhere = event) => enqueue(code, () => takeBack(event, code, elsewhere)),
    handOut: (code, registration) =>
      enqueue(code, async () => {
        await issueSheets(event, registration, { SheetCodes: [code] })
        return { ...(await factsOf(event, code)), word: 'handed-out' }
      }),
    spoil: (code, reason) =>
      enqueue(code, async () => {
        await voidSheets(event, [code], reason)
        return { ...(await factsOf(event, code)), word: 'voided' }
      }),
    miss: (code) =>
      enqueue(code, async () => {
        await moveSheets(event, 'missing', [code])
        return { ...(await factsOf(event, code)), word: 'missing' }
      }),
    destroy: (codes) =>
      enqueue('', async () => {
        for (let at = 0; at < codes.length; at += scrap_sheets_issue_max) await moveSheets(event, 'destroy', codes.slice(at, at + scrap_sheets_issue_max))
        return { ...NO_OUTCOME, word: 'destroyed', code: '', n: codes.length }
      }),
    tell: setOutcome,
  }
}

/** @param where the sitting of the sheet, as a scan knows it */
async function takeBack(here: string, given: string, where: string): Promise<Outcome> {
  const [sheet] = (await sheetsOf(given)).Items
  if (!sheet) return printedSheet(here, given, where)
  const code = sheet.SheetCode
  const event = sheet.EventIdentifier ?? here
  const comesBack = sheet.Status === 'Issued' || sheet.Status === 'Missing'
  if (comesBack) await moveSheets(event, 'return', [code])
  const facts = { ...(await factsOf(event, code)), elsewhere: event !== here }
  if (comesBack) return { ...facts, word: sheet.Status === 'Missing' ? 'turned-up' : 'returned' }
  return { ...facts, word: sheet.Status === 'Destroyed' ? 'gone' : 'already' }
}

/** A sheet that nobody was given: printed and waiting, void, or of no sitting here. */
async function printedSheet(here: string, code: string, where: string): Promise<Outcome> {
  const facts = await factsOf(where, code)
  if (!facts.sheet) return { ...NO_OUTCOME, word: 'unknown', code }
  return { ...facts, elsewhere: where !== here, word: facts.sheet.state === 'void' ? 'void' : 'printed' }
}

/** Whose sheet it is, as the station has it after the write. */
async function factsOf(event: string, code: string): Promise<Omit<Outcome, 'word'>> {
  const { holders }: Pick<Paper, 'holders'> = await readPaper(event).catch(() => ({ holders: [] }))
  const holder = holders.find(({ sheets }) => sheets.some((one) => one.code === code))
  if (!holder) return { ...NO_OUTCOME, code }
  const sheet = holder.sheets.find((one) => one.code === code) ?? null
  return { ...NO_OUTCOME, code, who: holder.name, seat: holder.seat, left: countState(holder.sheets, 'issued'), sheet }
}
