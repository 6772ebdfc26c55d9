/** One candidate: the seat, a short name, what is left, and when it ends. */
import { memo } from 'react'
import { AlarmClockOff, Check, CloudUpload, Pause } from 'lucide-react'
import type { ClockRow } from '../../../src-shared/desk/clock.ts'
import { leftText, shortName, sinceText } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SeatTag } from '../../ui/seat-tag.tsx'
import { Ticking } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import { endAt, leftAt } from './clock-order.ts'
import type { ClockState } from './clock-order.ts'
import styles from './clock-cards.module.css'

interface ClockCardProps {
  row: ClockRow
  state: ClockState
  zone: string
  marked: boolean
  chosen: boolean
  onMark: (id: string) => void
}

export const clockCardId = (id: string) => `clock-${id}`

export const ClockCard = memo(function ClockCard({ row, state, zone, marked, chosen, onMark }: ClockCardProps) {
  const { t, locale } = useI18n()
  const time = (ms: number) => clockTime(new Date(ms).toISOString(), zone, locale)
  const granted = row.accommodations.join(' · ')
  return (
    <div id={clockCardId(row.id)} className={`${styles['card']} ${styles[state]} ${granted ? styles['granted'] : ''} ${marked ? styles['marked'] : ''}`} onClick={() => onMark(row.id)} role="option" aria-selected={marked} tabIndex={-1}>
      <p className={styles['who']}>
        <SeatTag seat={row.seat} />
        <span className={styles['name']} title={row.name}>
          <bdi>{shortName(row.sort_name)}</bdi>
        </span>
        {chosen ? (
          <span className={styles['tick']}>
            <Check aria-hidden size={16} strokeWidth={3} /> <span className="unseen">{t('clock.chosen')}</span>
          </span>
        ) : null}
        {row.waiting ? (
          <span className={styles['sync']} title={t('sync-state.waiting')}>
            <CloudUpload aria-hidden size={16} /> <span className="unseen">{t('sync-state.waiting')}</span>
          </span>
        ) : null}
      </p>
      {state === 'finished' ? (
        <p className={styles['left']}>
          <AlarmClockOff aria-hidden size={26} /> {t('clock.up')}
        </p>
      ) : (
        <p className={styles['left']}>
          {row.standing ? <Pause aria-hidden size={26} /> : null}
          <Ticking text={(now) => leftText(leftAt(row, now))} />
        </p>
      )}
      <p className={styles['ends']}>
        <span>
          {row.standing && state !== 'finished' ? (
            <>
              {t(state === 'break' ? 'clock.on-break' : 'clock.stopped')} <Ticking text={(now) => sinceText(now - Date.parse(row.standing?.since ?? ''))} /> · <Ticking text={(now) => t('clock.ends', { time: time(endAt(row, now)) })} />
            </>
          ) : (
            t(state === 'finished' ? 'clock.ended' : 'clock.ends', { time: time(Date.parse(row.clock_ends_at)) })
          )}
        </span>
        {granted ? <bdi className={styles['grant']}>{granted}</bdi> : null}
        {row.given_minutes > 0 ? <span className={styles['back']}>{t('clock.given-short', { n: row.given_minutes })}</span> : null}
      </p>
    </div>
  )
})
