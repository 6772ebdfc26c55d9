/** The search field of a place: the stroke goes to it, one press clears it. */
import type { AriaAttributes, AriaRole, KeyboardEvent } from 'react'
import { Search, X } from 'lucide-react'
import { focusOn, SEARCH_ID } from './focus-on.ts'
import { useI18n } from './i18n.ts'
import { KeyCap } from './key-cap.tsx'
import styles from './search-field.module.css'

/** More than any name, code or sheet. */
const text_characters_max = 200

interface SearchFieldProps {
  label: string
  text: string
  onText: (text: string) => void
  onKeyDown: (pressed: KeyboardEvent) => void
  onFocus?: (focused: boolean) => void
  /** In a place whose first act is to search. */
  large?: boolean
  /** Where the arrow keys walk a list while the focus stays in the field. */
  combobox?: AriaAttributes & { role: AriaRole }
}

export function SearchField({ label, text, onText, onKeyDown, onFocus, large = false, combobox }: SearchFieldProps) {
  const { t } = useI18n()
  return (
    <div className={`${styles['field']} ${large ? styles['large'] : ''}`}>
      <Search aria-hidden size={large ? 24 : 20} />
      <input
        id={SEARCH_ID}
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={text_characters_max}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => onFocus?.(true)}
        onBlur={() => onFocus?.(false)}
        {...combobox}
      />
      {text === '' ? (
        <KeyCap>/</KeyCap>
      ) : (
        <button type="button" className={styles['clear']} onClick={() => (onText(''), focusOn(SEARCH_ID))}>
          <X aria-hidden size={18} /> {t('common.clear')}
        </button>
      )}
    </div>
  )
}
