/** What this laptop cannot promise with a central server that has only the documents' API. */
import { UPSTREAM_LIMIT_NUMBERS, type UpstreamLimit } from '../../../src-shared/upstream-limits.ts'
import { useI18n } from '../../ui/i18n.ts'
import styles from './sync.module.css'

export function UpstreamLimits({ limits }: { limits: readonly UpstreamLimit[] }) {
  const { t } = useI18n()
  return (
    <details className={styles['limits']}>
      <summary>{t('sync.limits.title')}</summary>
      <ul>
        {limits.map((limit) => (
          <li key={limit}>{t(`sync.limit.${limit}`, UPSTREAM_LIMIT_NUMBERS)}</li>
        ))}
      </ul>
    </details>
  )
}
