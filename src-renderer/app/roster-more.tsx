/** What else can be done with a roster: register somebody, import a list, enter what was written on paper. */
import { FileSpreadsheet, NotebookPen, UserPlus } from 'lucide-react'
import type { DeskUser } from '../../src-shared/desk.ts'
import { TransferStrip } from '../features/door/transfer-strip.tsx'
import { Button } from '../ui/button.tsx'
import { useI18n } from '../ui/i18n.ts'
import { go } from './route-store.ts'
import styles from './roster-more.module.css'

interface RosterMoreProps {
  event: string | null
  user: DeskUser
  /** Why somebody could not be registered now. */
  said: string | null
  onWalkIn: () => void
}

export function RosterMore({ event, user, said, onWalkIn }: RosterMoreProps) {
  const { t } = useI18n()
  return (
    <div className={styles['more']}>
      <div className={styles['actions']}>
        <Button kind="plain" icon={UserPlus} keyCap="Ctrl Enter" label={t('walk-in.open')} onPress={onWalkIn}>
          {t('walk-in.short')}
        </Button>
        {user.role === 'proctor' ? null : (
          <Button kind="plain" icon={FileSpreadsheet} label={t('import.open')} onPress={() => go({ place: 'import', event, registration: null })}>
            {t('import.short')}
          </Button>
        )}
        <Button kind="plain" icon={NotebookPen} label={t('from-paper.open')} onPress={() => go({ place: 'from-paper', event, registration: null })}>
          {t('place.from-paper')}
        </Button>
      </div>
      {said === null ? null : (
        <p role="alert" className={styles['said']}>
          {said}
        </p>
      )}
      <TransferStrip onUndone={(registration) => go({ registration })} />
    </div>
  )
}
