/** The rooms of a sitting with who sits where, and what is done from there with single keys. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { Armchair } from 'lucide-react'
import type { SeatHere, SeatMap, SeatPlan } from '../../../src-shared/desk/seats.ts'
import { seatPlan } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { shortName } from '../../ui/clock-time.ts'
import { StateView } from '../../ui/state-view.tsx'
import { placeAt } from '../../ui/seat-grid.tsx'
import { findSeat } from './find-seat.ts'
import { PlaceAll } from './place-all.tsx'
import { RoomMap } from './room-map.tsx'
import { SeatLookUp } from './seat-look-up.tsx'
import { SeatSide } from './seat-side.tsx'
import { SeatsHead } from './seats-head.tsx'
import { useSeats } from './use-seats.ts'
import styles from './seats.module.css'

interface SeatsBoardProps {
  map: SeatMap
  mayEdit: boolean
  reload: () => void
  onLeave: () => void
  onOpen: (registration: string) => void
  onRooms: () => void
}

interface At {
  room: string
  at: string
}

export function SeatsBoard({ map, mayEdit, reload, onLeave, onOpen, onRooms }: SeatsBoardProps) {
  const { t } = useI18n()
  const { rooms } = map
  const [current, setCurrent] = useState<At | null>(null)
  const [chosen, setChosen] = useState<At | null>(null)
  const [plan, setPlan] = useState<SeatPlan | null>(null)
  const [lookUp, setLookUp] = useState<{ seat: string } | null>(null)
  const [text, setText] = useState('')
  const board = useRef<HTMLDivElement>(null)
  const writes = useSeats(reload)
  const planned = useMemo(() => {
    const sortNames = new Map(map.without.map(({ registration, sort_name }) => [registration, sort_name]))
    return new Map(plan?.moves.map((move) => [move.seat, { ...move, short: shortName(sortNames.get(move.registration) ?? move.name) }]) ?? [])
  }, [plan, map.without])
  const seatAt = (where: At | null): SeatHere | null => rooms.find(({ id }) => id === where?.room)?.seats.find((seat) => placeAt(seat) === where?.at) ?? null
  const open = seatAt(chosen)

  function seatElement(where: At | null): HTMLElement | null {
    return where && (board.current?.querySelector<HTMLElement>(`[data-room="${CSS.escape(where.room)}"] [data-at="${where.at}"]`) ?? null)
  }
  function focusSeat(where: At | null): void {
    // The map may only now come back onto the screen.
    setTimeout(() => {
      const seat = seatElement(where) ?? board.current?.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')
      seat?.focus()
    })
  }
  const hasRooms = rooms.length > 0
  useEffect(() => {
    if (hasRooms) focusSeat(null)
  }, [hasRooms])

  function goTo(where: At): void {
    setCurrent(where)
    setChosen(where)
    setLookUp(null)
    // What the seat opens has the focus.
    setTimeout(() => seatElement(where)?.scrollIntoView({ block: 'nearest' }))
  }
  function close(): void {
    setPlan(null)
    setLookUp(null)
    setChosen(null)
    writes.clear()
    focusSeat(current)
  }
  async function preview(): Promise<void> {
    setChosen(null)
    setLookUp(null)
    await writes.run(async () => setPlan(await seatPlan(map.event.id)))
  }
  async function placeAll(): Promise<void> {
    if (plan && (await writes.placeAll(plan))) close()
  }
  async function undo(): Promise<void> {
    await writes.undo()
  }
  function find(): void {
    const found = findSeat(rooms, text)
    if (found) goTo(found)
  }
  function acrossRooms(room: string, down: boolean, column: number): void {
    const to = rooms[rooms.findIndex(({ id }) => id === room) + (down ? 1 : -1)]
    const row = to && (down ? Math.min(...to.seats.map((seat) => seat.row)) : Math.max(...to.seats.map((seat) => seat.row)))
    const seat = to?.seats.filter((one) => one.row === row).toSorted((one, other) => Math.abs(one.column - column) - Math.abs(other.column - column))[0]
    if (!to || !seat) return
    setCurrent({ room: to.id, at: placeAt(seat) })
    focusSeat({ room: to.id, at: placeAt(seat) })
  }

  const idle = plan === null && lookUp === null
  const keys: KeyBinding[] = [
    ...(hasRooms ? [{ key: '/', hint: t('seats.key.search'), run: () => focusOn(SEARCH_ID) }, { key: 'Arrows', cap: '← → ↑ ↓', hint: t('seats.key.move'), run: () => undefined }, { key: 'Enter', hint: t('seats.key.open'), run: () => focusSeat(current) }, { key: 'e', hint: t('seats.key.all'), run: () => void preview() }] : []),
    { key: 'r', hint: t('seats.key.rooms'), run: onRooms },
    { key: 'h', hint: t('seats.key.history'), run: () => setLookUp({ seat: seatAt(current)?.name ?? '' }) },
    ...(writes.undoable ? [{ key: 'u', hint: t('seats.key.undo'), run: () => void undo() }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('paper.key.other'), run: () => (chosen ? close() : onLeave()) },
  ]
  useKeys(idle ? keys : [])

  return (
    <div className={styles['board']} ref={board}>
      <SeatsHead map={map} text={text} onText={setText} onFind={find} busy={writes.busy} onAll={() => void preview()} onRooms={onRooms} onHistory={() => setLookUp({ seat: open?.name ?? '' })} onLeaveSearch={() => focusSeat(current)} />
      <div className={styles['main']}>
        <div className={styles['rooms']}>
          {hasRooms ? (
            rooms.map((room) => (
              <RoomMap
                key={room.id}
                room={room}
                planned={planned}
                current={current?.room === room.id ? current.at : null}
                chosen={chosen?.room === room.id ? chosen.at : null}
                onMove={(at) => setCurrent({ room: room.id, at })}
                onOpen={(at) => idle && setChosen({ room: room.id, at })}
                onEdge={(down, column) => acrossRooms(room.id, down, column)}
              />
            ))
          ) : (
            <StateView icon={Armchair} title={t('seats.no-rooms')}>
              <p>{t(mayEdit ? 'seats.no-rooms.lead' : 'seats.no-rooms.proctor')}</p>
              {mayEdit ? (
                <Button kind="primary" keyCap="R" onPress={onRooms}>
                  {t('seats.draw')}
                </Button>
              ) : null}
            </StateView>
          )}
        </div>
        <aside className={styles['side']} aria-label={t('seats.history')}>
          <p role="status" className={styles['said']}>
            {writes.said ? <span>{writes.said}</span> : null}
            {writes.said && writes.undoable ? (
              <Button keyCap="U" onPress={() => void undo()} disabled={writes.busy}>
                {t('seats.undo')}
              </Button>
            ) : null}
          </p>
          {lookUp ? (
            <SeatLookUp first={lookUp.seat} zone={map.event.time_zone} onClose={close} onOpen={onOpen} />
          ) : plan ? (
            <PlaceAll plan={plan} busy={writes.busy} refused={writes.refused} onPlace={() => void placeAll()} onClose={close} />
          ) : (
            <SeatSide key={chosen ? `${chosen.room}/${chosen.at}` : ''} map={map} seat={open} separate={rooms.find(({ id }) => id === chosen?.room)?.separate === true} writes={writes} onClose={close} onOpen={onOpen} onHistory={(seat) => setLookUp({ seat })} />
          )}
        </aside>
      </div>
    </div>
  )
}
