/** How full the rooms are, what the seats mean, the search, and what can be done for all. */
import { Accessibility, ArrowRight, DoorClosed, Grid3x3, History, Sparkles } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { SeatMap } from '../../../src-shared/desk/seats.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { placeAt } from '../../ui/seat-grid.tsx'
import { SEAT_ICONS, SEAT_STATES } from '../../ui/seat-look.ts'
import { findSeat } from './find-seat.ts'
import styles from './seats.module.css'
import tones from '../../ui/seat-tones.module.css'

interface SeatsHeadProps {
  map: SeatMap
  text: string
  busy: boolean
  onText: (text: string) => void
  onFind: () => void
  onAll: () => void
  onRooms: () => void
  onHistory: () => void
  onLeaveSearch: () => void
}

export function SeatsHead({ map, text, busy, onText, onFind, onAll, onRooms, onHistory, onLeaveSearch }: SeatsHeadProps) {
  const { t, locale } = useI18n()
  const number = new Intl.NumberFormat(locale)
  const seats = map.rooms.flatMap((room) => room.seats)
  const counts = SEAT_STATES.map((state) => ({ state, n: seats.filter((seat) => seat.state === state).length })).filter(({ state, n }) => n > 0 || state === 'free')
  const found = findSeat(map.rooms, text)
  const seat = map.rooms.find(({ id }) => id === found?.room)?.seats.find((one) => placeAt(one) === found?.at)
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    if (pressed.key === 'Enter') onFind()
    else if (text === '') onLeaveSearch()
    else onText('')
  }
  return (
    <header className={styles['head']}>
      {seats.length > 0 ? (
        <>
          <div className={styles['bar']} aria-hidden>
            {counts.map(({ state, n }) => (
              <span key={state} className={`${styles['part']} ${tones[state]}`} style={{ flexGrow: n }} />
            ))}
          </div>
          <ul className={styles['legend']} aria-label={t('seats.legend')}>
            {counts.map(({ state, n }) => {
              const Icon = SEAT_ICONS[state]
              return (
                <li key={state}>
                  <span className={`${styles['swatch']} ${tones[state]}`}>
                    <Icon aria-hidden size={15} />
                  </span>
                  <b>{number.format(n)}</b> {t(`seats.state.${state}`)}
                </li>
              )
            })}
            <li>
              <Accessibility aria-hidden size={16} /> {t('seats.accessible')}
            </li>
            <li>
              <DoorClosed aria-hidden size={16} /> {t('seats.separate')}
            </li>
          </ul>
        </>
      ) : null}
      <div className={styles['tools']}>
        {seats.length > 0 ? (
          <div className={styles['find']}>
            <SearchField label={t('seats.find')} text={text} onText={onText} onKeyDown={onKeyDown} />
            <p role="status" className={styles['none']}>
              {text !== '' && found === null ? t('seats.found-none') : ''}
            </p>
          </div>
        ) : null}
        {seat ? (
          <Button icon={ArrowRight} keyCap="Enter" onPress={onFind}>
            {t('seats.seat', { seat: seat.name })}
          </Button>
        ) : null}
        {seats.length > 0 ? (
          <Button kind="primary" icon={Sparkles} keyCap="E" onPress={onAll} disabled={busy}>
            {t('seats.all')}
          </Button>
        ) : null}
        <Button icon={History} keyCap="H" onPress={onHistory}>
          {t('seats.history')}
        </Button>
        <Button icon={Grid3x3} keyCap="R" onPress={onRooms}>
          {t('seats.rooms')}
        </Button>
      </div>
    </header>
  )
}
