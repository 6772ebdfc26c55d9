/** What waited through the last hours: a bar a part, filled while the line was down, hollow while it was up. */
import type { LineHistory } from '../../../src-shared/desk/line-history.ts'
import { numberFormat } from '../formats.ts'
import { useI18n } from '../i18n.ts'
import { clockTime } from '../time.ts'
import { ChartTable } from './chart-table.tsx'
import styles from './waiting-chart.module.css'

/** A part in which nothing waited is still seen. */
const bar_percent_min = 4

export function WaitingChart({ history: { parts }, zone }: { history: LineHistory; zone: string }) {
  const { t, locale } = useI18n()
  const number = numberFormat(locale)
  const time = (at: string) => clockTime(at, zone, locale)
  const most = parts.reduce((best, part) => (part.waiting > best.waiting ? part : best), parts[0] ?? { at: '', waiting: 0, online: true })
  const said = most.waiting > 0 ? t('chart.most', { n: most.waiting, time: time(most.at) }) : t('chart.never')
  const [first, last] = [parts[0], parts.at(-1)]
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>
        <span>{t('chart.waiting')}</span>
        <b>{said}</b>
      </figcaption>
      <div className={styles['bars']} aria-hidden>
        {parts.map(({ at, waiting, online }) => (
          <span key={at} className={online ? styles['online'] : styles['offline']} style={{ blockSize: `${Math.max(bar_percent_min, (waiting / Math.max(1, most.waiting)) * 100)}%` }} />
        ))}
      </div>
      <div className={styles['axis']} aria-hidden>
        <span>{first ? time(first.at) : ''}</span>
        <span className={styles['legend']}>
          <span className={styles['offline']} /> {t('chart.offline')} <span className={styles['online']} /> {t('chart.online')}
        </span>
        <span>{last && last !== first ? time(last.at) : ''}</span>
      </div>
      <ChartTable caption={`${t('chart.waiting')}: ${said}`} columns={[t('chart.time'), t('chart.waiting.n'), t('chart.line')]} rows={parts.map(({ at, waiting, online }) => [time(at), number.format(waiting), t(online ? 'chart.online' : 'chart.offline')])} />
    </figure>
  )
}
