/** The clock for the whole room, on a large screen: seats and times, names only when somebody asks. */
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Pause, UserRound, UserRoundX, X } from 'lucide-react'
import type { Clock, ClockRow } from '../../../src-shared/desk/clock.ts'
import { Button } from '../../ui/button.tsx'
import { leftText, shortName } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { stationNow, Ticking } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import { endAt, leftAt, orderAt, stateAt } from './clock-order.ts'
import { RoomTime } from './room-time.tsx'
import styles from './wall.module.css'

/** So many fit at this size; the rest is smaller. */
const SIZES = [[6, 'huge'], [16, 'large'], [36, 'medium']] as const
/** More than this cannot be read on any wall; those who finish first are shown. */
const seats_max = 150

export function WallView({ clock, onClose }: { clock: Clock; onClose: () => void }) {
  const { t, locale } = useI18n()
  const [names, setNames] = useState(false)
  const wall = useRef<HTMLDivElement>(null)
  const latest = useRef(onClose)
  latest.current = onClose
  const zone = clock.event.time_zone
  const time = (ms: number) => clockTime(new Date(ms).toISOString(), zone, locale)
  const now = stationNow()
  const all = orderAt(clock.rows, now, { filter: 'all', text: '' }).rows
  const rows = all.slice(0, seats_max)
  const size = SIZES.find(([most]) => rows.length <= most)?.[1] ?? 'small'
  const stop = clock.stops.find(({ ended_at, undone_at }) => ended_at === null && undone_at === null)

  useEffect(() => {
    const element = wall.current
    element?.focus()
    // Where the window may not fill the screen, the wall view fills the window.
    void element?.requestFullscreen?.().catch(() => undefined)
    const onLeft = () => document.fullscreenElement === null && latest.current()
    document.addEventListener('fullscreenchange', onLeft)
    return () => {
      document.removeEventListener('fullscreenchange', onLeft)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
  useKeys([
    { key: 'n', hint: t('wall.key.names'), run: () => setNames((shown) => !shown) },
    { key: 'f', hint: t('wall.key.leave'), run: onClose },
    { key: 'Escape', cap: 'Esc', run: onClose },
  ])

  return createPortal(
    <div ref={wall} className={`${styles['wall']} ${styles[size]}`} role="dialog" aria-modal aria-label={t('clock.wall')} tabIndex={-1}>
      <div className={styles['head']}>
        <div>
          <h2>
            <bdi>{clock.event.title}</bdi>
          </h2>
          {stop ? (
            <p className={styles['stopped']}>
              <Pause aria-hidden /> {t('wall.stopped', { time: time(Date.parse(stop.started_at)) })}
            </p>
          ) : (
            <p>{t('wall.sitting', { from: time(Date.parse(clock.event.start)), n: all.length })}</p>
          )}
        </div>
        <RoomTime zone={zone} className={styles['time']} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <ul className={styles['seats']} tabIndex={0} aria-label={t('clock.list')}>
        {rows.map((row) => (
          <WallSeat key={row.id} row={row} names={names} now={now} time={time} />
        ))}
      </ul>
      <div className={styles['foot']}>
        {all.length > rows.length ? <p className={styles['more']}>{t('wall.more', { n: all.length - rows.length })}</p> : null}
        <Button icon={names ? UserRoundX : UserRound} keyCap="N" onPress={() => setNames(!names)}>
          {t(names ? 'wall.hide-names' : 'wall.show-names')}
        </Button>
        <Button icon={X} keyCap="Esc" onPress={onClose}>
          {t('wall.leave')}
        </Button>
      </div>
    </div>,
    document.body,
  )
}

function WallSeat({ row, names, now, time }: { row: ClockRow; names: boolean; now: number; time: (ms: number) => string }) {
  const { t } = useI18n()
  const state = stateAt(row, now)
  return (
    <li className={`${styles['seat']} ${styles[state]}`}>
      <p className={styles['where']}>
        <b>{row.seat ?? row.code}</b>
        {names ? <bdi>{shortName(row.sort_name)}</bdi> : null}
      </p>
      <p className={styles['left']}>{state === 'finished' ? t('clock.up') : <Ticking text={(at) => leftText(leftAt(row, at))} />}</p>
      <p className={styles['ends']}>
        {row.standing && state !== 'finished' ? (
          <>
            <Pause aria-hidden size="1em" /> {t(state === 'break' ? 'clock.on-break' : 'clock.stopped')}
          </>
        ) : (
          t(state === 'finished' ? 'clock.ended' : 'clock.ends', { time: time(endAt(row, now)) })
        )}
      </p>
    </li>
  )
}
