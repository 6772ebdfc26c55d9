/**
 * The list, of which only the rows on the screen exist. React Aria's Virtualizer rebuilds its collection of 10,000
 * rows for every letter typed (about 300 ms measured); with rows of one height a window over an index is enough.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useI18n } from '../../ui/i18n.ts'
import type { RosterPages } from './roster-pages.ts'
import { look } from './roster-store.ts'
import { RosterListRow } from './roster-list-row.tsx'
import { useRowHeight } from './row-height.ts'
import styles from './roster.module.css'

export const LIST_ID = 'desk-roster'
export const list_page_rows = 10
const spare_rows = 8

export const rowId = (index: number): string => `${LIST_ID}-${index}`

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

export function RosterList({ pages, zone, selected, activeIndex, showDay, onMove, onEnter, onPick }: RosterListProps) {
  const { t } = useI18n()
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const { event, q, filter } = pages.question
  const row_px = useRowHeight()

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = new ResizeObserver(() => setView({ top: element.scrollTop, height: element.clientHeight }))
    measure.observe(element)
    return () => measure.disconnect()
  }, [])

  // Another question starts at its top.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0
  }, [event, q, filter])

  useLayoutEffect(() => {
    const element = box.current
    if (!element || activeIndex < 0) return
    const top = activeIndex * row_px
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + row_px > element.scrollTop + element.clientHeight) element.scrollTop = top + row_px - element.clientHeight
  }, [activeIndex, row_px])

  const first = Math.max(0, Math.floor(view.top / row_px) - spare_rows)
  const last = Math.min(pages.total - 1, Math.ceil((view.top + view.height) / row_px) + spare_rows)
  useEffect(() => look(first, last), [first, last, pages])

  function onKeyDown(pressed: KeyboardEvent): void {
    const actions: Record<string, () => void> = { ArrowDown: () => onMove(1), ArrowUp: () => onMove(-1), PageDown: () => onMove(list_page_rows), PageUp: () => onMove(-list_page_rows), Enter: onEnter }
    const action = actions[pressed.key]
    if (!action) return
    pressed.preventDefault()
    action()
  }

  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  return (
    <div
      ref={box}
      className={styles['list']}
      id={LIST_ID}
      role="listbox"
      tabIndex={0}
      aria-label={t('roster.list')}
      onScroll={({ currentTarget }) => setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
      onKeyDown={onKeyDown}
      {...(activeIndex >= 0 ? { 'aria-activedescendant': rowId(activeIndex) } : {})}
    >
      <div role="presentation" className={styles['canvas']} style={{ blockSize: pages.total * row_px }}>
        {rows.map((index) => {
          const row = pages.rows.get(index)
          return (
            <div
              key={index}
              id={rowId(index)}
              role="option"
              aria-selected={row !== undefined && row.id === selected}
              aria-posinset={index + 1}
              aria-setsize={pages.total}
              className={styles['row']}
              style={{ insetBlockStart: index * row_px }}
              onClick={() => row && onPick(row.id)}
            >
              {row ? <RosterListRow row={row} zone={zone} showDay={showDay} /> : <span className={styles['unread']}>{t('common.reading')}</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
