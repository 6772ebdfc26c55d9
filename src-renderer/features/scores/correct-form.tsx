/** A correction: the score that counts, why, and a lead's signature where a proctor asks. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { ArrowRight } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { asProblem } from '../../api/api-problem.ts'
import { correctScore, signOff, users } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { SecondSignature } from '../../ui/second-signature.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { parseScore } from './read-pasted.ts'

interface CorrectFormProps {
  row: ScoreRow
  user: DeskUser
  onDone: () => void
  onClose: () => void
}

export function CorrectForm({ row, user, onDone, onClose }: CorrectFormProps) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [step, setStep] = useState<'score' | 'reason' | 'sign'>('score')
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const writes = useWrite(asProblem, () => undefined)
  const leads = useRemote('users', users).data?.filter(({ id, role }) => id !== user.id && role !== 'proctor')
  const score = parseScore(text)
  useEffect(() => field.current?.focus(), [])

  async function send(why: string, by?: { user: string; pin: string }): Promise<void> {
    const done = await writes.run(async () => correctScore(row.exam_registration ?? '', { score: score ?? 0, reason: why, ...(by ? { SignOff: (await signOff(by.user, by.pin)).token } : {}) }))
    if (done) onDone()
  }
  function take(why: string): void {
    setReason(why)
    if (user.role === 'proctor') setStep('sign')
    else void send(why)
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') onClose()
    else if (score !== null) setStep('reason')
  }
  return (
    <Ask title={t('scores.correct.of', { name: row.name })} refused={writes.refused} onClose={onClose}>
      <div className={ask['row']}>
        <label className={`${ask['label']} ${ask['short']}`}>
          {t('scores.correct.score')}
          <input ref={field} className="mono" inputMode="decimal" autoComplete="off" value={text} readOnly={step !== 'score'} onChange={({ target }) => setText(target.value)} onKeyDown={onKeyDown} />
        </label>
        {step === 'score' ? (
          <Button kind="primary" icon={ArrowRight} keyCap="Enter" disabled={score === null} onPress={() => setStep('reason')}>
            {t('clock.next-step')}
          </Button>
        ) : null}
      </div>
      {step === 'reason' ? <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`scores.reason.${n}`))} busy={writes.busy} send={t('scores.correct.send')} onReason={take} onClose={onClose} /> : null}
      {step === 'sign' && leads ? <SecondSignature people={leads} busy={writes.busy} wrong={writes.wrong} send={t('scores.correct.send')} onSign={(by, pin) => void send(reason, { user: by, pin })} onClose={onClose} /> : null}
    </Ask>
  )
}
