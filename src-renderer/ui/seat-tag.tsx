/** A seat, as the label on the desk in the room has it; a dash where there is none. */
import { useI18n } from './i18n.ts'
import styles from './seat-tag.module.css'

export function SeatTag({ seat }: { seat: string | null }) {
  const { t } = useI18n()
  return (
    <span className={styles['seat']}>
      <span className="unseen">{t(seat === null ? 'roster.no-seat' : 'roster.seat')}</span> {seat ?? '–'}
    </span>
  )
}
