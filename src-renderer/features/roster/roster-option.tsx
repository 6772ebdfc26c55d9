/** One place of the list: a candidate, or that nothing was read there yet. */
import { memo } from 'react'
import type { RosterRow } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { rowId } from './list-ids.ts'
import { RosterListRow } from './roster-list-row.tsx'
import styles from './roster.module.css'

interface RosterOptionProps {
  row: RosterRow | undefined
  index: number
  total: number
  row_px: number
  selected: boolean
  zone: string
  showDay: boolean
  onPick: (registration: string) => void
}

/** Drawn again only where something of it has changed: a step of a scroll adds a few of these and leaves the rest alone. */
export const RosterOption = memo(function RosterOption({ row, index, total, row_px, selected, zone, showDay, onPick }: RosterOptionProps) {
  const { t } = useI18n()
  return (
    <div
      id={rowId(index)}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={styles['row']}
      style={{ insetBlockStart: index * row_px }}
      onClick={() => row && onPick(row.id)}
    >
      {row ? <RosterListRow row={row} zone={zone} showDay={showDay} /> : <span className={styles['unread']}>{t('common.reading')}</span>}
    </div>
  )
})
