/** How many minutes, why, and on what paper; what comes of it stands above in large type. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import { Accessibility } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { give_minutes_max } from '../../../src-shared/limits.ts'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { EndEffect } from './end-effect.tsx'
import { isKind, minutesOfShare, SHARES } from './kinds.ts'
import styles from './accommodations.module.css'

export interface GrantInput {
  Name?: string
  TimeExtension: number
  Reason: string
  Reference?: string
  seat: string
}

interface GrantFieldsProps {
  candidate: Candidate
  type: string
  busy: boolean
  send: string
  onGrant: (input: GrantInput) => void
  onClose: () => void
}

const reason_characters_max = 200
const reference_characters_max = 120

export function GrantFields({ candidate, type, busy, send, onGrant, onClose }: GrantFieldsProps) {
  const { t } = useI18n()
  const there = candidate.accommodation_details.find((one) => one.type === type)
  const duration = candidate.event.duration_minutes
  const [minutes, setMinutes] = useState(() => String(there?.minutes ?? (type === 'Extra time' ? minutesOfShare(duration, SHARES[0]) : 0)))
  const [reason, setReason] = useState('')
  const [reference, setReference] = useState(there?.reference ?? '')
  const [seat, setSeat] = useState('')
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    first.current?.focus()
    first.current?.select()
  }, [])
  const n = /^\d+$/.test(minutes.trim()) ? Number(minutes) : Number.NaN
  const wrong = Number.isNaN(n) || n > give_minutes_max
  const share = type === 'Extra time' ? SHARES.find((percent) => minutesOfShare(duration, percent) === n) : undefined
  const room = type === 'Separate room'

  function submit(submitted: FormEvent): void {
    submitted.preventDefault()
    setTried(true)
    if (busy || wrong || reason.trim() === '') return
    onGrant({ TimeExtension: n, Reason: reason.trim(), seat: seat.trim(), ...(share === undefined ? {} : { Name: t('grant.share', { n: share }) }), ...(reference.trim() === '' ? {} : { Reference: reference.trim() }) })
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    onClose()
  }
  useKeys([
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('grant.key.send'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from any of the fields
    <form className={styles['form']} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <p className={styles['type']}>{isKind(type) ? t(`grant.kind.${type}`) : type}</p>
      <EndEffect candidate={candidate} moved_minutes={wrong ? 0 : n - (there?.minutes ?? 0)} />
      <div className={ask['row']}>
        <label className={`${ask['label']} ${ask['short']}`}>
          {t('grant.minutes')}
          <input ref={first} value={minutes} inputMode="numeric" maxLength={3} autoComplete="off" aria-invalid={wrong} onChange={({ target }) => setMinutes(target.value)} />
        </label>
        {type === 'Extra time'
          ? SHARES.map((percent) => (
              <Button key={percent} onPress={() => setMinutes(String(minutesOfShare(duration, percent)))}>
                {t('grant.share', { n: percent })}
              </Button>
            ))
          : null}
        {room ? (
          <label className={`${ask['label']} ${ask['short']}`}>
            {t('grant.seat', { seat: candidate.seat ?? '–' })}
            <input value={seat} maxLength={40} autoComplete="off" onChange={({ target }) => setSeat(target.value)} />
          </label>
        ) : null}
      </div>
      <div className={ask['row']}>
        <label className={ask['label']}>
          {t('grant.reason')}
          <input value={reason} maxLength={reason_characters_max} autoComplete="off" aria-invalid={tried && reason.trim() === ''} onChange={({ target }) => setReason(target.value)} />
        </label>
        <label className={ask['label']}>
          {t('grant.reference')}
          <input value={reference} maxLength={reference_characters_max} autoComplete="off" placeholder={t('grant.reference-help')} onChange={({ target }) => setReference(target.value)} />
        </label>
        <Button kind="primary" type="submit" icon={Accessibility} keyCap="Enter" disabled={busy}>
          {send}
        </Button>
      </div>
      {tried && (wrong || reason.trim() === '') ? (
        <p role="alert" className={styles['missing']}>
          {wrong ? t('grant.wrong-minutes', { n: give_minutes_max }) : t('grant.missing-reason')}
        </p>
      ) : null}
    </form>
  )
}
