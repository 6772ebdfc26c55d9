/** Parts of a whole as one bar: each part has a colour, a pattern, its name and its number. */
import { numberFormat } from '../formats.ts'
import { useI18n } from '../i18n.ts'
import { ChartTable } from './chart-table.tsx'
import styles from './stacked-bar.module.css'

export type BarLook = 'done' | 'plain' | 'stop' | 'wait'

export interface BarPart {
  name: string
  value: number
  look: BarLook
}

export function StackedBar({ title, parts }: { title: string; parts: readonly BarPart[] }) {
  const { t, locale } = useI18n()
  const number = numberFormat(locale)
  const shown = parts.filter(({ value }) => value > 0)
  return (
    <figure className={styles['figure']}>
      <div className={styles['bar']} aria-hidden>
        {shown.map(({ name, value, look }) => (
          <span key={name} className={styles[look]} style={{ flexGrow: value }} />
        ))}
      </div>
      <ul className={styles['legend']} aria-hidden>
        {shown.map(({ name, value, look }) => (
          <li key={name}>
            <span className={`${styles['swatch']} ${styles[look]}`} /> {name} <b>{number.format(value)}</b>
          </li>
        ))}
      </ul>
      <ChartTable caption={title} columns={[t('chart.state'), t('chart.sheets')]} rows={parts.map(({ name, value }) => [name, number.format(value)])} />
    </figure>
  )
}
