/** One of a few parts of a list, with how many there are of each. */
import { memo } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { numberFormat } from './formats.ts'
import { useI18n } from './i18n.ts'
import styles from './filter-chips.module.css'

interface FilterChipsProps<Filter extends string> {
  label: string
  filters: readonly Filter[]
  name: (filter: Filter) => string
  /** Null until they are known. */
  counts: Readonly<Record<NoInfer<Filter>, number>> | null
  /** One that has no chip of its own shows none as chosen. */
  chosen: string
  onChoose: (filter: NoInfer<Filter>) => void
}

/** Drawn again only where a count or the choice changed: it stands beside fields that are typed into. */
export const FilterChips = memo(Chips) as typeof Chips

function Chips<Filter extends string>({ label, filters, name, counts, chosen, onChoose }: FilterChipsProps<Filter>) {
  const { locale } = useI18n()
  const number = numberFormat(locale)
  return (
    <ToggleButtonGroup
      className={styles['chips'] ?? ''}
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={([key]) => key !== undefined && onChoose(key as Filter)}
    >
      {filters.map((one) => (
        // The focus stays where it was: a click must not take the arrow keys from the list.
        <ToggleButton key={one} id={one} className={styles['chip'] ?? ''} preventFocusOnPress>
          {name(one)} {counts ? <b>{number.format(counts[one])}</b> : null}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
