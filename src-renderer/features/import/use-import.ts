/** An import from the file to its outcome: rows go to the station in bounded batches, first to be checked, then to be registered. */
import { useRef, useState } from 'react'
import type { RosterImportResult, RosterImportRow } from '../../../src-shared/desk/door.ts'
import { roster_import_rows_per_request } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { checkRoster, importRoster } from '../../api/door-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import type { BadCell, ReadRow } from './to-row.ts'

/** What the rows have in common. */
export interface ImportTarget {
  event: string | null
  assessment: string | null
  source: string
}

export interface RowOutcome {
  n: number
  outcome: RosterImportResult['outcome']
  why: RosterImportResult['why'] | BadCell | null
}

export interface ImportRun {
  phase: 'idle' | 'checking' | 'checked' | 'importing' | 'imported'
  done: number
  of: number
  outcomes: RowOutcome[]
  failed: string | null
  /** Somebody stopped it: how many were registered until then. */
  stopped: number | null
}

const IDLE: ImportRun = { phase: 'idle', done: 0, of: 0, outcomes: [], failed: null, stopped: null }

export function useImport() {
  const { t } = useI18n()
  const [run, setRun] = useState<ImportRun>(IDLE)
  const round = useRef(0)
  const stopping = useRef(false)

  async function go(kind: 'check' | 'import', target: ImportTarget, read: readonly ReadRow[]): Promise<void> {
    const mine = ++round.current
    stopping.current = false
    const rows = read.flatMap((one) => ('row' in one ? [one.row] : []))
    const results = new Map<number, RosterImportResult>()
    const planned = new Map<string, number>()
    const [busy, over] = kind === 'check' ? (['checking', 'checked'] as const) : (['importing', 'imported'] as const)
    setRun((before) => ({ ...before, phase: busy, done: 0, of: rows.length, failed: null, stopped: null }))
    try {
      for (let at = 0; at < rows.length; at += roster_import_rows_per_request) {
        const batch = rows.slice(at, at + roster_import_rows_per_request)
        const answer = await (kind === 'check' ? checkRoster : importRoster)(bodyOf(target, batch))
        if (mine !== round.current) return
        for (const result of answer.results) results.set(result.row, kind === 'check' ? withRoom(result, answer.left, planned) : result)
        setRun((now) => ({ ...now, done: at + batch.length }))
        if (stopping.current && at + batch.length < rows.length) return setRun((now) => (kind === 'check' ? IDLE : stoppedAfter(now, results)))
      }
      setRun((now) => ({ ...now, phase: over, outcomes: outcomesOf(read, results) }))
    } catch (error) {
      // What was registered stays; the same file again goes on where this one stopped.
      if (mine === round.current) setRun((now) => ({ ...now, phase: kind === 'check' ? 'idle' : 'checked', failed: refusalText(asProblem(error), t) ?? t('common.failed') }))
    }
  }
  return {
    run,
    check: (target: ImportTarget, read: readonly ReadRow[]) => void go('check', target, read),
    start: (target: ImportTarget, read: readonly ReadRow[]) => void go('import', target, read),
    /** After the rows that are on their way. */
    stop: () => {
      stopping.current = true
    },
    reset: () => {
      round.current += 1
      setRun(IDLE)
    },
  }
}

/** What was registered until then is; the rest is as it was looked at. */
function stoppedAfter(run: ImportRun, results: ReadonlyMap<number, RosterImportResult>): ImportRun {
  let stopped = 0
  const outcomes = run.outcomes.map((row): RowOutcome => {
    const result = results.get(row.n)
    if (!result) return row
    const registered = result.outcome === 'new' || result.outcome === 'known'
    if (registered) stopped++
    return { n: row.n, outcome: registered ? 'registered' : result.outcome, why: result.why ?? null }
  })
  return { ...run, phase: 'checked', outcomes, stopped }
}

function bodyOf({ event, assessment, source }: ImportTarget, rows: RosterImportRow[]) {
  return { source, rows, ...(event === null ? {} : { event }), ...(assessment === null || assessment === '' ? {} : { assessment }) }
}

/** A checked row beyond the places that are left, the rows before it counted, is full. */
function withRoom(result: RosterImportResult, left: Record<string, number | null>, planned: Map<string, number>): RosterImportResult {
  if (result.event === null || (result.outcome !== 'new' && result.outcome !== 'known')) return result
  const before = planned.get(result.event) ?? 0
  const places = left[result.event] ?? null
  if (places !== null && before >= places) return { ...result, outcome: 'refused', why: { code: 'full', detail: {} } }
  planned.set(result.event, before + 1)
  return result
}

function outcomesOf(read: readonly ReadRow[], results: ReadonlyMap<number, RosterImportResult>): RowOutcome[] {
  return read.map((one) => {
    if ('bad' in one) return { n: one.n, outcome: 'refused', why: one.bad }
    const { outcome = 'refused', why = null } = results.get(one.row.row) ?? {}
    return { n: one.row.row, outcome, why }
  })
}
