/** The time in the room, to the second. */
import { useI18n } from '../../ui/i18n.ts'
import { secondsText } from '../../ui/clock-time.ts'
import { Ticking } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import styles from './room-time.module.css'

export function RoomTime({ zone, className }: { zone: string; className: string | undefined }) {
  const { locale } = useI18n()
  return (
    <p className={`${styles['time']} ${className}`}>
      <Ticking text={(now) => clockTime(new Date(now).toISOString(), zone, locale)} />
      <span className={styles['seconds']}>
        :<Ticking text={secondsText} />
      </span>
    </p>
  )
}
