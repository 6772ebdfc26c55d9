/** The keys that work here and now, the scanner, and the time. */
import { LockKeyhole, ScanBarcode } from 'lucide-react'
import { useI18n } from '../ui/i18n.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { activeBindings, useKeyStore } from '../ui/key-store.ts'
import type { KeyBinding } from '../ui/key-store.ts'
import { usePreferences } from '../ui/preferences.ts'
import { clockTime } from '../ui/time.ts'
import { useNow } from './use-now.ts'
import type { LastScan } from './use-scanner.ts'
import styles from './frame.module.css'

const ORDER = ['/', 'ArrowDown', '1', '2', '4', 'Enter', 's', 'p', 'm', 'o', 'd', 'u', 'n', 'Escape', 'Ctrl+k']

/** The same key at the same place, whatever else works. */
const rank = ({ key }: KeyBinding): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)

export function Footer({ encrypted, zone, scan }: { encrypted: boolean; zone: string; scan: LastScan | null }) {
  const { t, locale } = useI18n()
  const { groups, in_text } = useKeyStore()
  const singles = usePreferences((preferences) => preferences.single_keys)
  const shown = activeBindings({ groups, in_text })
    .filter(({ hint, key }) => hint !== undefined && (singles || key.length > 1))
    .sort((a, b) => rank(a) - rank(b))
  const now = useNow()
  return (
    <footer className={styles['footer']}>
      <ul className={styles['keys']} aria-label={t('footer.keys')}>
        {shown.map(({ key, cap, hint }) => (
          <li key={key}>
            <KeyCap>{cap ?? key.toUpperCase().replace('ENTER', 'Enter')}</KeyCap> {hint}
          </li>
        ))}
      </ul>
      <p className={styles['state']}>
        <span role="status" className={scan ? styles[scan.result === 'found' || scan.result === 'sheet' ? 'known' : 'unknown'] : ''}>
          <ScanBarcode aria-hidden size={18} /> {scan ? t(`scanner.${scan.result}`, { code: scan.code }) : t('scanner.ready')}
        </span>
        {encrypted ? (
          <span className={styles['encrypted']}>
            <LockKeyhole aria-hidden size={16} /> {t('footer.encrypted')}
          </span>
        ) : null}
        <time dateTime={now.toISOString()}>{clockTime(now.toISOString(), zone, locale)}</time>
      </p>
    </footer>
  )
}
