/** Giving sheets to one candidate, and taking back what was just given. */
import { useCallback, useRef, useState } from 'react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import { issueSheets, moveSheets, sheetsOf } from '../../api/desk-api.ts'
import type { NewSheets } from '../../api/desk-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'

export interface SheetsRun {
  busy: boolean
  /** Why the last write did not happen. */
  refused: string | null
  /** What the last write did. */
  done: string | null
  /** Codes that were just given here and can be taken back. */
  fresh: readonly string[]
  give: (sheets: NewSheets) => Promise<boolean>
  takeBack: () => Promise<void>
  clear: () => void
}

const NOTHING = { refused: null, done: null } as const

export function useSheets(candidate: Candidate, reload: () => void): SheetsRun {
  const { t } = useI18n()
  const [told, setTold] = useState<{ refused: string | null; done: string | null }>(NOTHING)
  const [fresh, setFresh] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const underWay = useRef(false)

  /** One write at a time; `work` answers what to tell. */
  async function run(work: () => Promise<string>): Promise<boolean> {
    if (underWay.current) return false
    underWay.current = true
    setBusy(true)
    setTold(NOTHING)
    try {
      setTold({ refused: null, done: await work() })
      return true
    } catch (error) {
      setTold({ refused: await whyNot(error, candidate.name, t), done: null })
      return false
    } finally {
      underWay.current = false
      setBusy(false)
      reload()
    }
  }
  const give = (sheets: NewSheets) =>
    run(async () => {
      const { Items } = await issueSheets(candidate.event.id, candidate.id, sheets)
      setFresh(Items.map(({ SheetCode }) => SheetCode))
      return t('sheets.given', { n: Items.length })
    })
  const takeBack = async () => {
    await run(async () => {
      await moveSheets(candidate.event.id, 'return', fresh)
      setFresh([])
      return t('sheets.taken-back', { n: fresh.length })
    })
  }
  const clear = useCallback(() => setTold(NOTHING), [])
  return { busy, ...told, fresh, give, takeBack, clear }
}

/** A code in use is answered with who holds it. */
async function whyNot(thrown: unknown, name: string, t: Translate): Promise<string> {
  const problem = asProblem(thrown)
  const code = problem.members['SheetCode']
  if (typeof code === 'string') {
    const [sheet] = (await sheetsOf(code).catch(() => null))?.Items ?? []
    if (sheet) return t(sheet.Status === 'Issued' ? 'sheets.in-use' : 'sheets.used', { code, who: sheet.LearnerName ?? t('sheets.someone') })
  }
  return refusalText(problem, t) ?? t('refusal.unknown', { name })
}
