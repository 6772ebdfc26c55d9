/** How one of today's sittings fills, from an hour before its start. */
import { arrivals } from '../../api/paper-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { ArrivalsChart } from '../../ui/charts/arrivals-chart.tsx'
import styles from './today.module.css'

/** Time passes without a live event: the line goes on. */
const arrivals_again_ms = 60_000

export function SittingArrivals({ event }: { event: string }) {
  const { data } = useRemote(`arrivals/${event}`, () => arrivals(event), arrivals_again_ms)
  if (!data || data.points.length < 2 || data.expected === 0) return null
  return (
    <div className={styles['arrivals']}>
      <ArrivalsChart arrivals={data} />
    </div>
  )
}
