/** One identity step of a venue: its name, how it is done, and whether it is required. */
import { ArrowUp, Trash2 } from 'lucide-react'
import { STEP_KINDS } from '../../../src-shared/desk/settings.ts'
import type { IdentityStep, StepKind } from '../../../src-shared/desk/settings.ts'
import { step_name_characters_max } from '../../../src-shared/limits.ts'
import { useI18n } from '../../ui/i18n.ts'
import styles from './settings-part.module.css'

interface StepRowProps {
  at: number
  step: IdentityStep
  onChange: (step: IdentityStep) => void
  onUp: () => void
  onRemove: () => void
}

export function StepRow({ at, step, onChange, onUp, onRemove }: StepRowProps) {
  const { t } = useI18n()
  const named = step.name === '' ? t('settings.step', { n: at + 1 }) : step.name
  return (
    <div className={styles['step']} role="group" aria-label={t('settings.step', { n: at + 1 })}>
      {/* Whoever adds a step goes on with its name. */}
      <input autoFocus={step.name === ''} value={step.name} required pattern=".*\S.*" maxLength={step_name_characters_max} aria-label={t('settings.step', { n: at + 1 })} onChange={({ target }) => onChange({ ...step, name: target.value })} autoComplete="off" />
      <select value={step.kind} aria-label={t('settings.kind')} onChange={({ target }) => onChange({ ...step, kind: target.value as StepKind })}>
        {STEP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`settings.kind.${kind}`)}
          </option>
        ))}
      </select>
      <label className={styles['required']}>
        <input type="checkbox" checked={step.required} onChange={({ target }) => onChange({ ...step, required: target.checked })} />
        {t('settings.required')}
      </label>
      <button type="button" disabled={at === 0} aria-label={t('settings.up', { name: named })} onClick={onUp}>
        <ArrowUp aria-hidden size={20} />
      </button>
      <button type="button" aria-label={t('settings.remove', { name: named })} onClick={onRemove}>
        <Trash2 aria-hidden size={20} />
      </button>
    </div>
  )
}
