/** How many are in, to come and absent: numbers and a bar. */
import type { Sitting, SittingCounts } from '../../src-shared/desk.ts'
import { useI18n } from './i18n.ts'
import styles from './counts-bar.module.css'

/** Everyone who was let in, on time or late. */
const countIn = (counts: SittingCounts): number => counts.in + counts.late

/** The counts of several sittings together. */
export function sumOfCounts(sittings: readonly Sitting[]): SittingCounts {
  const sum: SittingCounts = { total: 0, expected: 0, in: 0, late: 0, absent: 0, cancelled: 0, accommodations: 0 }
  for (const { counts } of sittings) for (const kind of Object.keys(sum) as (keyof SittingCounts)[]) sum[kind] += counts[kind]
  return sum
}

/** Whether no seat is left. */
export function isFull({ limit, counts }: Sitting): boolean {
  return limit !== null && counts.total >= limit
}

export function CountsBar({ counts, inline = false }: { counts: SittingCounts; inline?: boolean }) {
  const { t } = useI18n()
  const parts = [
    { kind: 'in', n: countIn(counts), key: 'counts.in' },
    { kind: 'come', n: counts.expected, key: 'counts.to-come' },
    { kind: 'absent', n: counts.absent, key: 'counts.absent' },
  ] as const
  return (
    <span className={`${styles['counts']} ${inline ? styles['inline'] : ''}`}>
      <span className={styles['numbers']}>
        {parts.map(({ kind, n, key }) => (
          <span key={kind}>
            <b>{n}</b> {t(key, { n })}
          </span>
        ))}
      </span>
      <span className={styles['bar']} aria-hidden>
        {parts.map(({ kind, n }) => (
          <span key={kind} className={styles[kind]} style={{ flexGrow: n }} />
        ))}
      </span>
    </span>
  )
}
