/** The four steps of an identity check, in any order, each with its digit. */
import { ToggleButton } from 'react-aria-components'
import { Check } from 'lucide-react'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { IDENTITY_STEPS } from './desk-store.ts'
import type { IdentityStep } from './desk-store.ts'
import styles from './identity-steps.module.css'

export function IdentitySteps({ ticked, onToggle }: { ticked: readonly IdentityStep[]; onToggle: (step: IdentityStep) => void }) {
  const { t } = useI18n()
  return (
    <div className={styles['steps']} role="group" aria-label={t('steps.title')}>
      {IDENTITY_STEPS.map((step, index) => {
        const done = ticked.includes(step)
        return (
          <ToggleButton key={step} className={styles['step'] ?? ''} isSelected={done} onChange={() => onToggle(step)} preventFocusOnPress>
            <span className={styles['mark']} aria-hidden>
              {done ? <Check size={20} strokeWidth={3} /> : null}
            </span>
            <span className={styles['word']}>{t(`steps.${step}`)}</span>
            <KeyCap>{index + 1}</KeyCap>
          </ToggleButton>
        )
      })}
    </div>
  )
}
