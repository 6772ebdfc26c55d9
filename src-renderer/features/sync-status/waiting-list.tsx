/** What waits to be sent, oldest first: what, about whom, by whom, when. */
import { CloudUpload } from 'lucide-react'
import type { WaitingItem } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import { commandWord } from './words.ts'
import styles from './sync.module.css'

/** More than this is a number, not a list to read. */
const rows_shown_max = 200

export function WaitingList({ items, zone, onOpen }: { items: WaitingItem[]; zone: string; onOpen: (registration: string) => void }) {
  const { t, locale } = useI18n()
  return (
    <section className={styles['waiting']}>
      <h2>{t('sync.waiting-title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('sync.col.when')}</th>
            <th scope="col">{t('sync.col.what')}</th>
            <th scope="col">{t('sync.col.whom')}</th>
            <th scope="col">{t('sync.col.by')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, rows_shown_max).map((item) => (
            <tr key={item.op}>
              <td className={styles['time']}>{clockTime(item.at, zone, locale)}</td>
              <td>
                <span className={styles['what']}>
                  <CloudUpload aria-hidden size={16} /> {commandWord(item.command, t)}
                </span>
              </td>
              <td>
                {item.registration && item.candidate ? (
                  <button type="button" className={styles['link']} onClick={() => onOpen(item.registration ?? '')}>
                    <bdi>{item.candidate}</bdi>
                  </button>
                ) : (
                  <bdi>{item.candidate ?? '–'}</bdi>
                )}
              </td>
              <td>
                <bdi>{item.who}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > rows_shown_max ? <p>{t('sync.more', { n: items.length - rows_shown_max })}</p> : null}
    </section>
  )
}
