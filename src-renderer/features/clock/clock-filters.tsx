/** Whom the board shows: by seat or name, and by how they stand. */
import type { KeyboardEvent } from 'react'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { CLOCK_FILTERS } from './clock-order.ts'
import type { ClockFilter } from './clock-order.ts'
import styles from './clock-filters.module.css'

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
      <SearchField label={t('clock.search')} text={text} onText={onText} onKeyDown={onKeyDown} />
      <FilterChips label={t('common.filter')} filters={CLOCK_FILTERS} name={(one) => t(`clock.filter.${one}`)} counts={counts} chosen={filter} onChoose={onFilter} />
      {chosen > 0 ? <p className={styles['chosen-n']}>{t('clock.chosen-n', { n: chosen })}</p> : null}
      {toCome > 0 ? <p className={styles['to-come']}>{t('clock.to-come', { n: toCome })}</p> : null}
    </div>
  )
}
