/** A second person signs: chosen by digit, then their PIN. It is checked by the station, without a network. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { PenLine } from 'lucide-react'
import type { DeskUser } from '../../src-shared/desk.ts'
import styles from './ask.module.css'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'
import { KeyCap } from './key-cap.tsx'
import { useKeys } from './key-store.ts'

const pin_digits_max = 8
const keys_max = 9

interface SecondSignatureProps {
  /** Who may sign; never the person who asks. */
  people: DeskUser[]
  busy: boolean
  /** Grows with each wrong PIN, so that the field is empty again. */
  wrong: number
  /** What is signed, on the button. */
  send: string
  onSign: (user: string, pin: string) => void
  onClose: () => void
}

export function SecondSignature({ people, busy, wrong, send, onSign, onClose }: SecondSignatureProps) {
  const { t } = useI18n()
  const only = people.length === 1 ? people[0]?.id : undefined
  const [user, setUser] = useState<string | undefined>(only)
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const group = useRef<HTMLDivElement>(null)

  useEffect(() => (only ? field.current : group.current)?.focus({ preventScroll: true }), [only])
  useEffect(() => {
    setPin('')
    if (wrong > 0) field.current?.focus()
  }, [wrong])

  function choose(id: string): void {
    setUser(id)
    setPin('')
    field.current?.focus()
  }
  function sign(): void {
    if (!busy && user !== undefined && pin !== '') onSign(user, pin)
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') sign()
    else onClose()
  }
  useKeys([
    ...people.slice(0, keys_max).map(({ id }, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${Math.min(people.length, keys_max)}`, hint: t('sign.key.who') } : {}), run: () => choose(id) })),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('sign.key.send'), in_text: true, shown_only: true, run: () => undefined },
  ])

  if (people.length === 0) return <p className={styles['note']}>{t('sign.nobody')}</p>
  return (
    <div ref={group} tabIndex={-1} className={styles['signature']} role="group" aria-label={t('sign.title')}>
      <p className={styles['note']}>{t('sign.title')}</p>
      <div className={styles['people']}>
        {people.map((person, at) => (
          <button key={person.id} type="button" className={styles['person']} aria-pressed={user === person.id} onClick={() => choose(person.id)}>
            <span>
              <bdi>{person.name}</bdi>
              <small>{t(`role.${person.role}`)}</small>
            </span>
            {at < keys_max ? <KeyCap>{at + 1}</KeyCap> : null}
          </button>
        ))}
      </div>
      <div className={styles['row']}>
        <label className={`${styles['label']} ${styles['short']}`}>
          {t('sign.pin')}
          <input
            ref={field}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={pin_digits_max}
            value={pin}
            readOnly={user === undefined}
            onChange={(change) => setPin(change.target.value.replace(/\D/g, ''))}
            onKeyDown={onKeyDown}
          />
        </label>
        <Button kind="primary" icon={PenLine} keyCap="Enter" disabled={busy || user === undefined || pin === ''} onPress={sign}>
          {send}
        </Button>
      </div>
    </div>
  )
}
