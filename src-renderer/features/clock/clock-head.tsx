/** The time in the room, who finishes next, and what can be done for all. */
import { Coffee, Hourglass, Monitor, Pause, Play } from 'lucide-react'
import type { Clock, ClockRow } from '../../../src-shared/desk/clock.ts'
import { Button } from '../../ui/button.tsx'
import { shortName } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SeatTag } from '../../ui/seat-tag.tsx'
import { Ticking } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import { endAt, leftAt } from './clock-order.ts'
import { RoomTime } from './room-time.tsx'
import styles from './clock-head.module.css'

interface ClockHeadProps {
  clock: Clock
  next: ClockRow | null
  stopped: boolean
  marked: ClockRow | null
  busy: boolean
  onStop: () => void
  onGoOn: () => void
  onGive: () => void
  onBreak: () => void
  onWall: () => void
}

const minute_ms = 60_000
const minutes_shown_max = 99

export function ClockHead({ clock, next, stopped, marked, busy, onStop, onGoOn, onGive, onBreak, onWall }: ClockHeadProps) {
  const { t, locale } = useI18n()
  const zone = clock.event.time_zone
  const time = (ms: number) => clockTime(new Date(ms).toISOString(), zone, locale)
  const away = marked?.on_break === true
  const nearly = next !== null && leftAt(next, Date.parse(clock.now)) <= 5 * minute_ms
  return (
    <header className={styles['head']}>
      <div className={styles['now']}>
        <p className={styles['label']}>{t('clock.now')}</p>
        <RoomTime zone={zone} className={styles['time']} />
      </div>
      {next && !stopped ? (
        <div className={styles['next']}>
          <p className={styles['label']}>{t('clock.next')}</p>
          <p className={`${styles['next-who']} ${nearly ? styles['nearly'] : ''}`}>
            <SeatTag seat={next.seat} />
            <bdi className={styles['name']}>{shortName(next.sort_name)}</bdi>
            <span className={styles['in']}>
              <Ticking text={(now) => inWords(next, now)} />
            </span>
          </p>
        </div>
      ) : null}
      <div className={styles['buttons']}>
        {stopped ? (
          <Button kind="primary" icon={Play} keyCap="S" onPress={onGoOn} disabled={busy}>
            {t('clock.go-on')}
          </Button>
        ) : (
          <Button kind="stop" icon={Pause} keyCap="S" onPress={onStop} disabled={busy}>
            {t('clock.stop')}
          </Button>
        )}
        <Button icon={Hourglass} keyCap="G" onPress={onGive} disabled={busy}>
          {t('clock.give')}
        </Button>
        <Button icon={Coffee} keyCap="B" onPress={onBreak} disabled={busy || marked === null}>
          {t(away ? 'clock.break-end' : 'clock.break')}
        </Button>
        <Button icon={Monitor} keyCap="F" onPress={onWall}>
          {t('clock.wall')}
        </Button>
      </div>
    </header>
  )

  function inWords(row: ClockRow, now: number): string {
    const minutes = Math.ceil(leftAt(row, now) / minute_ms)
    return minutes > minutes_shown_max ? t('clock.at', { time: time(endAt(row, now)) }) : t('clock.in', { n: Math.max(0, minutes) })
  }
}
