/** The seat: the one given, or the next free one as a suggestion; S changes it here and now. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { CircleAlert } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import type { CommandRun } from './use-command.ts'
import styles from './seat-card.module.css'

export interface SeatCardProps {
  candidate: Candidate
  editing: boolean
  onEdit: () => void
  onClose: () => void
  command: CommandRun
}

export function SeatCard({ candidate, editing, onEdit, onClose, command }: SeatCardProps) {
  const { t } = useI18n()
  const seat = candidate.seat ?? candidate.suggested_seat
  return (
    <section className={styles['card']} aria-label={t('seat.title')}>
      <h3>{t('seat.title')}</h3>
      {editing ? (
        <SeatForm seat={seat ?? ''} command={command} onClose={onClose} />
      ) : (
        <div className={styles['row']}>
          <p className={`${styles['seat']} ${candidate.seat ? '' : styles['suggested']}`}>{seat ?? '–'}</p>
          <p className={styles['note']}>{candidate.seat ? t('seat.given') : seat ? t('seat.suggested') : t('seat.none')}</p>
          <Button keyCap="S" onPress={onEdit} disabled={command.busy}>
            {seat ? t('seat.change') : t('seat.give')}
          </Button>
        </div>
      )}
    </section>
  )
}

function SeatForm({ seat, command, onClose }: { seat: string; command: CommandRun; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(seat)
  const input = useRef<HTMLInputElement>(null)
  const refused = command.refused?.name === 'assign-seat' ? command.refused.problem : null
  const { clear } = command
  useEffect(() => {
    clear()
    input.current?.focus()
    input.current?.select()
  }, [clear])

  function close(): void {
    onClose()
    focusOn(PERSON_ID)
  }
  async function save(): Promise<void> {
    const wanted = text.trim()
    if (wanted === '' || (await command.run('assign-seat', { Seat: wanted }))) close()
    else input.current?.select()
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') void save()
    else close()
  }
  useKeys([
    { key: 'Enter', hint: t('seat.key.save'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    <div className={styles['form']}>
      <input
        ref={input}
        className={styles['input']}
        value={text}
        onChange={(change) => setText(change.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t('seat.title')}
        aria-invalid={refused !== null}
        aria-describedby="seat-refused"
        autoComplete="off"
        maxLength={20}
      />
      <Button kind="primary" keyCap="Enter" onPress={() => void save()} disabled={command.busy}>
        {t('seat.save')}
      </Button>
      <p id="seat-refused" role="alert" className={styles['refused']}>
        {refused ? (
          <>
            <CircleAlert aria-hidden size={18} /> {refusalText(refused, t)}
          </>
        ) : null}
      </p>
    </div>
  )
}
