/** Draws one room: its size, its seats and gaps, which are accessible or blocked, and what they are called. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Accessibility, Ban, Columns2, Save, Square, Trash2 } from 'lucide-react'
import { positionOf } from '../../../src-shared/commands/rooms.ts'
import { room_columns_max, room_name_characters_max, room_rows_max } from '../../../src-shared/limits.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { SeatGrid } from '../../ui/seat-grid.tsx'
import type { GridPlace } from '../../ui/seat-grid.tsx'
import { seatWords } from '../../ui/seat-look.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { NamingForm } from './naming-form.tsx'
import { NumberField } from './number-field.tsx'
import { at, changed, nameAll, resized, toggled, toggledColumn, twice } from './room-draft.ts'
import type { Draft } from './room-draft.ts'
import styles from './rooms.module.css'

interface RoomEditorProps {
  draft: Draft
  unsaved: boolean
  mayEdit: boolean
  busy: boolean
  refused: string | null
  onChange: (draft: Draft) => void
  onSave: () => void
  onDiscard: () => void
  onRemove: () => void
}

const seat_characters_max = 40

export function RoomEditor({ draft, unsaved, mayEdit, busy, refused, onChange, onSave, onDiscard, onRemove }: RoomEditorProps) {
  const { t } = useI18n()
  const [current, setCurrent] = useState('1-1')
  const [renaming, setRenaming] = useState(false)
  const [sure, setSure] = useState(false)
  const plan = useRef<HTMLDivElement>(null)
  /** The room before a number was typed: on the way to 12 rows, the 1 takes no seat away. */
  const before = useRef(draft)
  const begin = () => void (before.current = draft)
  const place = draft.places.get(current)
  const same = twice(draft)
  const wrong = draft.name.trim() === '' ? t('rooms.nameless') : same.length > 0 ? t('rooms.twice', { seats: same.slice(0, 8).join(', ') }) : null

  const focusPlan = () => setTimeout(() => plan.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  useEffect(() => void focusPlan(), [])
  const edit = (next: Draft) => mayEdit && onChange(next)
  const flip = (what: 'Accessible' | 'Blocked') => place && edit(changed(draft, current, { [what]: !place[what] }))
  const save = () => wrong === null && unsaved && onSave()
  const isThere = (id: string) => positionOf({ id }).row <= draft.rows && positionOf({ id }).column <= draft.columns
  useKeys(
    mayEdit && !renaming
      ? [
          { key: 'Arrows', cap: '← → ↑ ↓', hint: t('seats.key.move'), run: () => undefined },
          { key: 'Enter', hint: t('rooms.key.toggle'), run: () => edit(toggled(draft, current)) },
          { key: 'a', hint: t('rooms.key.accessible'), run: () => flip('Accessible') },
          { key: 'b', hint: t('rooms.key.blocked'), run: () => flip('Blocked') },
          { key: 'c', hint: t('rooms.key.column'), run: () => edit(toggledColumn(draft, positionOf({ id: current }).column)) },
          ...(place ? [{ key: 't', hint: t('rooms.key.rename'), run: () => setRenaming(true) }] : []),
          { key: 'Ctrl+s', cap: 'Ctrl S', hint: t('rooms.key.save'), in_text: true, run: save },
        ]
      : [],
  )
  const places = Array.from({ length: draft.rows }, (_, row) => Array.from({ length: draft.columns }, (_unused, column): GridPlace => {
    const known = draft.places.get(at(row + 1, column + 1))
    const where = { row: row + 1, column: column + 1 }
    if (!known) return { ...where, name: '', state: null, accessible: false, text: '', words: t('rooms.gap', where) }
    const state = known.Blocked ? 'blocked' : 'free'
    return { ...where, name: known.Seat, state, accessible: known.Accessible === true, text: known.Blocked ? t('seats.state.blocked') : '', words: seatWords({ name: known.Seat, state, accessible: known.Accessible === true, who: null }, draft.separate, t) }
  })).flat()

  return (
    <section className={styles['editor']} aria-label={draft.name}>
      <div className={styles['fields']}>
        <label className={styles['wide']}>
          <span>{t('rooms.name')}</span>
          <input value={draft.name} maxLength={room_name_characters_max} disabled={!mayEdit} autoComplete="off" aria-invalid={draft.name.trim() === ''} onChange={({ target }) => edit({ ...draft, name: target.value })} onKeyDown={leaveTo(focusPlan)} />
        </label>
        <NumberField label={t('rooms.rows')} value={draft.rows} max={room_rows_max} disabled={!mayEdit} onBegin={begin} onChange={(rows) => edit(resized(before.current, rows, draft.columns))} onLeave={focusPlan} />
        <NumberField label={t('rooms.columns')} value={draft.columns} max={room_columns_max} disabled={!mayEdit} onBegin={begin} onChange={(columns) => edit(resized(before.current, draft.rows, columns))} onLeave={focusPlan} />
        <label className={styles['check']}>
          <input type="checkbox" checked={draft.separate} disabled={!mayEdit} onChange={({ target }) => edit({ ...draft, separate: target.checked })} /> {t('rooms.separate')}
        </label>
      </div>
      <div className={styles['plan']} ref={plan}>
        <p className={styles['front']}>{t('rooms.front')}</p>
        {/* A click goes to a place, the next one on it makes a gap of it: whoever marks or names a seat must not lose it. */}
        <SeatGrid label={t('rooms.grid', { name: draft.name })} rows={draft.rows} columns={draft.columns} places={places} current={current} chosen={current} onMove={setCurrent} onOpen={(here) => (here === current || !isThere(current)) && edit(toggled(draft, here))} />
      </div>
      {mayEdit ? (
        <div className={styles['foot']}>
          <div className={styles['tools']} role="group" aria-label={t('rooms.place')}>
            {renaming && place ? (
              <Rename key={current} seat={place.Seat} onName={(Seat) => (edit(changed(draft, current, { Seat })), setRenaming(false), focusPlan())} onClose={() => (setRenaming(false), focusPlan())} />
            ) : (
              <>
                <Button icon={Square} onPress={() => edit(toggled(draft, current))}>
                  {t('rooms.toggle')}
                </Button>
                <Button icon={Columns2} keyCap="C" onPress={() => edit(toggledColumn(draft, positionOf({ id: current }).column))}>
                  {t('rooms.toggle-column')}
                </Button>
                <Button icon={Accessibility} keyCap="A" disabled={!place} onPress={() => flip('Accessible')}>
                  {t('rooms.toggle-accessible')}
                </Button>
                <Button icon={Ban} keyCap="B" disabled={!place} onPress={() => flip('Blocked')}>
                  {t('rooms.toggle-blocked')}
                </Button>
                <Button keyCap="T" disabled={!place} onPress={() => setRenaming(true)}>
                  {t('rooms.rename')}
                </Button>
              </>
            )}
          </div>
          <NamingForm onName={(rule) => edit(nameAll(draft, rule))} onLeave={focusPlan} />
          <ToldLine kind="refused" text={refused ?? wrong} />
          <div className={styles['tools']}>
            <Button kind="primary" icon={Save} keyCap="Ctrl S" disabled={busy || !unsaved || wrong !== null} onPress={onSave}>
              {t('rooms.save')}
            </Button>
            {unsaved ? (
              <>
                <span className={styles['unsaved']}>{t('rooms.unsaved')}</span>
                <Button onPress={onDiscard}>{t('rooms.discard')}</Button>
              </>
            ) : null}
            {draft.id === null ? null : sure ? (
              <>
                <span role="alert">{t('rooms.remove-sure', { name: draft.name })}</span>
                <Button kind="stop" icon={Trash2} disabled={busy} onPress={() => (setSure(false), onRemove())}>
                  {t('rooms.remove-yes')}
                </Button>
                <Button onPress={() => setSure(false)}>{t('common.leave-it')}</Button>
              </>
            ) : (
              <Button kind="plain" icon={Trash2} onPress={() => setSure(true)}>
                {t('rooms.remove')}
              </Button>
            )}
          </div>
        </div>
      ) : null}
    </section>
  )
}

/** Esc and Enter go from a field back to the plan. */
function leaveTo(focus: () => void) {
  return (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    focus()
  }
}

function Rename({ seat, onName, onClose }: { seat: string; onName: (seat: string) => void; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(seat)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter' && text.trim() !== '') onName(text.trim())
    else onClose()
  }
  return (
    <>
      <label className={styles['wide']}>
        <span>{t('rooms.rename')}</span>
        <input ref={input} value={text} maxLength={seat_characters_max} autoComplete="off" onChange={({ target }) => setText(target.value)} onKeyDown={onKeyDown} />
      </label>
      <Button kind="primary" keyCap="Enter" disabled={text.trim() === ''} onPress={() => onName(text.trim())}>
        {t('rooms.rename-to')}
      </Button>
      <Button keyCap="Esc" onPress={onClose}>
        {t('common.leave-it')}
      </Button>
    </>
  )
}
