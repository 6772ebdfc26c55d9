/** The PIN of the chosen person; after too many wrong ones the wait is counted down. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import { ArrowLeft, CircleAlert, Hourglass, KeyRound } from 'lucide-react'
import type { DeskUser, Session } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import { signIn } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { countdown } from '../../ui/time.ts'
import { useCountdown } from './use-countdown.ts'
import styles from './sign-in.module.css'

const pin_digits_min = 4
const pin_digits_max = 8

interface PinEntryProps {
  user: DeskUser
  demoPin: string | null
  onBack: () => void
  onSignedIn: (session: Session) => void
}

export function PinEntry({ user, demoPin, onBack, onSignedIn }: PinEntryProps) {
  const { t } = useI18n()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const wait = useCountdown()
  const input = useRef<HTMLInputElement>(null)
  const waiting = wait.seconds > 0
  useEffect(() => {
    if (!waiting) input.current?.focus()
  }, [waiting])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || waiting) return
    if (pin.length < pin_digits_min) return setError(t('pin.too-short', { n: pin_digits_min }))
    setBusy(true)
    try {
      onSignedIn(await signIn(user.id, pin))
    } catch (failure) {
      const problem = asProblem(failure)
      setPin('')
      if (problem.status === 429) wait.start(problem.retry_after_seconds ?? 1)
      setError(problem.status === 401 ? t('pin.wrong') : problem.status === 429 ? null : refusalText(problem, t))
      input.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Escape') return
    pressed.preventDefault()
    onBack()
  }

  return (
    <form className={styles['pin']} onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles['person']}>
        <span className={styles['initials']} aria-hidden>
          {user.initials}
        </span>
        <bdi className={styles['name']}>{user.name}</bdi>
      </p>
      <label className={styles['label']}>
        {t('pin.label')}
        <input
          ref={input}
          className={styles['digits']}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={pin_digits_max}
          value={pin}
          readOnly={waiting}
          aria-invalid={error !== null}
          aria-describedby="pin-message"
          onChange={(change) => (setPin(change.target.value.replace(/\D/g, '')), setError(null))}
          onKeyDown={onKeyDown}
        />
      </label>
      <p id="pin-message" role="alert" className={`${styles['message']} ${waiting ? styles['wait'] : ''}`}>
        {waiting ? (
          <>
            <Hourglass aria-hidden size={20} /> {t('pin.wait', { time: countdown(wait.seconds) })}
          </>
        ) : error ? (
          <>
            <CircleAlert aria-hidden size={20} /> {error}
          </>
        ) : demoPin ? (
          <span className={styles['demo']}>
            <KeyRound aria-hidden size={18} /> {t('sign-in.demo-pin', { pin: demoPin })}
          </span>
        ) : null}
      </p>
      <div className={styles['buttons']}>
        <Button kind="primary" size="large" type="submit" keyCap="Enter" disabled={busy || waiting}>
          {t('pin.sign-in')}
        </Button>
        <Button icon={ArrowLeft} keyCap="Esc" onPress={onBack}>
          {t('pin.somebody-else')}
        </Button>
      </div>
    </form>
  )
}
