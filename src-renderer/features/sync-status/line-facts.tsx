/** The line to headquarters in three facts. */
import type { Line } from '../../../src-shared/ipc.ts'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import styles from './sync.module.css'

export function LineFacts({ line, zone, oldest }: { line: Line; zone: string; oldest: string | null }) {
  const { t, locale } = useI18n()
  const time = clockTime(line.since, zone, locale)
  const state = line.hq === null ? t('sync.fact.alone') : line.paused ? t('sync.fact.paused', { time }) : line.online ? t(line.at_hub ? 'sync.fact.at-hub' : 'sync.fact.online', { time }) : t('sync.fact.offline', { time })
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{t('sync.fact.waiting')}</dt>
        <dd className={styles['big']}>{line.pending}</dd>
      </div>
      {oldest ? (
        <div>
          <dt>{t('sync.fact.oldest')}</dt>
          <dd className={styles['big']}>{clockTime(oldest, zone, locale)}</dd>
        </div>
      ) : null}
      <div className={styles['line']}>
        <dt>{line.hq === null ? t('sync.fact.line') : t('sync.fact.hq', { address: line.hq })}</dt>
        <dd>{state}</dd>
        {line.last_error && !line.online ? <dd className={styles['error']}>{faultText(line, line.last_error, t)}</dd> : null}
      </div>
    </dl>
  )
}

/** The kind of fault in the window's language; what the station says beyond that, as its own words. */
function faultText({ last_fault }: Line, said: string, t: Translate): string {
  if (last_fault === undefined) return t('refusal.said', { text: said })
  return last_fault === 'offline' ? t('line.fault.offline') : `${t(`line.fault.${last_fault}`)} ${t('refusal.said', { text: said })}`
}
