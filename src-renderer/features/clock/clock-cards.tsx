/** The cards, next to finish first; the far ones are drawn when somebody comes near them. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { ClockRow } from '../../../src-shared/desk/clock.ts'
import { useI18n } from '../../ui/i18n.ts'
import { ClockCard, clockCardId } from './clock-card.tsx'
import { stateAt } from './clock-order.ts'
import styles from './clock-cards.module.css'

interface ClockCardsProps {
  rows: ClockRow[]
  /** Milliseconds since 1970. */
  now: number
  zone: string
  marked: ClockRow | null
  chosen: ReadonlySet<string>
  list: RefObject<HTMLDivElement | null>
  onMark: (id: string) => void
  onKeyDown: (pressed: KeyboardEvent) => void
}

/** Cards drawn at once: several screens full. */
const step_cards = 90

export function ClockCards({ rows, now, zone, marked, chosen, list, onMark, onKeyDown }: ClockCardsProps) {
  const { t } = useI18n()
  const [drawn, setDrawn] = useState(step_cards)
  const last = useRef<HTMLDivElement>(null)
  const more = drawn < rows.length
  // The marked card is always drawn, and a row or two after it.
  const needed = marked ? rows.indexOf(marked) + step_cards / 3 : 0

  useEffect(() => {
    if (!last.current || !more) return
    const near = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && setDrawn((n) => n + step_cards), { root: list.current, rootMargin: '600px' })
    near.observe(last.current)
    return () => near.disconnect()
  }, [more, drawn, list])

  return (
    <div ref={list} className={styles['cards']} role="listbox" aria-label={t('clock.list')} tabIndex={0} onKeyDown={onKeyDown} {...(marked ? { 'aria-activedescendant': clockCardId(marked.id) } : {})}>
      {rows.slice(0, Math.max(drawn, needed)).map((row) => (
        <ClockCard key={row.id} row={row} state={stateAt(row, now)} zone={zone} marked={row.id === marked?.id} chosen={chosen.has(row.id)} onMark={onMark} />
      ))}
      {more ? <div ref={last} className={styles['last']} role="presentation" /> : null}
    </div>
  )
}
