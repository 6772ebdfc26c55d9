/** The rail of named places. Only what works is in it. */
import { AlarmClock, Armchair, CalendarDays, ClipboardCheck, Files, FileSpreadsheet, ListChecks, NotebookPen, Printer, RefreshCw, Settings, Siren, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { DeskUser } from '../../src-shared/desk.ts'
import { useI18n } from '../ui/i18n.ts'
import { Mark } from '../ui/mark.tsx'
import { PersonMenu } from './person-menu.tsx'
import { go, toBeginning, useRoute } from './route-store.ts'
import type { Place } from './route-store.ts'
import styles from './rail.module.css'

const ICONS: Record<Place, LucideIcon> = { today: CalendarDays, roster: Users, seats: Armchair, clock: AlarmClock, paper: Files, scores: ListChecks, incidents: Siren, print: Printer, import: FileSpreadsheet, 'from-paper': NotebookPen, sync: RefreshCw, ready: ClipboardCheck, site: Settings }

export function Rail({ user, conflicts }: { user: DeskUser; conflicts: number }) {
  const { t } = useI18n()
  const here = useRoute((route) => route.place)
  /** Whoever is there already goes back to where it begins; the second half of a double click does not count. */
  function open(place: Place, clicks: number): void {
    if (here !== place) go({ place })
    else if (clicks < 2) toBeginning(place)
  }
  const entry = (place: Place) => {
    const Icon = ICONS[place]
    return (
      <button key={place} type="button" className={styles['entry']} onClick={({ detail }) => open(place, detail)} {...(here === place ? { 'aria-current': 'page' as const } : {})}>
        <Icon aria-hidden size={22} />
        <span>{t(`place.${place}`)}</span>
        {place === 'sync' && conflicts > 0 ? (
          <span className={styles['count']}>
            {conflicts} <span className="unseen">{t('rail.conflicts')}</span>
          </span>
        ) : null}
      </button>
    )
  }
  return (
    <nav className={styles['rail']} aria-label={t('rail.title')}>
      <span className={styles['mark']}>
        <Mark size={40} />
      </span>
      {(['today', 'roster', 'seats', 'clock', 'paper', 'scores', 'incidents', 'print', 'sync'] as const).map(entry)}
      <span className={styles['gap']} />
      {entry('ready')}
      {entry('site')}
      <PersonMenu user={user} className={styles['entry'] ?? ''} />
    </nav>
  )
}
