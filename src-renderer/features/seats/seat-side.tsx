/** The chosen seat: who sits there, or who could be given it; and who has no seat yet. */
import { useEffect, useRef } from 'react'
import { Accessibility, ArrowRight, DoorClosed, History, Undo2 } from 'lucide-react'
import type { SeatHere, SeatMap, SeatPerson } from '../../../src-shared/desk/seats.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { SEAT_ICONS, seatWords } from '../../ui/seat-look.ts'
import { GiveSeat } from './give-seat.tsx'
import type { SeatWrites } from './use-seats.ts'
import styles from './seats.module.css'

interface SeatSideProps {
  map: SeatMap
  seat: SeatHere | null
  separate: boolean
  writes: SeatWrites
  onClose: () => void
  onOpen: (registration: string) => void
  onHistory: (seat: string) => void
}

export function SeatSide({ map, seat, separate, writes, onClose, onOpen, onHistory }: SeatSideProps) {
  const { t } = useI18n()
  if (!seat) return <Waiting map={map} />
  const Icon = SEAT_ICONS[seat.state]
  return (
    <Ask title={t('seats.seat', { seat: seat.name })} refused={writes.refused} onClose={onClose}>
      <p className={styles['facts']}>
        <Chip icon={Icon} tone={seat.state === 'in' ? 'done' : seat.state === 'absent' ? 'stop' : 'plain'}>
          {t(`seats.state.${seat.state}`)}
        </Chip>
        {seat.accessible ? (
          <Chip icon={Accessibility} tone="note">
            {t('seats.accessible')}
          </Chip>
        ) : null}
        {separate ? (
          <Chip icon={DoorClosed} tone="note">
            {t('seats.separate')}
          </Chip>
        ) : null}
      </p>
      {seat.who ? (
        <Sitting seat={seat} who={seat.who} separate={separate} writes={writes} onClose={onClose} onOpen={onOpen} onHistory={onHistory} />
      ) : seat.state === 'blocked' ? (
        <p>{t('seats.give-blocked')}</p>
      ) : (
        <GiveSeat map={map} seat={seat} busy={writes.busy} onGive={async (person) => (await writes.give(person, seat.name)) && onClose()} onClose={onClose} />
      )}
      {seat.who ? null : (
        <Button icon={History} onPress={() => onHistory(seat.name)}>
          {t('seats.history-here')}
        </Button>
      )}
    </Ask>
  )
}

function Sitting({ seat, who, separate, writes, onClose, onOpen, onHistory }: { seat: SeatHere; who: SeatPerson; separate: boolean } & Pick<SeatSideProps, 'writes' | 'onClose' | 'onOpen' | 'onHistory'>) {
  const { t } = useI18n()
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.focus({ preventScroll: true }), [])
  const away = seat.state === 'given' || seat.state === 'absent'
  async function release(): Promise<void> {
    if (await writes.release(who, seat.name)) onClose()
  }
  useKeys([
    { key: 'o', hint: t('seats.open-person'), run: () => onOpen(who.registration) },
    ...(away ? [{ key: 'Delete', cap: 'Del', hint: t('seats.release'), run: () => void release() }] : []),
    { key: 'h', hint: t('seats.key.history'), run: () => onHistory(seat.name) },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])
  return (
    <div ref={here} tabIndex={-1} className={styles['sitting']} role="group" aria-label={seatWords(seat, separate, t)}>
      <p className={styles['who-name']}>
        <bdi>{who.name}</bdi>
      </p>
      <p className={styles['quiet']}>
        <span className="mono">{who.code}</span> · {t('seats.by-exam', { exam: who.exam })}
      </p>
      {seat.state === 'other' ? <p>{t('seats.give-other')}</p> : null}
      <Needs person={who} />
      <div className={styles['acts']}>
        <Button icon={ArrowRight} keyCap="O" onPress={() => onOpen(who.registration)}>
          {t('seats.open-person')}
        </Button>
        {away ? (
          <Button icon={Undo2} keyCap="Del" onPress={() => void release()} disabled={writes.busy}>
            {t('seats.release')}
          </Button>
        ) : null}
        <Button icon={History} keyCap="H" onPress={() => onHistory(seat.name)}>
          {t('seats.history-here')}
        </Button>
      </div>
    </div>
  )
}

function Needs({ person }: { person: SeatPerson }) {
  const { t } = useI18n()
  return (
    <>
      {person.needs.map((need) => (
        <Chip key={need} icon={need === 'accessible' ? Accessibility : DoorClosed} tone="note">
          {t(`seats.needs.${need}`)}
        </Chip>
      ))}
    </>
  )
}

/** Nothing is chosen: who has no seat, and seats that no room has. */
function Waiting({ map: { without, elsewhere, rooms } }: { map: SeatMap }) {
  const { t } = useI18n()
  const waiting = without.filter(({ state }) => state !== 'absent')
  return (
    <div className={styles['waiting']}>
      <h2>{waiting.length > 0 ? t('seats.without', { n: waiting.length }) : t('seats.without-none')}</h2>
      {rooms.length > 0 ? <p className={styles['quiet']}>{t('seats.choose')}</p> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <ul className={styles['people']} tabIndex={waiting.length > 0 ? 0 : -1} aria-label={t('seats.without', { n: waiting.length })}>
        {waiting.map((person) => (
          <li key={person.registration}>
            <bdi>{person.sort_name}</bdi> <Needs person={person} />
          </li>
        ))}
      </ul>
      {rooms.length > 0 && elsewhere.length > 0 ? (
        <>
          <h2>{t('seats.elsewhere')}</h2>
          <ul>
            {elsewhere.map((person) => (
              <li key={person.registration}>
                <b className="mono">{person.seat}</b> <bdi>{person.sort_name}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
