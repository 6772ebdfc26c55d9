/** A small map of the rooms to choose a seat from. */
import { useState } from 'react'
import type { RoomHere } from '../../../src-shared/desk/seats.ts'
import { sameSeat } from '../../../src-shared/commands/rooms.ts'
import { useI18n } from '../../ui/i18n.ts'
import { placeAt, SeatGrid } from '../../ui/seat-grid.tsx'
import { SEAT_ICONS, seatWords } from '../../ui/seat-look.ts'
import styles from './seat-card.module.css'

export const SEAT_CHOICE_ID = 'seat-choice'
const SHOWN = ['free', 'given', 'in', 'blocked'] as const

interface SeatChoiceProps {
  rooms: readonly RoomHere[]
  /** The seat that is typed, or suggested. */
  wanted: string
  onChoose: (seat: string) => void
}

export function SeatChoice({ rooms, wanted, onChoose }: SeatChoiceProps) {
  const { t } = useI18n()
  const [current, setCurrent] = useState<{ room: string; at: string } | null>(null)
  return (
    <div id={SEAT_CHOICE_ID} className={styles['choice']} role="group" aria-label={t('seat.map.title')}>
      <p className={styles['legend']}>
        {SHOWN.map((state) => {
          const Icon = SEAT_ICONS[state]
          return (
            <span key={state}>
              <Icon aria-hidden size={14} /> {t(`seats.state.${state}`)}
            </span>
          )
        })}
      </p>
      {rooms.map((room) => {
        const marked = room.seats.find(({ name }) => sameSeat(name) === sameSeat(wanted))
        const at = current?.room === room.id ? current.at : marked ? placeAt(marked) : null
        const places = room.seats.map((seat) => ({ row: seat.row, column: seat.column, name: seat.name, accessible: seat.accessible, state: seat.state, text: '', words: seatWords(seat, room.separate, t) }))
        return (
          <div key={room.id}>
            <h4>
              <bdi>{room.name}</bdi>
              {room.separate ? ` · ${t('seats.separate')}` : ''}
            </h4>
            <SeatGrid
              label={room.name} rows={room.rows} columns={room.columns} places={places} current={at} chosen={marked ? placeAt(marked) : null} small
              onMove={(to) => setCurrent({ room: room.id, at: to })}
              onOpen={(to) => {
                const seat = room.seats.find((one) => placeAt(one) === to)
                if (seat) onChoose(seat.name)
              }}
            />
          </div>
        )
      })}
    </div>
  )
}
