/** One room of the map: its name, how many seats are free, and the grid. */
import { useMemo } from 'react'
import { DoorClosed } from 'lucide-react'
import type { RoomHere, SeatMove } from '../../../src-shared/desk/seats.ts'
import { Chip } from '../../ui/chip.tsx'
import { shortName } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SeatGrid } from '../../ui/seat-grid.tsx'
import type { GridPlace } from '../../ui/seat-grid.tsx'
import { seatWords } from '../../ui/seat-look.ts'
import styles from './seats.module.css'

interface RoomMapProps {
  room: RoomHere
  /** What "seat everyone" would do, by the seat. */
  planned: ReadonlyMap<string, SeatMove & { short: string }>
  current: string | null
  chosen: string | null
  onMove: (at: string) => void
  onOpen: (at: string) => void
  onEdge: (down: boolean, column: number) => void
}

export function RoomMap({ room, planned, current, chosen, onMove, onOpen, onEdge }: RoomMapProps) {
  const { t } = useI18n()
  const free = room.seats.filter(({ state }) => state === 'free').length
  const places = useMemo(() => room.seats.map((seat): GridPlace => {
    const { row, column, name, accessible } = seat
    const move = seat.state === 'free' ? planned.get(name) : undefined
    const shown = move ? ({ ...seat, state: 'planned', who: null } as const) : seat
    return {
      row, column, name, accessible, state: shown.state,
      words: [seatWords(shown, room.separate, t), ...(move ? [move.name] : [])].join(', '),
      text: move ? move.short : seat.who ? shortName(seat.who.sort_name) : t(`seats.state.${seat.state}`),
    }
  }), [room, planned, t])
  return (
    <section className={styles['room']} data-room={room.id} aria-label={room.name}>
      <h2 className={styles['room-name']}>
        <bdi>{t('seats.room', { name: room.name, free, n: room.seats.filter(({ state }) => state !== 'blocked').length })}</bdi>
        {room.separate ? (
          <Chip icon={DoorClosed} tone="note">
            {t('seats.separate')}
          </Chip>
        ) : null}
      </h2>
      <SeatGrid label={room.name} rows={room.rows} columns={room.columns} places={places} current={current} chosen={chosen} onMove={onMove} onOpen={onOpen} onEdge={onEdge} />
    </section>
  )
}
