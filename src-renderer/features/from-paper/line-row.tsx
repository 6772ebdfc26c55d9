/** One candidate of the printed list: type, Enter, the next one. Leaving the row saves it too. */
import { memo, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'
import { CircleCheckBig, TriangleAlert } from 'lucide-react'
import type { RosterRow, Sitting } from '../../../src-shared/desk.ts'
import { scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { StateChip } from '../../ui/state-chip.tsx'
import entry from '../../ui/entry-table.module.css'
import { EMPTY_LINE, isBlank, LINE_FIELDS, readLine } from './paper-row.ts'
import { FIELD_OF } from './paper-row.ts'
import type { LineField } from './paper-row.ts'
import { NOTHING_WRITTEN, saveLine } from './save-line.ts'
import styles from './from-paper.module.css'

interface LineRowProps {
  row: RosterRow
  sitting: Sitting
  onSaved: () => void
  /** To the next or the previous row. */
  onMove: (from: HTMLElement, step: 1 | -1) => void
}

export const LineRow = memo(function LineRow({ row, sitting, onSaved, onMove }: LineRowProps) {
  const { t, locale } = useI18n()
  const [line, setLine] = useState(EMPTY_LINE)
  const [said, setSaid] = useState<{ text: string; field: LineField | null } | null>(null)
  const [saved, setSaved] = useState(false)
  const written = useRef(NOTHING_WRITTEN)
  const busy = useRef(false)
  const closed = row.state === 'cancelled' || row.state === 'withdrawn'

  function set(field: LineField, text: string): void {
    setLine({ ...line, [field]: text })
    setSaid(null)
    setSaved(false)
  }
  async function save(): Promise<void> {
    if (busy.current || isBlank(line)) return
    const entry = readLine(line, row.state, { start: sitting.start, time_zone: sitting.time_zone, locale, now: new Date().toISOString() })
    if (typeof entry === 'string') return setSaid({ text: t(`from-paper.${entry}`, { n: scrap_sheets_issue_max }), field: FIELD_OF[entry] })
    busy.current = true
    try {
      await saveLine(sitting.id, row.id, entry, written.current, (now) => {
        written.current = now
      })
      written.current = NOTHING_WRITTEN
      setLine(EMPTY_LINE)
      setSaved(true)
      setSaid(null)
      onSaved()
    } catch (error) {
      setSaid({ text: refusalText(asProblem(error), t) ?? t('common.failed'), field: null })
    } finally {
      busy.current = false
    }
  }
  function onKeyDown(pressed: KeyboardEvent<HTMLInputElement>): void {
    const step = pressed.key === 'Enter' || pressed.key === 'ArrowDown' ? 1 : pressed.key === 'ArrowUp' ? -1 : null
    if (step === null || pressed.nativeEvent.isComposing) return
    pressed.preventDefault()
    pressed.stopPropagation()
    onMove(pressed.currentTarget, step)
    if (document.activeElement === pressed.currentTarget) void save()
  }
  function onBlur(left: FocusEvent<HTMLTableRowElement>): void {
    if (!left.currentTarget.contains(left.relatedTarget)) void save()
  }
  return (
    <tr className={saved ? styles['saved'] : ''} onBlur={onBlur}>
      <th scope="row">
        <bdi>{row.sort_name}</bdi>
        <span className={styles['code']}>{row.code}</span>
      </th>
      {LINE_FIELDS.map((field) => (
        <td key={field}>
          <input
            className={`${styles['field']} ${styles[field]}`}
            data-field={field}
            aria-label={t('from-paper.of', { column: t(`from-paper.col.${field}`), name: row.name })}
            autoComplete="off"
            maxLength={field === 'time' ? 8 : field === 'seat' ? 40 : 400}
            placeholder={field === 'seat' ? (row.seat ?? '') : ''}
            value={line[field]}
            readOnly={closed}
            aria-invalid={said?.field === field}
            onChange={({ target }) => set(field, target.value)}
            onKeyDown={onKeyDown}
          />
        </td>
      ))}
      <td>
        <span className={entry['state']}>
          <StateChip row={row} zone={sitting.time_zone} />
          {saved ? (
            <span className={styles['done']}>
              <CircleCheckBig aria-hidden size={16} /> {t('from-paper.saved')}
            </span>
          ) : null}
          {said ? (
            <span role="alert" className={styles['wrong']}>
              <TriangleAlert aria-hidden size={16} />
              <span>
                {/* The focus has gone on to the next row. */}
                <span className="unseen">{row.name}: </span>
                {said.text}
              </span>
            </span>
          ) : null}
        </span>
      </td>
    </tr>
  )
})
