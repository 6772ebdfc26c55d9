/** Sends entries one after another; what is refused stays beside its row with the reason. */
import { useRef, useState } from 'react'
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { asProblem } from '../../api/api-problem.ts'
import { enterScore } from '../../api/desk-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import type { Pasted } from './read-pasted.ts'

export function useEntries(reload: () => void) {
  const { t } = useI18n()
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const [pasted, take] = useState<Pasted | null>(null)
  const [busy, setBusy] = useState(false)
  // Typing is quicker than the disk: entries leave in the order in which they were made.
  const last = useRef<Promise<void>>(Promise.resolve())

  function save(row: ScoreRow, score: number): Promise<void> {
    const exam = row.exam_registration
    if (exam === null) return last.current
    last.current = last.current.then(async () => {
      const said = await enterScore(exam, score).then(() => null, (error: unknown) => refusalText(asProblem(error), t) ?? t('common.failed'))
      setProblems((old) => {
        const now = new Map(old)
        if (said === null) now.delete(row.registration)
        else now.set(row.registration, said)
        return now
      })
      reload()
    })
    return last.current
  }

  async function saveAll(rows: readonly ScoreRow[]): Promise<void> {
    if (!pasted || busy) return
    setBusy(true)
    for (const row of rows) {
      const score = pasted.values.get(row.registration)
      if (score !== undefined) await save(row, score)
    }
    take(null)
    setBusy(false)
  }

  return { problems, pasted, busy, take, save: (row: ScoreRow, score: number) => void save(row, score), saveAll }
}
