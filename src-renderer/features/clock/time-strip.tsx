/** What was done to the clock of this sitting: a stop that lasts, minutes given back and by whom, what was undone. */
import { BellRing, CloudUpload, History, Undo2 } from 'lucide-react'
import type { Clock, ClockStopView } from '../../../src-shared/desk/clock.ts'
import { sinceText } from '../../ui/clock-time.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { Ticking } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import styles from './time-strip.module.css'

interface TimeStripProps {
  clock: Clock
  busy: boolean
  onUndo: (stop: ClockStopView) => void
}

export function TimeStrip({ clock, busy, onUndo }: TimeStripProps) {
  const { t, locale } = useI18n()
  const time = (instant: string | null) => (instant === null ? '' : clockTime(instant, clock.event.time_zone, locale))
  const standing = clock.stops.filter(({ ended_at, undone_at }) => ended_at === null && undone_at === null)
  const given = clock.stops.filter(({ ended_at, undone_at }) => ended_at !== null && undone_at === null)
  const undone = clock.stops.filter(({ undone_at }) => undone_at !== null)
  if (clock.stops.length === 0) return null
  return (
    <section className={styles['strip']} aria-label={t('clock.history')}>
      {standing.map((stop) => (
        <div key={stop.id} className={styles['alarm']} role="status">
          <BellRing aria-hidden size={36} />
          <p>
            <b>
              <bdi>{stop.reason}</bdi>
            </b>
            <span>
              {t(stop.only === null ? 'clock.stands' : 'clock.stands-for', { n: stop.only ?? 0, time: time(stop.started_at), who: stop.started_by })}
            </span>
          </p>
          <p className={styles['alarm-time']}>
            <Ticking text={(now) => sinceText(now - Date.parse(stop.started_at))} />
          </p>
          <Button icon={Undo2} keyCap="U" onPress={() => onUndo(stop)} disabled={busy} label={t('clock.undo-what', { what: stop.reason })}>
            {t('clock.undo')}
          </Button>
        </div>
      ))}
      <ul>
        {given.map((stop, at) => (
          <li key={stop.id}>
            <History aria-hidden size={18} />
            <span>
              <bdi>
                <b>{stop.reason}</b>
              </bdi>{' '}
              {stop.kind === 'stop' ? t('clock.from-to', { from: time(stop.started_at), to: time(stop.ended_at) }) : time(stop.started_at)}
              {': '}
              {stop.only === null ? t('clock.given-all', { n: stop.minutes ?? 0 }) : t('clock.given-some', { n: stop.only, m: stop.minutes ?? 0 })}
              {stop.signed_by ? `, ${t('clock.signed', { one: stop.ended_by ?? '', two: stop.signed_by })}` : ''}
            </span>
            {at === 0 && clock.waiting ? (
              <span className={styles['sync']}>
                <CloudUpload aria-hidden size={16} /> {t('sync-state.waiting')}
              </span>
            ) : null}
            <Button kind="plain" icon={Undo2} {...(at === 0 && standing.length === 0 ? { keyCap: 'U' } : {})} onPress={() => onUndo(stop)} disabled={busy} label={t('clock.undo-what', { what: stop.reason })}>
              {t('clock.undo')}
            </Button>
          </li>
        ))}
        {undone.map((stop) => (
          <li key={stop.id} className={styles['undone']}>
            <Undo2 aria-hidden size={18} />
            <span>
              <bdi>{stop.reason}</bdi> {time(stop.started_at)}: {t('clock.undone', { who: stop.undone_by ?? '', time: time(stop.undone_at), why: stop.undone_reason ?? '' })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
