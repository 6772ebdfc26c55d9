/** The left half of the desk: search, filters, and everyone who matches. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { RosterFilter } from '../../../src-shared/desk.ts'
import { useLive } from '../../api/live-store.ts'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useAwaitedKeys, useKeys } from '../../ui/key-store.ts'
import { useSteady } from '../../ui/use-steady.ts'
import { AbsentAll } from './absent-all.tsx'
import { NobodyFound } from './nobody-found.tsx'
import { indexOf, sameQuestion } from './roster-pages.ts'
import { ask, keepWhoIsOpen, refresh, setFilter, useRoster } from './roster-store.ts'
import { RosterList } from './roster-list.tsx'
import { SearchBox } from './search-box.tsx'
import styles from './roster.module.css'

const FILTERS = ['all', 'to-come', 'accommodations', 'attention'] as const satisfies RosterFilter[]

export interface RosterPaneProps {
  event: string | null
  zone: string
  selected: string | null
  /** Null where a search found nobody: the person of the search before must not stay at the desk. */
  onSelect: (registration: string | null) => void
  /** Goes to the selected candidate. */
  onOpen: () => void
  onEverywhere: () => void
  /** Registers somebody who is on no list, with what was searched for. */
  onWalkIn: (typed: string) => void
  /** What else can be done with this roster, and what was done last. */
  more: ReactNode
}

export function RosterPane({ event, zone, selected, onSelect, onOpen, onEverywhere, onWalkIn, more }: RosterPaneProps) {
  const { t } = useI18n()
  const { pages, question, problem, opens_first: opensFirst } = useRoster()
  const changes = useLive((live) => live.changes)
  /** Enter was pressed before the search was answered. */
  const [opensWhenFound, setOpensWhenFound] = useState(false)
  useAwaitedKeys(opensWhenFound)
  const answered = pages !== null && sameQuestion(pages.question, question) && question.event === event
  const lastIndex = useRef(0)

  // Another sitting starts with an empty search among all; looking in all sittings goes on with the same words.
  const mounted = useRef(false)
  useEffect(() => {
    const among = useRoster.getState().question.event === event ? {} : { filter: 'all' as const }
    ask(mounted.current && event === null ? { event, ...among } : { event, q: '', ...among })
    mounted.current = true
  }, [event])
  useEffect(() => refresh(), [changes])

  // A search shows its first match at once: the proctor sees the person before pressing anything.
  const q = answered ? pages.question.q : null
  const first = answered ? pages.rows.get(0)?.id : undefined
  // What was searched for when this place was left is no search now: whoever is opened from elsewhere stays.
  const firstOfSearch = useRef(`${event}\t${q ?? ''}`)
  useEffect(() => {
    if (q === null) return
    const search = `${event}\t${q}`
    if (search !== firstOfSearch.current && q !== '' && opensFirst) onSelect(first ?? null)
    firstOfSearch.current = search
    if (opensWhenFound && first === undefined) focusOn(SEARCH_ID)
    else if (opensWhenFound) onOpen()
    setOpensWhenFound(false)
  }, [event, q, first, opensFirst, opensWhenFound, onSelect, onOpen])

  const index = answered ? indexOf(pages, selected) : -1
  if (index !== -1) lastIndex.current = index

  function move(step: number): void {
    if (!pages || pages.total === 0) return
    const from = index === -1 ? Math.min(lastIndex.current, pages.total) - (step > 0 && selected === null ? 1 : 0) : index
    const to = Math.max(0, Math.min(pages.total - 1, from + step))
    const row = pages.rows.get(to)
    if (row) onSelect(row.id)
  }

  function open(): void {
    if (!answered) {
      // Out of the field at once: what is pressed next is for whoever is found.
      setOpensWhenFound(true)
      onOpen()
    } else if (pages.total === 0 && question.q !== '' && event !== null) onEverywhere()
    else if (selected === null || index === -1) {
      const row = pages.rows.get(0)
      if (row) onSelect(row.id)
      if (row) onOpen()
    } else onOpen()
  }

  const steadyMove = useSteady(move)
  const steadyOpen = useSteady(open)
  const pick = useSteady((id: string) => (keepWhoIsOpen(), onSelect(id), onOpen()))
  const nameOf = useCallback((one: (typeof FILTERS)[number]) => t(`roster.filter.${one}`), [t])

  useKeys([
    { key: '/', hint: t('roster.key.search'), run: () => focusOn(SEARCH_ID) },
    { key: 'letter', run: () => focusOn(SEARCH_ID) },
    { key: 'ArrowDown', cap: '↑ ↓', hint: t('roster.key.move'), run: () => move(1) },
    { key: 'ArrowUp', run: () => move(-1) },
    { key: 'Ctrl+Enter', cap: 'Ctrl Enter', hint: t('walk-in.key'), in_text: true, run: () => onWalkIn(question.q) },
  ])

  return (
    <section className={styles['pane']} aria-label={t('roster.title')}>
      <div className={styles['top']}>
        <SearchBox event={event} listed={pages !== null && pages.total > 0} activeIndex={index} onMove={steadyMove} onEnter={steadyOpen} />
        <FilterChips label={t('common.filter')} filters={FILTERS} name={nameOf} counts={pages?.counts ?? null} chosen={question.filter} onChoose={setFilter} />
      </div>
      {more}
      {event !== null && question.filter === 'to-come' && question.q === '' && pages ? <AbsentAll key={event} event={event} toCome={pages.counts['to-come']} onChanged={refresh} /> : null}
      {pages && pages.total > 0 ? (
        <RosterList pages={pages} zone={zone} selected={selected} activeIndex={index} onMove={steadyMove} onEnter={steadyOpen} onPick={pick} showDay={event === null} />
      ) : (
        <NobodyFound answered={answered} question={question} problem={problem} onEverywhere={onEverywhere} onWalkIn={() => onWalkIn(question.q)} />
      )}
    </section>
  )
}
