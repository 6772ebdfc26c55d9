/** One of a few: buttons that say which is chosen. */
import type { LucideIcon } from 'lucide-react'
import { KeyCap } from '../../ui/key-cap.tsx'
import styles from './stock-form.module.css'

interface ChoiceRowProps<T extends string | number> {
  label: string
  keyCap: string
  options: readonly T[]
  chosen: T
  name: (option: T) => string
  icon?: (option: T) => LucideIcon
  onChoose: (option: T) => void
}

export function ChoiceRow<T extends string | number>({ label, keyCap, options, chosen, name, icon, onChoose }: ChoiceRowProps<T>) {
  return (
    <div className={styles['row']} role="group" aria-label={label}>
      <span className={styles['label']}>
        {label} <KeyCap>{keyCap}</KeyCap>
      </span>
      {options.map((option) => {
        const Icon = icon?.(option)
        return (
          <button key={option} type="button" className={styles['choice']} aria-pressed={option === chosen} onClick={() => onChoose(option)}>
            {Icon ? <Icon aria-hidden size={18} /> : null} {name(option)}
          </button>
        )
      })}
    </div>
  )
}
