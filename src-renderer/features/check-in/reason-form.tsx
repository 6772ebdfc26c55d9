/** Why: three ready reasons by digit, or one's own words. Inline, so that nothing else has to wait. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import styles from './reason-form.module.css'

export interface ReasonFormProps {
  kind: 'undo' | 'absent' | 'override' | 'undo-break' | 'no-photo' | 'no-signature' | 'no-locker'
  busy: boolean
  onReason: (reason: string) => void
  onClose: () => void
}

const CHOICES = [1, 2, 3] as const

export function ReasonForm({ kind, busy, onReason, onClose }: ReasonFormProps) {
  const { t } = useI18n()
  const [own, setOwn] = useState('')
  const input = useRef<HTMLInputElement>(null)

  // The button that opened this is gone; the digits must not land in the search field.
  useEffect(() => focusOn(PERSON_ID), [])

  function close(): void {
    onClose()
    focusOn(PERSON_ID)
  }
  function choose(reason: string): void {
    if (busy || reason.trim() === '') return
    focusOn(PERSON_ID)
    onReason(reason.trim())
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') choose(own)
    else close()
  }
  useKeys([
    ...CHOICES.map((n) => ({ key: String(n), ...(n === 1 ? { cap: '1 – 3', hint: t('reason.key.choose') } : {}), run: () => choose(t(`reason.${kind}.${n}`)) })),
    { key: '4', cap: '4', hint: t('reason.key.own'), run: () => input.current?.focus() },
    // Undoing the last thing has to wait until this is answered.
    { key: 'u', run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: close },
    { key: 'Enter', hint: t('reason.key.send'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    <section className={styles['form']} aria-label={t(`reason.${kind}`)}>
      <header className={styles['head']}>
        <h3>{t(`reason.${kind}`)}</h3>
        <Button kind="plain" keyCap="Esc" onPress={close}>
          {t('common.leave-it')}
        </Button>
      </header>
      <div className={styles['choices']}>
        {CHOICES.map((n) => (
          <Button key={n} keyCap={String(n)} disabled={busy} onPress={() => choose(t(`reason.${kind}.${n}`))}>
            {t(`reason.${kind}.${n}`)}
          </Button>
        ))}
      </div>
      <div className={styles['own']}>
        <label className={styles['label']}>
          <span>
            {t('reason.own')} <span aria-hidden>(4)</span>
          </span>
          <input ref={input} value={own} onChange={(change) => setOwn(change.target.value)} onKeyDown={onKeyDown} autoComplete="off" maxLength={200} />
        </label>
        <Button kind="primary" keyCap="Enter" disabled={busy || own.trim() === ''} onPress={() => choose(own)}>
          {t('reason.send')}
        </Button>
      </div>
    </section>
  )
}
