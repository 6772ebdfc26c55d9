/** The locker that holds the candidate's things; L notes it, changes it, or gives it back. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { KeyRound, LockKeyhole } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { locker_characters_max } from '../../../src-shared/limits.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import type { CommandRun } from './use-command.ts'
import place from './place-card.module.css'

interface LockerCardProps {
  candidate: Candidate
  editing: boolean
  command: CommandRun
  onEdit: () => void
  onReturn: () => void
  onClose: () => void
  /** The way past it, where the venue asks for one. */
  onNotPossible?: (() => void) | undefined
}

export function LockerCard({ candidate, editing, command, onEdit, onReturn, onClose, onNotPossible }: LockerCardProps) {
  const { t } = useI18n()
  const { locker } = candidate
  return (
    <section className={place['card']} aria-label={t('locker.title')}>
      <h3>{t('locker.title')}</h3>
      {editing ? (
        <LockerForm locker={locker ?? ''} command={command} onClose={onClose} onNotPossible={onNotPossible} />
      ) : (
        <div className={place['row']}>
          <p className={place['seat']}>{locker ?? '–'}</p>
          <p className={place['note']}>{locker === null ? t('locker.none') : t('locker.back-on-leaving')}</p>
          <span className={place['acts']}>
            {locker === null ? null : (
              <Button icon={KeyRound} keyCap="K" onPress={onReturn} disabled={command.busy}>
                {t('locker.return', { locker })}
              </Button>
            )}
            <Button icon={LockKeyhole} keyCap="L" onPress={onEdit} disabled={command.busy}>
              {locker === null ? t('locker.note') : t('locker.change')}
            </Button>
          </span>
        </div>
      )}
    </section>
  )
}

function LockerForm({ locker, command, onClose, onNotPossible }: { locker: string; command: CommandRun; onClose: () => void; onNotPossible?: (() => void) | undefined }) {
  const { t } = useI18n()
  const [text, setText] = useState(locker)
  const input = useRef<HTMLInputElement>(null)
  const problem = command.refused?.name === 'assign-locker' ? command.refused.problem : null
  const taken = typeof problem?.members['LearnerName'] === 'string' ? { who: problem.members['LearnerName'], locker: String(problem.members['Locker']) } : null
  const isSame = taken?.locker === text.trim().toUpperCase()
  const { clear } = command
  useEffect(() => {
    clear()
    input.current?.focus()
    input.current?.select()
  }, [clear])

  function close(): void {
    // Something else was opened while this was sent: the focus is there.
    if (input.current === null) return
    onClose()
    focusOn(PERSON_ID)
  }
  async function save(): Promise<void> {
    const wanted = text.trim()
    // Whoever has read who has it, and presses again, means it.
    if (wanted === '' || wanted === locker || (await command.run('assign-locker', { Locker: wanted, ...(isSame ? { Shared: true } : {}) }))) close()
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
    { key: 'Enter', hint: t('locker.key.save'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, shown_only: true, run: () => undefined },
  ])
  return (
    <div className={place['form']}>
      <input ref={input} className={place['input']} value={text} onChange={(change) => setText(change.target.value)} onKeyDown={onKeyDown} aria-label={t('locker.title')} aria-invalid={problem !== null} aria-describedby="locker-refused" autoComplete="off" maxLength={locker_characters_max} />
      <span className={place['acts']}>
        <Button kind="primary" keyCap="Enter" onPress={() => void save()} disabled={command.busy}>
          {isSame ? t('locker.share') : t('locker.save')}
        </Button>
        <Button kind="plain" keyCap="Esc" onPress={close}>
          {t('common.leave-it')}
        </Button>
        {onNotPossible ? <Button onPress={onNotPossible}>{t('capture.not-possible')}</Button> : null}
      </span>
      <ToldLine id="locker-refused" kind={taken ? 'doubt' : 'refused'} text={taken ? t('locker.taken', taken) : problem ? (refusalText(problem, t) ?? t('common.failed')) : null} />
    </div>
  )
}
