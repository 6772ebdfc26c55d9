/**
 * The list, of which only the rows on the screen exist. React Aria's Virtualizer rebuilds its collection of 10,000
 * rows for every letter typed (about 300 ms measured); with rows of one height a window over an index is enough.
 */
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useI18n } from '../../ui/i18n.ts'
import { LIST_ID, list_page_rows, rowId } from './list-ids.ts'
import type { RosterPages } from './roster-pages.ts'
import { look } from './roster-store.ts'
import { RosterOption } from './roster-option.tsx'
import { useRowHeight } from './row-height.ts'
import styles from './roster.module.css'

const spare_rows = 8
/** Read ahead of what is drawn, so that a scroll seldom shows a row that was not read. */
const ahead_rows = 50

export interface RosterListProps {
  pages: RosterPages
  zone: string
  selected: string | null
  activeIndex: number
  /** Names the day of each sitting: the list is not of one sitting. */
  showDay: boolean
  onMove: (step: number) => void
  onEnter: () => void
  onPick: (registration: string) => void
}

/** Pixels. */
interface View {
  top: number
  height: number
}

/** Until the list is measured. */
const usual_height_px = 800

/** The rows to draw: those in view, and a few on either side. */
function rangeOf({ top, height }: View, row_px: number): { first: number; last: number } {
  return { first: Math.max(0, Math.floor(top / row_px) - spare_rows), last: Math.ceil((top + height) / row_px) + spare_rows }
}

export const RosterList = memo(function RosterList({ pages, zone, selected, activeIndex, showDay, onMove, onEnter, onPick }: RosterListProps) {
  const { t } = useI18n()
  const box = useRef<HTMLDivElement>(null)
  /** Where the list stands, in pixels, as it was heard last: asking the element costs a layout of the page each time. */
  const at = useRef<View>({ top: 0, height: usual_height_px })
  const { event, q, filter } = pages.question
  const row_px = useRowHeight()
  const [range, setRange] = useState(() => rangeOf(at.current, row_px))

  /** Draws again only where other rows have come into view. */
  const show = useCallback(() => {
    const next = rangeOf(at.current, row_px)
    setRange((before) => (before.first === next.first && before.last === next.last ? before : next))
  }, [row_px])

  const scrollTo = useCallback((top: number) => {
    if (!box.current) return
    box.current.scrollTop = top
    at.current.top = top
    show()
  }, [show])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = new ResizeObserver(() => {
      at.current = { top: element.scrollTop, height: element.clientHeight }
      show()
    })
    measure.observe(element)
    return () => measure.disconnect()
  }, [show])

  // Another question starts at its top.
  useLayoutEffect(() => {
    if (at.current.top > 0) scrollTo(0)
  }, [event, q, filter, scrollTo])

  useLayoutEffect(() => {
    if (activeIndex < 0) return
    const { top, height } = at.current
    const row_top = activeIndex * row_px
    if (row_top < top) scrollTo(row_top)
    else if (row_top + row_px > top + height) scrollTo(row_top + row_px - height)
  }, [activeIndex, row_px, scrollTo])

  const last = Math.min(pages.total - 1, range.last)
  const first = Math.min(range.first, Math.max(0, last))
  useEffect(() => look(first, last + ahead_rows), [first, last, pages])

  function onKeyDown(pressed: KeyboardEvent): void {
    const actions: Record<string, () => void> = { ArrowDown: () => onMove(1), ArrowUp: () => onMove(-1), PageDown: () => onMove(list_page_rows), PageUp: () => onMove(-list_page_rows), Enter: onEnter }
    const action = actions[pressed.key]
    if (!action) return
    pressed.preventDefault()
    action()
  }

  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  return (
    <div
      ref={box}
      className={styles['list']}
      id={LIST_ID}
      role="listbox"
      tabIndex={0}
      aria-label={t('roster.list')}
      onScroll={({ currentTarget }) => {
        at.current.top = currentTarget.scrollTop
        show()
      }}
      onKeyDown={onKeyDown}
      {...(activeIndex >= 0 ? { 'aria-activedescendant': rowId(activeIndex) } : {})}
    >
      <div role="presentation" className={styles['canvas']} style={{ blockSize: pages.total * row_px }}>
        {indexes.map((index) => {
          const row = pages.rows.get(index)
          return <RosterOption key={index} row={row} index={index} total={pages.total} row_px={row_px} selected={row !== undefined && row.id === selected} zone={zone} showDay={showDay} onPick={onPick} />
        })}
      </div>
    </div>
  )
})
