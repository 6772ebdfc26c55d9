/** The grid: a row each, a number, Enter, the next row. A column pasted from a spreadsheet fills in as if it were typed. */
import { useRef, useState } from 'react'
import { ClipboardPaste, Users } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { ScoreRow, Scores } from '../../../src-shared/desk/scores.ts'
import { Button } from '../../ui/button.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { StateView } from '../../ui/state-view.tsx'
import entry from '../../ui/entry-table.module.css'
import { CorrectForm } from './correct-form.tsx'
import { GridRow } from './grid-row.tsx'
import { readPasted } from './read-pasted.ts'
import { countOf, inFilter, SCORE_FILTERS, takesEntry } from './score-filter.ts'
import type { ScoreFilter } from './score-filter.ts'
import { useEntries } from './use-entries.ts'
import styles from './scores.module.css'

interface ScoreGridProps {
  scores: Scores
  user: DeskUser
  reload: () => void
  onLeave: () => void
  onCertificate: (registration: string) => void
}

export function ScoreGrid({ scores, user, reload, onLeave, onCertificate }: ScoreGridProps) {
  const { t } = useI18n()
  const [filter, setFilter] = useState<ScoreFilter>('all')
  const [correcting, setCorrecting] = useState<ScoreRow | null>(null)
  const [marked, setMarked] = useState<string | null>(null)
  const table = useRef<HTMLTableSectionElement>(null)
  const entries = useEntries(reload)
  const rows = scores.rows.filter((row) => inFilter(row, filter))
  const row = rows.find(({ registration }) => registration === marked)

  /** To the next row that takes a number; back to the first one from outside. */
  function move(from: string | null, step: 1 | -1): void {
    const inputs = [...(table.current?.querySelectorAll<HTMLInputElement>('input:not([readonly])') ?? [])]
    const at = inputs.findIndex(({ id }) => id === `score-${from}`)
    const next = at === -1 ? inputs[0] : inputs[at + step]
    next?.focus()
    next?.select()
  }
  function paste(text: string, at: string): void {
    entries.take(readPasted(text, scores.rows, at))
  }
  useKeys([
    { key: 'Enter', hint: t('scores.key.next'), run: () => move(null, 1) },
    { key: 'Enter', hint: t('scores.key.next'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'ArrowDown', cap: '↑ ↓', hint: t('scores.key.move'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'f', cap: 'F', hint: t('scores.key.filter'), run: () => setFilter(SCORE_FILTERS[(SCORE_FILTERS.indexOf(filter) + 1) % SCORE_FILTERS.length] ?? 'all') },
    ...(row && (row.state === 'final' || row.state === 'differs' || row.state === 'third') ? [{ key: 'Ctrl+Enter', cap: 'Ctrl Enter', hint: t('scores.key.correct'), in_text: true, run: () => setCorrecting(row) }] : []),
    ...(row?.result === 'passed' ? [{ key: 'Ctrl+p', cap: 'Ctrl P', hint: t('certificate.key'), in_text: true, run: () => onCertificate(row.registration) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('scores.key.leave'), run: () => (correcting ? setCorrecting(null) : onLeave()) },
  ])
  const counts = Object.fromEntries(SCORE_FILTERS.map((one) => [one, countOf(scores.rows, one)])) as Record<ScoreFilter, number>
  const all = scores.rows.filter(({ state }) => state !== 'without').length
  return (
    <div className={entry['screen']}>
      <header className={styles['head']}>
        <p className={styles['progress']}>
          <b>{t('scores.progress', { n: counts.done, all })}</b> {scores.passing === null ? '' : t('scores.pass', { passing: scores.passing, maximum: scores.maximum ?? '–' })}
        </p>
        <FilterChips label={t('common.filter')} filters={SCORE_FILTERS} name={(one) => t(`scores.filter.${one}`)} counts={counts} chosen={filter} onChoose={setFilter} />
      </header>
      {entries.pasted ? (
        <div className={styles['pasted']} role="status">
          <ClipboardPaste aria-hidden size={22} />
          <p>
            {t('scores.pasted', { n: entries.pasted.values.size })} {entries.pasted.unknown.length > 0 ? t('scores.pasted.unknown', { lines: entries.pasted.unknown.join(', ') }) : ''}
          </p>
          <Button kind="primary" disabled={entries.busy || entries.pasted.values.size === 0} onPress={() => void entries.saveAll(scores.rows)}>
            {t('scores.pasted.save')}
          </Button>
          <Button onPress={() => entries.take(null)}>{t('common.leave-it')}</Button>
        </div>
      ) : null}
      {correcting ? <CorrectForm key={correcting.registration} row={correcting} user={user} onDone={() => (setCorrecting(null), reload())} onClose={() => setCorrecting(null)} /> : null}
      {rows.length === 0 ? (
        <StateView icon={Users} title={scores.rows.length === 0 ? t('scores.nobody') : t('scores.none-here')}>
          <p>{scores.rows.length === 0 ? t('scores.nobody.help') : t('scores.none-here.help')}</p>
        </StateView>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard
        <div className={entry['scroll']} tabIndex={0} role="region" aria-label={t('scores.table')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('scores.col.seat')}</th>
                <th scope="col">{t('scores.col.name')}</th>
                <th scope="col">{t('scores.col.code')}</th>
                <th scope="col">{t('scores.col.score')}</th>
                <th scope="col">{t('scores.col.state')}</th>
              </tr>
            </thead>
            <tbody ref={table}>
              {rows.map((one) => (
                <GridRow
                  key={one.registration}
                  row={one}
                  maximum={scores.maximum}
                  pasted={entries.pasted?.values.get(one.registration) ?? null}
                  problem={entries.problems.get(one.registration) ?? null}
                  editable={takesEntry(one)}
                  onFocus={() => setMarked(one.registration)}
                  onSave={(score) => entries.save(one, score)}
                  onMove={(step) => move(one.registration, step)}
                  onPaste={(text) => paste(text, one.registration)}
                  onCorrect={() => setCorrecting(one)}
                  onCertificate={() => onCertificate(one.registration)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
