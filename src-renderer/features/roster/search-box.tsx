/** The search field. The focus stays in it while the arrow keys walk the list below. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { focusOn, PERSON_ID, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { LIST_ID, list_page_rows, rowId } from './list-ids.ts'
import { ask, askAhead, openedSoFar, useRoster } from './roster-store.ts'

/** Long enough that a scanner's characters do not each become a search, too short to feel. */
const settle_ms = 40

interface SearchBoxProps {
  event: string | null
  /** Whether there is a list below to walk. */
  listed: boolean
  activeIndex: number
  onMove: (step: number) => void
  onEnter: () => void
}

export function SearchBox({ event, listed, activeIndex, onMove, onEnter }: SearchBoxProps) {
  const { t } = useI18n()
  const asked = useRoster(({ question }) => question.q)
  const [text, setText] = useState(asked)
  const [focused, setFocused] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => setText(asked), [asked])
  useEffect(() => focusOn(SEARCH_ID), [event])
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(value: string): void {
    setText(value)
    // The first letter after a pause is asked about at once and shown when it has settled.
    if (timer.current === undefined) askAhead({ q: value.trim() })
    clearTimeout(timer.current)
    const typedAt = openedSoFar()
    timer.current = setTimeout(() => {
      timer.current = undefined
      ask({ q: value.trim() }, typedAt)
    }, settle_ms)
  }

  function enter(): void {
    clearTimeout(timer.current)
    timer.current = undefined
    if (text.trim() !== asked) ask({ q: text.trim() })
    onEnter()
  }

  function onKeyDown(pressed: KeyboardEvent): void {
    const actions: Record<string, () => void> = {
      ArrowDown: () => onMove(1),
      ArrowUp: () => onMove(-1),
      PageDown: () => onMove(list_page_rows),
      PageUp: () => onMove(-list_page_rows),
      Enter: enter,
      // Nobody has a stroke in the name; whoever presses it wants to search anew.
      '/': () => focusOn(SEARCH_ID),
      Escape: () => (text === '' ? focusOn(PERSON_ID) : type('')),
    }
    const action = actions[pressed.key]
    // With Ctrl or Alt it is a key of the place.
    if (!action || pressed.nativeEvent.isComposing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
    pressed.preventDefault()
    action()
  }

  const keys: KeyBinding[] = [
    { key: 'Enter', hint: t('roster.key.open'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'ArrowDown', cap: '↑ ↓', hint: t('roster.key.move'), in_text: true, shown_only: true, run: () => onMove(1) },
    { key: 'Escape', cap: 'Esc', hint: text === '' ? t('roster.key.leave') : t('roster.key.clear'), in_text: true, shown_only: true, run: () => undefined },
  ]
  useKeys(focused ? keys : [])

  return (
    <SearchField
      large
      label={t('roster.search')}
      text={text}
      onText={type}
      onKeyDown={onKeyDown}
      onFocus={setFocused}
      combobox={{
        role: 'combobox',
        'aria-expanded': listed,
        'aria-autocomplete': 'list',
        ...(listed ? { 'aria-controls': LIST_ID } : {}),
        ...(activeIndex >= 0 ? { 'aria-activedescendant': rowId(activeIndex) } : {}),
      }}
    />
  )
}
