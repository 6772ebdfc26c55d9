/** A cancelled registration and the fresh one made in its place, each naming the other. */
import { Eye, IterationCw } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import styles from './person.module.css'

/** The other registration of the two. */
export function otherOf({ registered_again, instead_of }: Candidate): string | null {
  return registered_again ?? instead_of?.registration ?? null
}

export function RegisteredAgain({ candidate, onSee }: { candidate: Candidate; onSee: (registration: string) => void }) {
  const { t, locale } = useI18n()
  const other = otherOf(candidate)
  if (other === null) return null
  const { instead_of: noted, event } = candidate
  return (
    <div className={styles['again']}>
      <IterationCw aria-hidden size={22} />
      <p>{noted ? t('again.instead', { who: noted.by, day: shortDay(noted.at, event.time_zone, locale), time: clockTime(noted.at, event.time_zone, locale), why: noted.reason }) : t('again.done')}</p>
      <Button kind="plain" icon={Eye} keyCap="O" onPress={() => onSee(other)}>
        {t(noted ? 'again.see-cancelled' : 'again.see')}
      </Button>
    </div>
  )
}
