/** The numbered sheets of scrap paper that this candidate holds; nothing where there are none. */
import { useI18n } from '../../ui/i18n.ts'
import styles from './seat-card.module.css'

export function SheetsCard({ sheets }: { sheets: string[] }) {
  const { t } = useI18n()
  if (sheets.length === 0) return null
  return (
    <section className={styles['card']} aria-label={t('sheets.title')}>
      <h3>{t('sheets.title')}</h3>
      <ul className={styles['sheets']}>
        {sheets.map((sheet) => (
          <li key={sheet}>{sheet}</li>
        ))}
      </ul>
      <p className={styles['note']}>{t('sheets.note', { n: sheets.length })}</p>
    </section>
  )
}
