/** One sitting: when, what, how many are in, and what is special about it. */
import { Accessibility, Ban, ChevronRight, Copy, Lock, Users } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { CountsBar, isFull } from '../../ui/counts-bar.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { clockTime, zoneName } from '../../ui/time.ts'
import { CARD_ATTRIBUTE } from './move-among-cards.ts'
import styles from './today.module.css'

export function SittingCard({ sitting, number, onOpen }: { sitting: Sitting; number: number; onOpen: () => void }) {
  const { t, locale } = useI18n()
  const cancelled = sitting.status === 'Cancelled'
  return (
    <button type="button" className={`${styles['card']} ${cancelled ? styles['cancelled'] : ''}`} onClick={onOpen} {...{ [CARD_ATTRIBUTE]: sitting.id }}>
      <span className={styles['when']}>
        <span className={styles['times']}>
          {clockTime(sitting.start, sitting.time_zone, locale)} – {clockTime(sitting.end, sitting.time_zone, locale)}
        </span>
        {number <= 9 ? <KeyCap>{number}</KeyCap> : null}
      </span>
      <span className={styles['title']}>
        <bdi>{sitting.title}</bdi>
      </span>
      <span className={styles['about']}>
        {sitting.exam_format} · {t('today.minutes', { n: sitting.duration_minutes })} · {zoneName(sitting.time_zone, locale)}
      </span>
      <CountsBar counts={sitting.counts} />
      <span className={styles['chips']}>
        {cancelled ? (
          <Chip icon={Ban} tone="stop">
            {sitting.cancellation_reason ? t('today.cancelled-because', { reason: sitting.cancellation_reason }) : t('today.cancelled')}
          </Chip>
        ) : null}
        {sitting.closed ? <Chip icon={Lock} tone="done">{t('today.closed', { time: clockTime(sitting.closed.at, sitting.time_zone, locale), who: sitting.closed.by })}</Chip> : null}
        {!cancelled && isFull(sitting) ? <Chip icon={Users} tone="wait">{t('today.full', { n: sitting.limit ?? 0 })}</Chip> : null}
        {sitting.doubles > 0 ? <Chip icon={Copy} tone="wait">{t('double.card', { n: sitting.doubles })}</Chip> : null}
        {sitting.counts.accommodations > 0 ? <Chip icon={Accessibility} tone="note">{t('today.accommodations', { n: sitting.counts.accommodations })}</Chip> : null}
      </span>
      <span className={styles['open']}>
        {t('today.open')} <ChevronRight aria-hidden size={18} />
      </span>
    </button>
  )
}
