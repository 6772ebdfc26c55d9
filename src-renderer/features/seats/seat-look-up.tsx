/** "Who sat at seat 15 at 10:37?": a seat, a day and perhaps a time, answered from the records on this laptop. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { CalendarSearch, Coffee, TriangleAlert } from 'lucide-react'
import type { SeatHistory, SeatSpan } from '../../../src-shared/desk/seats.ts'
import { seatHistory } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { stationNow } from '../../ui/ticking.tsx'
import { calendarDay, clockTime } from '../../ui/time.ts'
import styles from './seats.module.css'

interface SeatLookUpProps {
  /** The seat that the map is at. */
  first: string
  zone: string
  onClose: () => void
  onOpen: (registration: string) => void
}

interface Question {
  seat: string
  date: string
  time: string
}

const seat_characters_max = 40

export function SeatLookUp({ first, zone, onClose, onOpen }: SeatLookUpProps) {
  const { t } = useI18n()
  const [asking, setAsking] = useState<Question>({ seat: first, date: calendarDay(new Date(stationNow()), zone), time: '' })
  const [asked, setAsked] = useState<Question | null>(first === '' ? null : asking)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const time = timeOf(asking.time)
  const answer = useRemote(asked ? `seat-history/${asked.seat}/${asked.date}/${asked.time}` : null, () => seatHistory(asked?.seat ?? '', asked?.date ?? '', asked?.time || undefined))
  useKeys([
    { key: 'Enter', hint: t('seats.history.look'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])

  function look(sent: FormEvent): void {
    sent.preventDefault()
    if (asking.seat.trim() !== '' && asking.date !== '' && time !== null) setAsked({ seat: asking.seat.trim(), date: asking.date, time })
  }
  const set = (part: Partial<Question>) => setAsking({ ...asking, ...part })
  return (
    <Ask title={t('seats.history.title')} refused={time === null ? t('seats.history.time-wrong') : null} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves the form from any of its fields */}
      <form className={styles['look']} onSubmit={look} onKeyDown={(pressed) => pressed.key === 'Escape' && (pressed.preventDefault(), onClose())}>
        <label className={styles['narrow']}>
          <span className={styles['label']}>{t('seats.history.seat')}</span>
          <input ref={field} className={styles['input']} value={asking.seat} maxLength={seat_characters_max} autoComplete="off" onChange={({ target }) => set({ seat: target.value })} />
        </label>
        <label>
          <span className={styles['label']}>{t('seats.history.day')}</span>
          <input type="date" className={styles['input']} value={asking.date} onChange={({ target }) => set({ date: target.value })} />
        </label>
        <label>
          <span className={styles['label']}>{t('seats.history.time')}</span>
          <input className={styles['input']} value={asking.time} inputMode="numeric" autoComplete="off" aria-invalid={time === null} onChange={({ target }) => set({ time: target.value })} />
        </label>
        <Button kind="primary" type="submit" icon={CalendarSearch} keyCap="Enter">
          {t('seats.history.look')}
        </Button>
      </form>
      {answer.data ? <Answer history={answer.data} onOpen={onOpen} /> : null}
    </Ask>
  )
}

/** "10:37" of "10:37", "1037" or "10h37"; empty where nothing is typed, null where it is no time. */
function timeOf(text: string): string | null {
  if (text.trim() === '') return ''
  const parts = /^\s*(\d{1,2})\s*[:.h]?\s*(\d{2})\s*$/i.exec(text)
  const [hours, minutes] = [Number(parts?.[1]), Number(parts?.[2])]
  return parts && hours < 24 && minutes < 60 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null
}

function Answer({ history, onOpen }: { history: SeatHistory; onOpen: (registration: string) => void }) {
  const { t, locale } = useI18n()
  const { seat, at, there, spans, time_zone: zone } = history
  return (
    <div className={styles['answer']} role="status">
      {at === null ? null : (
        <>
          <h3>{t('seats.history.at', { seat, time: clockTime(at, zone, locale) })}</h3>
          {there.length === 0 ? <p>{t('seats.history.nobody-at')}</p> : <Spans spans={there} zone={zone} onOpen={onOpen} large />}
        </>
      )}
      <h3>{spans.length === 0 ? t('seats.history.nobody', { seat }) : t('seats.history.all', { seat })}</h3>
      <Spans spans={spans} zone={zone} onOpen={onOpen} />
    </div>
  )
}

function Spans({ spans, zone, large = false, onOpen }: { spans: readonly SeatSpan[]; zone: string; large?: boolean; onOpen: (registration: string) => void }) {
  const { t, locale } = useI18n()
  const time = (instant: string) => clockTime(instant, zone, locale)
  const when = ({ from, to }: { from: string | null; to: string | null }) => {
    if (from === null) return to === null ? t('seats.history.always') : t('seats.history.until', { to: time(to) })
    return to === null ? t('seats.history.since', { from: time(from) }) : t('seats.history.from-to', { from: time(from), to: time(to) })
  }
  return (
    <ul className={large ? styles['there'] : styles['spans']}>
      {spans.map((span) => (
        <li key={`${span.registration} ${span.from ?? ''} ${span.kind}`}>
          <button type="button" className={styles['span-who']} onClick={() => onOpen(span.registration)}>
            <bdi>{span.name}</bdi> <span className="mono">{span.code}</span>
          </button>
          <p>
            <b>{when(span)}</b> · {t(span.kind === 'sat' ? 'seats.history.sat' : 'seats.history.given')}
            {span.next === null ? '' : ` · ${t('seats.history.next', { seat: span.next })}`}
            {span.by === null ? '' : ` · ${t('seats.history.by', { who: span.by })}`}
          </p>
          {span.breaks.map(({ from, to }) => (
            <p key={from} className={styles['quiet']}>
              <Coffee aria-hidden size={15} /> {to === null ? t('seats.history.break-open', { from: time(from) }) : t('seats.history.break', { from: time(from), to: time(to) })}
            </p>
          ))}
          {span.disputed ? (
            <p className={styles['disputed']}>
              <TriangleAlert aria-hidden size={16} /> {t('seats.history.disputed')}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
