/** Which sitting: a card each, opened by its digit. */
import type { ReactNode } from 'react'
import { CalendarOff } from 'lucide-react'
import type { Sitting } from '../../src-shared/desk.ts'
import { useI18n } from './i18n.ts'
import { KeyCap } from './key-cap.tsx'
import { useKeys } from './key-store.ts'
import styles from './sitting-cards.module.css'
import { StateView } from './state-view.tsx'
import { clockTime, dayName } from './time.ts'

const keys_max = 9

interface SittingCardsProps {
  title: string
  sittings: Sitting[]
  /** One line about each sitting. */
  note: (sitting: Sitting) => ReactNode
  /** What else can be done here. */
  help?: string
  /** What there is to know where there is no sitting. */
  empty?: string
  onPick: (event: string) => void
}

export function SittingCards({ title, sittings, note, help, empty, onPick }: SittingCardsProps) {
  const { t, locale } = useI18n()
  const open = sittings.filter(({ status }) => status === 'Scheduled')
  const numbered = open.slice(0, keys_max)
  useKeys(
    numbered.map((sitting, at) => ({
      key: String(at + 1),
      ...(at === 0 ? { cap: numbered.length > 1 ? `1 – ${numbered.length}` : '1', hint: t('paper.key.pick') } : {}),
      run: () => onPick(sitting.id),
    })),
  )
  if (open.length === 0) return <StateView icon={CalendarOff} title={t('paper.no-sittings')}>{empty ? <p>{empty}</p> : null}</StateView>
  return (
    <div className={styles['screen']}>
      <h2>{title}</h2>
      <ul className={styles['cards']}>
        {open.map((sitting, at) => (
          <li key={sitting.id}>
            <button type="button" className={styles['card']} onClick={() => onPick(sitting.id)}>
              <span className={styles['when']}>
                <span className={styles['times']}>
                  {clockTime(sitting.start, sitting.time_zone, locale)} – {clockTime(sitting.end, sitting.time_zone, locale)}
                </span>
                {at < keys_max ? <KeyCap>{at + 1}</KeyCap> : null}
              </span>
              <span className={styles['title']}>
                <bdi>{sitting.title}</bdi>
              </span>
              <span className={styles['day']}>{dayName(sitting.start, sitting.time_zone, locale)}</span>
              <span className={styles['note']}>{note(sitting)}</span>
            </button>
          </li>
        ))}
      </ul>
      {help ? <p className={styles['day']}>{help}</p> : null}
    </div>
  )
}
