/** Whom the board shows: by seat or name, and by how they stand. */
import type { KeyboardEvent } from 'react'
import { Search } from 'lucide-react'
import { SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { CLOCK_FILTERS } from './clock-order.ts'
import type { ClockFilter } from './clock-order.ts'
import styles from './clock.module.css'

interface ClockFiltersProps {
  counts: Record<ClockFilter, number>
  toCome: number
  filter: ClockFilter
  text: string
  chosen: number
  onFilter: (filter: ClockFilter) => void
  onText: (text: string) => void
  onEnter: () => void
  onLeave: () => void
}

export function ClockFilters({ counts, toCome, filter, text, chosen, onFilter, onText, onEnter, onLeave }: ClockFiltersProps) {
  const { t } = useI18n()
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape' && pressed.key !== 'ArrowDown') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key !== 'Escape') return onEnter()
    onText('')
    onLeave()
  }
  return (
    <div className={styles['filters']}>
      <label className={styles['search']}>
        <Search aria-hidden size={20} />
        <input id={SEARCH_ID} value={text} placeholder={t('clock.search')} aria-label={t('clock.search')} autoComplete="off" spellCheck={false} onChange={({ target }) => onText(target.value)} onKeyDown={onKeyDown} />
        <KeyCap>/</KeyCap>
      </label>
      <div role="group" aria-label={t('clock.filter')} className={styles['chips']}>
        {CLOCK_FILTERS.map((one) => (
          <button key={one} type="button" className={styles['filter']} aria-pressed={filter === one} onClick={() => onFilter(one)}>
            {t(`clock.filter.${one}`)} {counts[one]}
          </button>
        ))}
      </div>
      {chosen > 0 ? <p className={styles['chosen-n']}>{t('clock.chosen-n', { n: chosen })}</p> : null}
      {toCome > 0 ? <p className={styles['to-come']}>{t('clock.to-come', { n: toCome })}</p> : null}
    </div>
  )
}
