/** One candidate: a number and Enter. What somebody else entered is not in this window at all. */
import { useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { Award, PencilLine } from 'lucide-react'
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import entry from '../../ui/entry-table.module.css'
import { parseScore } from './read-pasted.ts'
import { ScoreStateChip } from './score-state-chip.tsx'
import styles from './scores.module.css'

interface GridRowProps {
  row: ScoreRow
  maximum: number | null
  /** What the paste has for this row; not saved yet. */
  pasted: number | null
  /** Why the last entry was not taken. */
  problem: string | null
  editable: boolean
  onFocus: () => void
  onSave: (score: number) => void
  onMove: (step: 1 | -1) => void
  onPaste: (text: string) => void
  onCorrect: () => void
  onCertificate: () => void
}

export function GridRow({ row, maximum, pasted, problem, editable, onFocus, onSave, onMove, onPaste, onCorrect, onCertificate }: GridRowProps) {
  const { t, locale } = useI18n()
  const [text, setText] = useState<string | null>(null)
  const stored = row.score ?? row.mine
  const shown = text ?? (pasted === null ? (stored === null ? '' : new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 }).format(stored)) : String(pasted))
  const score = parseScore(shown)
  const wrong = shown !== '' && (score === null || (maximum !== null && score > maximum))

  /** Leaving the field enters the number, however it is left. */
  function keep(): void {
    if (wrong) return
    if (text !== null && score !== null && score !== stored) onSave(score)
    setText(null)
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
    if (pressed.key === 'Escape') {
      pressed.stopPropagation()
      if (text === null) (pressed.target as HTMLElement).blur()
      else setText(null)
      return
    }
    const step = pressed.key === 'Enter' || pressed.key === 'ArrowDown' ? 1 : pressed.key === 'ArrowUp' ? -1 : null
    if (step === null) return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (wrong) return
    onMove(step)
    // The last row has no next one to go to.
    if (document.activeElement === pressed.target) (pressed.target as HTMLElement).blur()
  }
  function onPasteHere(event: ClipboardEvent): void {
    const given = event.clipboardData.getData('text')
    if (!/[\n\t]/.test(given.trim())) return
    event.preventDefault()
    setText(null)
    onPaste(given)
  }
  const said = problem ?? (wrong ? (maximum === null ? t('scores.wrong') : t('scores.wrong.maximum', { maximum })) : null)
  return (
    <tr className={pasted === null ? '' : styles['fresh']}>
      <td className={styles['seat']}>{row.seat ?? '–'}</td>
      <td>
        <bdi>{row.sort_name}</bdi>
      </td>
      <td className={styles['code']}>{row.code}</td>
      <td>
        <input
          id={`score-${row.registration}`}
          className={styles['score']}
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('scores.of', { name: row.name })}
          aria-invalid={wrong}
          value={shown}
          readOnly={!editable}
          onFocus={onFocus}
          onChange={({ target }) => setText(target.value)}
          onBlur={keep}
          onKeyDown={onKeyDown}
          onPaste={onPasteHere}
        />
      </td>
      <td>
        <span className={entry['state']}>
          <ScoreStateChip row={row} />
          {row.state === 'final' || row.state === 'differs' || row.state === 'third' ? (
            <Button kind="plain" icon={PencilLine} label={t('scores.correct.of', { name: row.name })} onPress={onCorrect}>
              {t('scores.correct')}
            </Button>
          ) : null}
          {row.result === 'passed' ? (
            <Button kind="plain" icon={Award} label={t('certificate.of', { name: row.name })} onPress={onCertificate}>
              {t('certificate.open')}
            </Button>
          ) : null}
          {said ? (
            <span role="alert" className={styles['problem']}>
              {said}
            </span>
          ) : null}
        </span>
      </td>
    </tr>
  )
}
