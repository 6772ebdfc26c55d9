/** What "seat everyone" would do, in plain words, before it is done with one key. The map shows the seats meanwhile. */
import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { SeatPlan, WithoutSeat } from '../../../src-shared/desk/seats.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import styles from './seats.module.css'

interface PlaceAllProps {
  plan: SeatPlan
  busy: boolean
  refused: string | null
  onPlace: () => void
  onClose: () => void
}

const named_max = 6
const WHY: readonly WithoutSeat[] = ['accessible', 'separate', 'full']

export function PlaceAll({ plan, busy, refused, onPlace, onClose }: PlaceAllProps) {
  const { t, locale } = useI18n()
  const { moves, without, beside, kept } = plan
  const none = moves.length === 0
  useKeys([
    ...(none ? [] : [{ key: 'Enter', hint: t('seats.key.all'), run: onPlace }]),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])
  const listed = (words: readonly string[]) => {
    const some = new Intl.ListFormat(locale).format(words.slice(0, named_max))
    return words.length > named_max ? t('seats.plan.more', { list: words.slice(0, named_max).join(', '), n: words.length - named_max }) : some
  }
  const broken = [
    ...WHY.flatMap((why) => {
      const names = without.filter((one) => one.why === why).map(({ name }) => name)
      return names.length > 0 ? [t(`seats.plan.why.${why}`, { names: listed(names) })] : []
    }),
    ...(beside.length > 0 ? [t('seats.plan.beside', { n: beside.length, seats: listed(beside.map((pair) => pair.join(' – '))) })] : []),
  ]
  return (
    <Ask title={none ? t('seats.plan.none') : t('seats.plan', { n: moves.length })} refused={refused} onClose={onClose}>
      <div className={styles['plan']} role="group" aria-label={t('seats.all')} aria-describedby="seats-plan" tabIndex={-1} ref={focusOnce}>
        {kept > 0 ? <p>{t('seats.plan.kept', { n: kept })}</p> : null}
        {none ? null : <p className={styles['quiet']}>{t('seats.plan.rules')}</p>}
        <ul id="seats-plan" className={styles['broken']}>
          {broken.map((line) => (
            <li key={line}>
              <TriangleAlert aria-hidden size={20} /> <span>{line}</span>
            </li>
          ))}
        </ul>
        {broken.length === 0 && !none ? (
          <p className={styles['good']}>
            <CircleCheck aria-hidden size={20} /> {t('seats.plan.good')}
          </p>
        ) : null}
        {none ? null : (
          <Button kind="primary" keyCap="Enter" onPress={onPlace} disabled={busy}>
            {t('seats.plan.do', { n: moves.length })}
          </Button>
        )}
      </div>
    </Ask>
  )
}

/** Enter must not land on a seat of the map. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}
