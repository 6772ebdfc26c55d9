/** A room as a grid of places: one tab stop, the arrow keys move, Enter opens. Where there is no place there is a gap. */
import { memo, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Accessibility } from 'lucide-react'
import { SEAT_ICONS } from './seat-look.ts'
import type { ShownSeat } from './seat-look.ts'
import styles from './seat-grid.module.css'
import tones from './seat-tones.module.css'

export interface GridPlace {
  row: number
  column: number
  /** What a screen reader says. */
  words: string
  name: string
  /** Null for a gap that can be chosen, in the editor. */
  state: ShownSeat | null
  accessible: boolean
  /** Who sits there, short. */
  text: string
}

interface SeatGridProps {
  label: string
  rows: number
  columns: number
  places: readonly GridPlace[]
  /** "row-column" of the place that the keys are at. */
  current: string | null
  /** The place that is chosen, marked. */
  chosen?: string | null
  small?: boolean
  onMove: (at: string) => void
  onOpen: (at: string) => void
  /** The arrow went beyond the first or last row. */
  onEdge?: (down: boolean, column: number) => void
}

export const placeAt = ({ row, column }: { row: number; column: number }) => `${row}-${column}`
const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

export function SeatGrid({ label, rows, columns, places, current, chosen = null, small = false, onMove, onOpen, onEdge }: SeatGridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const byPlace = new Map(places.map((place) => [placeAt(place), place]))
  const first = places[0]
  const stop = current !== null && byPlace.has(current) ? current : first ? placeAt(first) : null

  function focus(place: GridPlace): void {
    onMove(placeAt(place))
    grid.current?.querySelector<HTMLElement>(`[data-at="${placeAt(place)}"]`)?.focus()
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || stop === null) return
    const from = byPlace.get(stop)
    if (!from) return
    if (pressed.key === 'Enter' || pressed.key === ' ') onOpen(stop)
    else if (pressed.key === 'Home' || pressed.key === 'End') focus(places.filter(({ row }) => row === from.row).at(pressed.key === 'Home' ? 0 : -1) ?? from)
    else {
      const step = STEPS[pressed.key]
      if (!step) return
      const to = next(places, from, step)
      if (to) focus(to)
      else if (step[0] !== 0) onEdge?.(step[0] > 0, from.column)
    }
    pressed.preventDefault()
    pressed.stopPropagation()
  }

  const used = new Set(places.map(({ column }) => column))
  const lines = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_unused, column) => byPlace.get(`${row + 1}-${column + 1}`) ?? null))
  return (
    <div ref={grid} role="grid" aria-label={label} className={`${styles['grid']} ${small ? styles['small'] : ''}`} onKeyDown={onKeyDown}>
      {lines.map((line, row) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its number
        <div key={row} role={line.some((place) => place !== null) ? 'row' : 'presentation'} className={styles['row']}>
          {line.map((place, column) =>
            place ? (
              <Place key={placeAt(place)} place={place} isStop={placeAt(place) === stop} isChosen={placeAt(place) === chosen} small={small} onMove={onMove} onOpen={onOpen} />
            ) : (
              // oxlint-disable-next-line react/no-array-index-key -- a gap is its number
              <div key={column} aria-hidden className={`${styles['gap']} ${used.has(column + 1) ? '' : styles['aisle']}`} />
            ),
          )}
        </div>
      ))}
    </div>
  )
}

/** The nearest place in a direction: in the same line, else (up and down) in the next row that has places. */
function next(places: readonly GridPlace[], from: GridPlace, [down, right]: readonly [number, number]): GridPlace | undefined {
  if (right !== 0) return places.filter(({ row, column }) => row === from.row && (column - from.column) * right > 0).toSorted((one, other) => (one.column - other.column) * right)[0]
  const ahead = places.filter(({ row }) => (row - from.row) * down > 0)
  const away = (place: GridPlace) => Math.abs(place.row - from.row) * 100 + Math.abs(place.column - from.column)
  return ahead.toSorted((one, other) => away(one) - away(other))[0]
}

interface PlaceProps {
  place: GridPlace
  isStop: boolean
  isChosen: boolean
  small: boolean
  onMove: (at: string) => void
  onOpen: (at: string) => void
}

const Place = memo(function Place({ place, isStop, isChosen, small, onMove, onOpen }: PlaceProps): ReactNode {
  const { state, name, text, words, accessible } = place
  const Icon = state === null ? null : SEAT_ICONS[state]
  const at = placeAt(place)
  return (
    // The keys of a place are those of its grid, to which they rise.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      data-at={at}
      tabIndex={isStop ? 0 : -1}
      aria-label={words}
      aria-selected={isChosen}
      title={small ? words : undefined}
      className={`${styles['place']} ${state === null ? styles['hole'] : tones[state]} ${isChosen ? styles['chosen'] : ''}`}
      onClick={() => (onMove(at), onOpen(at))}
    >
      <span className={styles['name']} aria-hidden>
        {name} {accessible ? <Accessibility size={small ? 12 : 15} /> : null}
        {Icon && !(small && state === 'free') ? <Icon className={styles['icon']} size={small ? 11 : 16} /> : null}
      </span>
      {small ? null : (
        <span className={styles['who']} aria-hidden>
          <bdi>{text}</bdi>
        </span>
      )}
    </div>
  )
})
