/** Which part of the roster is shown, with how many there are of each. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { RosterFilter } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import styles from './roster.module.css'

const FILTERS = ['all', 'to-come', 'accommodations', 'attention'] as const satisfies RosterFilter[]

interface FilterChipsProps {
  counts: Record<RosterFilter, number> | null
  filter: RosterFilter
  onFilter: (filter: RosterFilter) => void
}

export function FilterChips({ counts, filter, onFilter }: FilterChipsProps) {
  const { t, locale } = useI18n()
  const number = new Intl.NumberFormat(locale)
  return (
    <ToggleButtonGroup
      className={styles['filters'] ?? ''}
      aria-label={t('roster.filter')}
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={([chosen]) => chosen !== undefined && onFilter(chosen as RosterFilter)}
    >
      {FILTERS.map((one) => (
        <ToggleButton key={one} id={one} className={styles['filter'] ?? ''}>
          {t(`roster.filter.${one}`)} {counts ? <b>{number.format(counts[one])}</b> : null}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
