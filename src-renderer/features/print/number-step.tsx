/** A small number that the arrow keys change; it can be typed as well. */
import { KeyCap } from '../../ui/key-cap.tsx'
import styles from './stock-form.module.css'

interface NumberStepProps {
  label: string
  value: number
  most: number
  onChange: (value: number) => void
}

export function NumberStep({ label, value, most, onChange }: NumberStepProps) {
  return (
    <label className={styles['row']}>
      <span className={styles['label']}>
        {label} <KeyCap>↑ ↓</KeyCap>
      </span>
      <input type="number" className={styles['number']} min={1} max={most} value={value} onChange={({ target }) => onChange(Math.max(1, Math.min(most, Math.trunc(Number(target.value)) || 1)))} />
    </label>
  )
}
