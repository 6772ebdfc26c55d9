/** The board of one sitting's clock, and what is done from it with single keys. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { AlarmClock } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { Clock } from '../../../src-shared/desk/clock.ts'
import { Ask } from '../../ui/ask.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { stationNow, useEachSecond } from '../../ui/ticking.tsx'
import band from '../../ui/band.module.css'
import tones from '../../ui/tone.module.css'
import { clockCardId } from './clock-card.tsx'
import { ClockCards } from './clock-cards.tsx'
import { ClockFilters } from './clock-filters.tsx'
import { ClockHead } from './clock-head.tsx'
import { CLOCK_FILTERS, orderAt, signatureAt } from './clock-order.ts'
import type { ClockFilter } from './clock-order.ts'
import { MarkedTools } from './marked-tools.tsx'
import { TimeForm } from './time-form.tsx'
import type { TimeTask } from './time-form.tsx'
import { TimeStrip } from './time-strip.tsx'
import { useClock } from './use-clock.ts'
import { WallView } from './wall-view.tsx'
import styles from './clock-board.module.css'

interface ClockBoardProps {
  clock: Clock
  user: DeskUser
  reload: () => void
  onLeave: () => void
  onOpen: (registration: string) => void
  onIncident: (registration: string | null) => void
}

type Task = TimeTask | { kind: 'stop' } | { kind: 'undo-break'; registration: string; name: string }

export function ClockBoard({ clock, user, reload, onLeave, onOpen, onIncident }: ClockBoardProps) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<ClockFilter>('all')
  const [mark, setMark] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [task, setTask] = useState<Task | null>(null)
  const [wall, setWall] = useState(false)
  const [lastBreak, setLastBreak] = useState<{ registration: string; name: string } | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const writes = useClock(clock.event.id, reload)

  // The cards tick by themselves; the board is drawn again only when somebody's state changes.
  const [signature, setSignature] = useState('')
  useEachSecond((now) => setSignature(signatureAt(clock.rows, now)))
  const { now, order } = useMemo(() => {
    const at = stationNow()
    return { now: at, order: orderAt(clock.rows, at, { filter, text }) }
    // Somebody's state changed: the signature says so.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [clock.rows, filter, text, signature])
  const marked = order.rows.find(({ id }) => id === mark) ?? null
  const stop = clock.stops.find(({ ended_at, undone_at }) => ended_at === null && undone_at === null)
  const given = clock.stops.find(({ ended_at, undone_at }) => ended_at !== null && undone_at === null)
  const undoable = stop ?? given
  const only = chosen.size > 0 ? chosen : null

  const focusList = useCallback(() => list.current?.focus({ preventScroll: true }), [])
  const pick = useCallback((id: string) => (setMark(id), focusList()), [focusList])
  useEffect(focusList, [focusList])

  function open(next: Task): void {
    writes.clear()
    setTask(next)
  }
  function close(): void {
    setTask(null)
    writes.clear()
    // The form is still there until the next drawing.
    setTimeout(focusList)
  }
  function move(step: number): void {
    const from = marked ? order.rows.indexOf(marked) : -1
    const to = order.rows[Math.max(0, Math.min(order.rows.length - 1, marked ? from + step : 0))]
    if (!to) return
    setMark(to.id)
    // Drawn by then, also where it was too far down before.
    setTimeout(() => document.getElementById(clockCardId(to.id))?.scrollIntoView({ block: 'nearest' }))
  }
  const columns = () => (list.current ? getComputedStyle(list.current).gridTemplateColumns.split(' ').length : 1)
  function choose(): void {
    if (!marked) return
    const next = new Set(chosen)
    if (!next.delete(marked.id)) next.add(marked.id)
    setChosen(next)
  }
  async function toggleBreak(): Promise<void> {
    if (!marked) return
    if (await writes.onBreak(marked.id, marked.on_break ? 'end-break' : 'start-break')) setLastBreak({ registration: marked.id, name: marked.name })
  }
  async function stopAll(reason: string): Promise<void> {
    if (!(await writes.stop(reason, only))) return
    setLastBreak(null)
    close()
  }
  async function undoBreak(registration: string, reason: string): Promise<void> {
    if (!(await writes.onBreak(registration, 'undo-break', { Reason: reason }))) return
    setLastBreak(null)
    close()
  }
  const goOn = () => stop && open({ kind: 'resume', stop })
  function undo(): void {
    if (lastBreak) open({ kind: 'undo-break', ...lastBreak })
    else if (undoable) open({ kind: 'undo', stop: undoable })
  }

  const keys: KeyBinding[] = [
    { key: '/', hint: t('clock.key.search'), run: () => focusOn(SEARCH_ID) },
    ...CLOCK_FILTERS.map((one, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: '1 – 4', hint: t('clock.key.filter') } : {}), run: () => setFilter(one) })),
    { key: 'ArrowRight', cap: '← → ↑ ↓', hint: t('clock.key.move'), run: () => move(1) },
    { key: 'ArrowLeft', run: () => move(-1) },
    { key: 'ArrowDown', run: () => move(columns()) },
    { key: 'ArrowUp', run: () => move(-columns()) },
    ...(stop ? [{ key: 's', hint: t('clock.key.go-on'), run: goOn }] : [{ key: 's', hint: t('clock.key.stop'), run: () => open({ kind: 'stop' }) }]),
    { key: 'g', hint: t('clock.key.give'), run: () => open({ kind: 'give' }) },
    ...(marked ? [{ key: 'b', hint: t('clock.key.break'), run: () => void toggleBreak() }, { key: 'x', hint: t('clock.key.choose'), run: choose }] : []),
    ...(lastBreak || undoable ? [{ key: 'u', hint: t('clock.key.undo'), run: undo }] : []),
    { key: 'i', hint: t('clock.key.incident'), run: () => onIncident(marked?.id ?? null) },
    { key: 'f', hint: t('clock.key.wall'), run: () => setWall(true) },
    ...(marked ? [{ key: 'Enter', hint: t('clock.key.open'), run: () => onOpen(marked.id) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('paper.key.other'), run: () => (chosen.size > 0 ? setChosen(new Set()) : onLeave()) },
  ]
  useKeys(task || wall ? [] : keys)

  /** With the focus in the list these keys are its own. */
  function onKeyDown(pressed: KeyboardEvent): void {
    const run = keys.find(({ key }) => key === pressed.key && (key.startsWith('Arrow') || key === 'Enter'))?.run
    if (!run || task || wall) return
    pressed.preventDefault()
    run()
  }

  return (
    <div className={styles['board']}>
      <ClockHead clock={clock} next={order.next} stopped={stop !== undefined} marked={marked} busy={writes.busy} onStop={() => open({ kind: 'stop' })} onGoOn={goOn} onGive={() => open({ kind: 'give' })} onBreak={() => void toggleBreak()} onWall={() => setWall(true)} />
      <div className={styles['middle']}>
        <TimeStrip clock={clock} busy={writes.busy} onUndo={(undone) => open({ kind: 'undo', stop: undone })} />
        <ClockFilters counts={order.counts} toCome={clock.to_come} filter={filter} text={text} chosen={chosen.size} onFilter={setFilter} onText={setText} onLeave={focusList} onEnter={() => (move(0), focusList())} />
        {order.rows.length === 0 ? (
          <StateView icon={AlarmClock} title={clock.rows.length === 0 ? t('clock.empty') : t('clock.no-match')}>
            <p>{clock.rows.length === 0 ? t('clock.empty-help', { n: clock.to_come }) : t('clock.no-match-help')}</p>
          </StateView>
        ) : (
          <ClockCards rows={order.rows} now={now} zone={clock.event.time_zone} marked={marked} chosen={chosen} list={list} onMark={pick} onKeyDown={onKeyDown} />
        )}
      </div>
      {task || writes.refused || marked || lastBreak ? (
        <div className={styles['foot']}>
          {task === null ? (
            <>
              {writes.refused ? (
                <p className={`${band['band']} ${tones['stop']}`} role="alert">
                  {writes.refused}
                </p>
              ) : null}
              <MarkedTools marked={marked} isChosen={marked !== null && chosen.has(marked.id)} undoable={lastBreak?.name ?? null} busy={writes.busy} onOpen={onOpen} onChoose={choose} onIncident={onIncident} onUndo={undo} />
            </>
          ) : task.kind === 'stop' ? (
            <Ask title={only ? t('clock.form.stop-chosen', { n: only.size }) : t('clock.form.stop')} refused={writes.refused} onClose={close}>
              <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`clock.reason.stop.${n}`))} busy={writes.busy} send={t('clock.stop-now')} onReason={(reason) => void stopAll(reason)} onClose={close} />
            </Ask>
          ) : task.kind === 'undo-break' ? (
            <Ask title={t('clock.form.undo-break', { name: task.name })} refused={writes.refused} onClose={close}>
              <ReasonChoices choices={([1, 2] as const).map((n) => t(`clock.reason.undo-break.${n}`))} busy={writes.busy} send={t('clock.undo')} onReason={(reason) => void undoBreak(task.registration, reason)} onClose={close} />
            </Ask>
          ) : (
            <TimeForm key={task.kind} task={task} clock={clock} only={only} user={user} writes={writes} onDone={() => (setChosen(new Set()), setLastBreak(null), close())} onClose={close} />
          )}
        </div>
      ) : null}
      {wall ? <WallView clock={clock} onClose={() => (setWall(false), setTimeout(focusList))} /> : null}
    </div>
  )
}
