/** Who is in by when: a line that climbs to the dashed one, which is everybody expected. */
import type { Arrivals } from '../../../src-shared/desk/arrivals.ts'
import { arrivals_after_minutes, arrivals_before_minutes } from '../../../src-shared/limits.ts'
import { numberFormat } from '../formats.ts'
import { useI18n } from '../i18n.ts'
import { clockTime } from '../time.ts'
import { ChartTable } from './chart-table.tsx'
import { arrivalsPath } from './arrivals-path.ts'
import styles from './arrivals-chart.module.css'

const width_units = 300
const height_units = 60
const minute_ms = 60_000

export function ArrivalsChart({ arrivals: { start, time_zone, expected, points } }: { arrivals: Arrivals }) {
  const { t, locale } = useI18n()
  const number = numberFormat(locale)
  const from = Date.parse(start) - arrivals_before_minutes * minute_ms
  const to = Date.parse(start) + arrivals_after_minutes * minute_ms
  const { line, area } = arrivalsPath(points, { from, to, most: expected, width: width_units, height: height_units })
  const now = points.at(-1)?.in ?? 0
  const x = (arrivals_before_minutes / (arrivals_before_minutes + arrivals_after_minutes)) * width_units
  const time = (instant: number | string) => clockTime(new Date(instant).toISOString(), time_zone, locale)
  const title = `${t('chart.arrivals')}: ${t('chart.arrivals.now', { n: now, expected })}`
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>
        <span>{t('chart.arrivals')}</span>
        <b>{t('chart.arrivals.now', { n: number.format(now), expected: number.format(expected) })}</b>
      </figcaption>
      <svg className={styles['chart']} viewBox={`0 0 ${width_units} ${height_units}`} preserveAspectRatio="none" aria-hidden>
        <line className={styles['expected']} x1={0} x2={width_units} y1={1} y2={1} />
        <line className={styles['start']} x1={x} x2={x} y1={0} y2={height_units} />
        <path className={styles['area']} d={area} />
        <path className={styles['line']} d={line} />
      </svg>
      <div className={styles['axis']} aria-hidden>
        <span>{time(from)}</span>
        <span className={styles['at-start']} style={{ insetInlineStart: `${(x / width_units) * 100}%` }}>
          {time(start)} {t('chart.start')}
        </span>
        <span>{time(to)}</span>
      </div>
      <ChartTable caption={title} columns={[t('chart.time'), t('chart.in')]} rows={points.map((point) => [time(point.at), number.format(point.in)])} />
    </figure>
  )
}
