/** Today's and tomorrow's sittings, each a card that opens its roster. */
import { CalendarOff, CircleAlert } from 'lucide-react'
import type { SittingsOfDay } from '../../../src-shared/desk.ts'
import type { Remote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { dayName } from '../../ui/time.ts'
import { moveAmongCards } from './move-among-cards.ts'
import { SittingArrivals } from './sitting-arrivals.tsx'
import { SittingCard } from './sitting-card.tsx'
import styles from './today.module.css'

interface TodayProps {
  today: Remote<SittingsOfDay>
  tomorrow: Remote<SittingsOfDay>
  onOpen: (event: string | null) => void
}

export function TodayScreen({ today, tomorrow, onOpen }: TodayProps) {
  const { t } = useI18n()
  const numbered = [...(today.data?.sittings ?? []), ...(tomorrow.data?.sittings ?? [])].slice(0, 9)
  const any = numbered.length > 0
  useKeys([
    { key: 'ArrowDown', ...(any ? { cap: '↑ ↓', hint: t('today.key.move') } : {}), run: () => moveAmongCards(1) },
    { key: 'ArrowUp', run: () => moveAmongCards(-1) },
    { key: 'ArrowRight', run: () => moveAmongCards(1) },
    { key: 'ArrowLeft', run: () => moveAmongCards(-1) },
    { key: 'Enter', ...(any ? { hint: t('today.key.open') } : {}), run: () => moveAmongCards(0) },
    { key: '/', hint: t('today.key.search'), run: () => onOpen(null) },
    { key: 'letter', run: () => onOpen(null) },
    ...numbered.map((sitting, index) => ({
      key: String(index + 1),
      ...(index === 0 ? { cap: numbered.length > 1 ? `1 – ${numbered.length}` : '1', hint: t('today.key.number') } : {}),
      run: () => onOpen(sitting.id),
    })),
  ])
  const problem = today.problem ?? tomorrow.problem
  if (!today.data && problem && problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('today.failed')}>
        <p>{refusalText(problem, t)}</p>
        <Button onPress={today.reload}>{t('common.try-again')}</Button>
      </StateView>
    )
  }
  if (!today.data) return <Loading label={t('common.reading')} />
  return (
    <div className={styles['screen']}>
      <Day heading={t('today.today')} day={today.data} first={0} onOpen={onOpen} empty={t('today.none')} />
      {tomorrow.data ? <Day heading={t('today.tomorrow')} day={tomorrow.data} first={today.data.sittings.length} onOpen={onOpen} empty={t('today.none-tomorrow')} /> : null}
    </div>
  )
}

interface DayProps {
  heading: string
  day: SittingsOfDay
  first: number
  empty: string
  onOpen: (event: string) => void
}

function Day({ heading, day, first, empty, onOpen }: DayProps) {
  const { locale } = useI18n()
  return (
    <section className={styles['day']}>
      <h2>
        {heading} <span className={styles['date']}>{dayName(`${day.date}T12:00:00Z`, 'UTC', locale)}</span>
      </h2>
      {day.sittings.length === 0 ? (
        <p className={styles['none']}>
          <CalendarOff aria-hidden size={22} /> {empty}
        </p>
      ) : (
        <ul className={styles['cards']}>
          {day.sittings.map((sitting, index) => (
            <li key={sitting.id}>
              <SittingCard sitting={sitting} number={first + index + 1} onOpen={() => onOpen(sitting.id)} />
              {day.date === day.today && sitting.status === 'Scheduled' ? <SittingArrivals event={sitting.id} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
