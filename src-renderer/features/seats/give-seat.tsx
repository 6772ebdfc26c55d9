/** Gives the chosen seat by a few letters of a name: those without a seat first, then those who would move here. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { SeatHere, SeatMap, SeatPerson } from '../../../src-shared/desk/seats.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { folded } from './find-seat.ts'
import styles from './seats.module.css'

interface GiveSeatProps {
  map: SeatMap
  seat: SeatHere
  busy: boolean
  onGive: (person: SeatPerson) => void
  onClose: () => void
}

const shown_max = 8
const optionId = (registration: string) => `give-${registration}`

export function GiveSeat({ map, seat, busy, onGive, onClose }: GiveSeatProps) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [mark, setMark] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  const people = useMemo(() => {
    const seated = [...map.rooms.flatMap((room) => room.seats.flatMap(({ who, state }) => (who && state !== 'other' ? [who] : []))), ...map.elsewhere]
    // Who needs such a seat comes first.
    const suits = (one: SeatPerson) => Number(seat.accessible !== one.needs.includes('accessible'))
    return [...map.without.filter(({ state }) => state !== 'absent').toSorted((one, other) => suits(one) - suits(other)), ...seated]
  }, [map, seat.accessible])
  const asked = folded(text)
  const found = people.filter(({ name, sort_name, code }) => folded(`${name} ${sort_name} ${code}`).includes(asked)).slice(0, shown_max)
  const marked = found[Math.min(mark, found.length - 1)]

  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key === 'ArrowDown') setMark(Math.min(mark + 1, found.length - 1))
    else if (pressed.key === 'ArrowUp') setMark(Math.max(mark - 1, 0))
    else if (pressed.key === 'Escape') onClose()
    else if (pressed.key === 'Enter') {
      if (marked && !busy) onGive(marked)
    } else return
    pressed.preventDefault()
    pressed.stopPropagation()
  }
  useKeys([
    { key: 'Enter', hint: t('seat.key.save'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
  ])
  return (
    <div className={styles['give']}>
      <label>
        <span className={styles['label']}>{t('seats.give')}</span>
        <input
          ref={input}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls="give-list"
          aria-autocomplete="list"
          {...(marked ? { 'aria-activedescendant': optionId(marked.registration) } : {})}
          className={styles['input']}
          value={text}
          placeholder={t('roster.search')}
          autoComplete="off"
          onChange={({ target }) => (setText(target.value), setMark(0))}
          onKeyDown={onKeyDown}
        />
      </label>
      {found.length === 0 ? (
        <p role="status">{t('seats.give-none')}</p>
      ) : (
        <div id="give-list" role="listbox" aria-label={t('seats.give')} className={styles['options']}>
          {found.map((person) => (
            // The field keeps the focus and has the keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div key={person.registration} id={optionId(person.registration)} role="option" tabIndex={-1} aria-selected={person === marked} className={`${styles['option']} ${person === marked ? styles['marked'] : ''}`} onMouseDown={(pressed) => pressed.preventDefault()} onClick={() => !busy && onGive(person)}>
              <bdi>{person.sort_name}</bdi>
              <span className={styles['quiet']}>
                {[person.seat === null ? t('seats.no-seat') : t('seats.now-at', { seat: person.seat }), ...person.needs.map((need) => t(`seats.needs.${need}`))].join(' · ')}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
