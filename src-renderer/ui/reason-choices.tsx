/** Why: ready reasons by digit, or one's own words. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import styles from './ask.module.css'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'
import { useKeys } from './key-store.ts'

interface ReasonChoicesProps {
  choices: readonly string[]
  busy: boolean
  /** What Enter does with one's own words. */
  send: string
  onReason: (reason: string) => void
  onClose: () => void
}

const reason_characters_max = 200

export function ReasonChoices({ choices, busy, send, onReason, onClose }: ReasonChoicesProps) {
  const { t } = useI18n()
  const [own, setOwn] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const group = useRef<HTMLDivElement>(null)
  const ownKey = String(choices.length + 1)
  // The button that opened this is gone; the digits must not land in a field.
  useEffect(() => group.current?.focus({ preventScroll: true }), [])

  function choose(reason: string): void {
    if (!busy && reason.trim() !== '') onReason(reason.trim())
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') choose(own)
    else onClose()
  }
  useKeys([
    ...choices.map((reason, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${choices.length}`, hint: t('reason.key.choose') } : {}), run: () => choose(reason) })),
    { key: ownKey, cap: ownKey, hint: t('reason.key.own'), run: () => input.current?.focus() },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('reason.key.send'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    <div ref={group} tabIndex={-1} role="group" aria-label={t('reason.why')} className={styles['reasons']}>
      <div className={styles['choices']}>
        {choices.map((reason, at) => (
          <Button key={reason} keyCap={String(at + 1)} disabled={busy} onPress={() => choose(reason)}>
            {reason}
          </Button>
        ))}
      </div>
      <div className={styles['row']}>
        <label className={styles['label']}>
          <span>
            {t('reason.own')} <span aria-hidden>({ownKey})</span>
          </span>
          <input ref={input} value={own} onChange={(change) => setOwn(change.target.value)} onKeyDown={onKeyDown} autoComplete="off" maxLength={reason_characters_max} />
        </label>
        <Button kind="primary" keyCap="Enter" disabled={busy || own.trim() === ''} onPress={() => choose(own)}>
          {send}
        </Button>
      </div>
    </div>
  )
}
