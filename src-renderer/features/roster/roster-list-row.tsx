/** One candidate in the list: seat, name, code, what is special, and how it stands. */
import { memo } from 'react'
import { Accessibility, CloudUpload, Copy } from 'lucide-react'
import type { RosterRow } from '../../../src-shared/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { StateChip } from '../../ui/state-chip.tsx'
import { SeatTag } from '../../ui/seat-tag.tsx'
import { clockTime, shortDay } from '../../ui/time.ts'
import styles from './roster.module.css'

export const RosterListRow = memo(function RosterListRow({ row, zone, showDay }: { row: RosterRow; zone: string; showDay: boolean }) {
  const { t, locale } = useI18n()
  const [first, ...more] = row.accommodations
  return (
    <>
      <SeatTag seat={row.seat} />
      <span className={styles['who']}>
        <bdi className={styles['name']}>{row.sort_name}</bdi>
        <span className={styles['below']}>
          {row.code === '' ? null : <span className={styles['code']}>{row.code}</span>}
          {showDay ? (
            <span>
              {shortDay(row.event_start, zone, locale)} {clockTime(row.event_start, zone, locale)}
            </span>
          ) : null}
          {row.double ? (
            <span className={styles['waiting']}>
              <Copy aria-hidden size={14} /> {t('double.row')}
            </span>
          ) : null}
          {row.waiting ? (
            <span className={styles['waiting']}>
              <CloudUpload aria-hidden size={14} /> {t('sync-state.waiting')}
            </span>
          ) : null}
        </span>
      </span>
      <span className={styles['facts']}>
        {first === undefined ? null : (
          <Chip icon={Accessibility} tone="note">
            {first}
            {more.length > 0 ? ` +${more.length}` : ''}
          </Chip>
        )}
        <StateChip row={row} zone={zone} />
      </span>
    </>
  )
})
