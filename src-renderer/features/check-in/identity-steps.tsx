/** The steps of an identity check, in any order, each with its digit; 0 ticks all that are ticked by hand. */
import { useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { Ban, Camera, Check, CheckCheck, LockKeyhole, PenLine } from 'lucide-react'
import type { StepKind } from '../../../src-shared/desk/settings.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { stepLabel, tickable } from './identity.ts'
import type { StepHere } from './identity.ts'
import styles from './identity-steps.module.css'

const ICON: Record<Exclude<StepKind, 'check'>, typeof Camera> = { photo: Camera, signature: PenLine, locker: LockKeyhole }

interface IdentityStepsProps {
  steps: readonly StepHere[]
  /** They are in the record now, and no longer in hand. */
  written: boolean
  onStep: (step: StepHere) => void
  onAll: () => void
}

export function IdentitySteps({ steps, written, onStep, onAll }: IdentityStepsProps) {
  const { t } = useI18n()
  const told = useTold(steps, written)
  if (steps.length === 0) return null
  const many = tickable(steps).length > 1
  return (
    <div className={styles['steps']} role="group" aria-label={t('steps.title')} data-count={steps.length}>
      {steps.map((step, index) => (
        <ToggleButton key={step.name} className={`${styles['step']} ${step.not_possible === null ? '' : styles['left-out']}`} isSelected={step.done} onChange={() => onStep(step)} preventFocusOnPress>
          <span className={styles['mark']} aria-hidden>
            <Mark step={step} />
          </span>
          <span className={styles['word']}>
            {stepLabel(step.name, t)}
            {step.required ? null : <small>{t('steps.optional')}</small>}
            {step.not_possible === null ? null : <small>{t('steps.not-possible', { why: step.not_possible })}</small>}
          </span>
          <KeyCap>{index + 1}</KeyCap>
        </ToggleButton>
      ))}
      <p role="status" className="unseen">
        {told}
      </p>
      {many ? (
        <span className={styles['all']}>
          <Button kind="plain" icon={CheckCheck} keyCap="0" onPress={onAll}>
            {t('steps.all')}
          </Button>
        </span>
      ) : null}
    </div>
  )
}

/** A digit ticks a step without the focus going there: what it did is told. */
function useTold(steps: readonly StepHere[], written: boolean): string {
  const { t } = useI18n()
  const [told, setTold] = useState('')
  const done = steps.filter((step) => step.done).map(({ name }) => stepLabel(name, t))
  const marks = done.join('\n')
  const before = useRef(marks)
  useEffect(() => {
    const was = before.current.split('\n').filter(Boolean)
    const is = marks.split('\n').filter(Boolean)
    before.current = marks
    if (written) return
    const fresh = is.filter((name) => !was.includes(name))
    const gone = was.filter((name) => !is.includes(name))
    const counts = { done: is.length, all: steps.length }
    if (fresh.length > 0) setTold(t('steps.told.done', { steps: fresh.join(', '), ...counts }))
    else if (gone.length > 0) setTold(t('steps.told.not', { steps: gone.join(', '), ...counts }))
  }, [marks, steps.length, written, t])
  return told
}

function Mark({ step: { kind, done, not_possible } }: { step: StepHere }) {
  if (done) return <Check size={20} strokeWidth={3} />
  if (not_possible !== null) return <Ban size={18} />
  if (kind === 'check') return null
  const Icon = ICON[kind]
  return <Icon size={18} />
}
