/** Another venue: its sittings are not on this laptop, so day and start are typed as they are there. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import type { TransferTargets } from '../../../src-shared/desk/door.ts'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { typedClock } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { isDay } from './is-day.ts'
import styles from './door.module.css'

type Venue = TransferTargets['venues'][number]

export interface Elsewhere {
  venue: Venue
  /** YYYY-MM-DD and HH:MM on that venue's clocks. */
  day: string
  time: string
}

export function ElsewhereFields({ venues, onNext, onClose }: { venues: Venue[]; onNext: (to: Elsewhere) => void; onClose: () => void }) {
  const { t } = useI18n()
  const [venue, setVenue] = useState(venues[0]?.id ?? '')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  const chosen = venues.find(({ id }) => id === venue)
  const at = typedClock(time)
  const wrong = !isDay(day.trim()) || at === null

  function submit(submitted: FormEvent): void {
    submitted.preventDefault()
    setTried(true)
    if (chosen && !wrong) onNext({ venue: chosen, day: day.trim(), time: at })
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    onClose()
  }
  useKeys([{ key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose }, { key: 'Enter', hint: t('transfer.next'), in_text: true, shown_only: true, run: () => undefined }])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from any of the fields
    <form className={styles['form']} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className={ask['row']}>
        <label className={ask['label']}>
          {t('transfer.venue')}
          <select ref={first} value={venue} onChange={({ target }) => setVenue(target.value)}>
            {venues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className={ask['label']}>
          {t('transfer.day')}
          <input value={day} inputMode="numeric" maxLength={10} autoComplete="off" aria-invalid={tried && !isDay(day.trim())} onChange={({ target }) => setDay(target.value)} />
        </label>
        <label className={`${ask['label']} ${ask['short']}`}>
          {t('transfer.time')}
          <input value={time} maxLength={5} autoComplete="off" aria-invalid={tried && at === null} onChange={({ target }) => setTime(target.value)} />
        </label>
        <Button kind="primary" type="submit" keyCap="Enter">
          {t('transfer.next')}
        </Button>
      </div>
      {tried && wrong ? (
        <p role="alert" className={styles['wrong']}>
          {t('transfer.wrong-when', { day: '2027-01-31' })}
        </p>
      ) : null}
    </form>
  )
}
