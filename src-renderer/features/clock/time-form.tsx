/** Time is given back, or taken back: how much and why, whom it moves, then the second person's signature. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { ArrowRight } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { Clock, ClockStopView } from '../../../src-shared/desk/clock.ts'
import { give_minutes_max } from '../../../src-shared/limits.ts'
import { users } from '../../api/desk-api.ts'
import type { ClockChange } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { SecondSignature } from '../../ui/second-signature.tsx'
import { stationNow } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import { movesOf } from './clock-order.ts'
import type { ClockWrites } from './use-clock.ts'
import styles from './time-form.module.css'

export type TimeTask = { kind: 'give' } | { kind: 'resume'; stop: ClockStopView } | { kind: 'undo'; stop: ClockStopView }

interface TimeFormProps {
  task: TimeTask
  clock: Clock
  /** The chosen ones; null: everyone. */
  only: ReadonlySet<string> | null
  user: DeskUser
  writes: ClockWrites
  onDone: () => void
  onClose: () => void
}

const minutes_default = 5

export function TimeForm({ task, clock, only, user, writes, onDone, onClose }: TimeFormProps) {
  const { t } = useI18n()
  const [minutes, setMinutes] = useState(() => (task.kind === 'resume' ? stoodMinutes(task.stop, clock) : minutes_default))
  const [reason, setReason] = useState<string | null>(null)
  const [signing, setSigning] = useState(false)
  const people = useRemote('users', users).data?.filter(({ id }) => id !== user.id)
  const scope = task.kind === 'give' ? only : null

  const title = t(`clock.form.${task.kind}`, { what: task.kind === 'give' ? '' : task.stop.reason })
  const change: { name: ClockChange; input: Record<string, unknown> } = {
    give: () => ({ name: 'give' as const, input: { Minutes: minutes, Reason: reason, ...(only ? { Registrations: [...only] } : {}) } }),
    resume: () => ({ name: 'resume' as const, input: { Stop: task.kind === 'give' ? '' : task.stop.id, Minutes: minutes } }),
    undo: () => ({ name: 'undo' as const, input: { Stop: task.kind === 'give' ? '' : task.stop.id, Reason: reason } }),
  }[task.kind]()

  async function sign(by: string, pin: string): Promise<void> {
    if (await writes.signed(change.name, change.input, { user: by, pin })) onDone()
  }
  function take(why: string): void {
    setReason(why)
    setSigning(true)
  }

  return (
    <Ask title={title} refused={writes.refused} onClose={onClose}>
      {task.kind === 'undo' ? null : <Moves clock={clock} minutes={minutes} only={scope} stop={task.kind === 'resume' ? task.stop : null} />}
      {signing ? (
        people ? <SecondSignature people={people} busy={writes.busy} wrong={writes.wrong} send={t('sign.send')} onSign={(by, pin) => void sign(by, pin)} onClose={onClose} /> : null
      ) : (
        <div className={task.kind === 'give' ? styles['give'] : ''}>
          {task.kind === 'undo' ? null : <Minutes minutes={minutes} onMinutes={setMinutes} onNext={task.kind === 'resume' ? () => setSigning(true) : null} onClose={onClose} />}
          {task.kind === 'resume' ? null : (
            <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`clock.reason.${task.kind}.${n}`))} busy={writes.busy} send={t('clock.next-step')} onReason={take} onClose={onClose} />
          )}
        </div>
      )}
    </Ask>
  )
}

function Minutes({ minutes, onMinutes, onNext, onClose }: { minutes: number; onMinutes: (n: number) => void; onNext: (() => void) | null; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(String(minutes))
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!onNext) return
    field.current?.focus()
    field.current?.select()
    // Only when the form opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const n = Number(text)
  const wrong = !/^\d+$/.test(text.trim()) || n < (onNext ? 0 : 1) || n > give_minutes_max
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') onClose()
    else if (!wrong) (onNext ?? (() => field.current?.blur()))()
  }
  useKeys([
    { key: 'm', hint: t('clock.key.minutes'), run: () => (field.current?.focus(), field.current?.select()) },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('clock.key.next-step'), in_text: true, shown_only: true, run: () => undefined },
  ])
  return (
    <div className={ask['row']}>
      <label className={`${ask['label']} ${ask['short']}`}>
        <span>
          {t('clock.minutes')} <span aria-hidden>(M)</span>
        </span>
        <input ref={field} value={text} inputMode="numeric" autoComplete="off" maxLength={3} aria-invalid={wrong} onKeyDown={onKeyDown} onChange={({ target }) => (setText(target.value), /^\d+$/.test(target.value) && onMinutes(Math.min(Number(target.value), give_minutes_max)))} />
      </label>
      {onNext ? (
        <Button kind="primary" icon={ArrowRight} keyCap="Enter" disabled={wrong} onPress={onNext}>
          {t('clock.next-step')}
        </Button>
      ) : null}
    </div>
  )
}

/** Whom it moves from when to when, in large type. */
function Moves({ clock, minutes, only, stop }: { clock: Clock; minutes: number; only: ReadonlySet<string> | null; stop: ClockStopView | null }) {
  const { t, locale } = useI18n()
  const time = (ms: number) => clockTime(new Date(ms).toISOString(), clock.event.time_zone, locale)
  const moves = movesOf(stop?.only == null ? clock.rows : clock.rows.filter(({ standing }) => standing?.kind === 'stop'), stop ? Date.parse(stop.started_at) : stationNow(), minutes, only)
  const n = moves.reduce((sum, move) => sum + move.n, 0)
  return (
    <div className={styles['moves']}>
      <p>{only ? t('clock.moves-chosen', { n }) : t('clock.moves', { n })}</p>
      <ul>
        {moves.map((move) => (
          <li key={move.from}>
            <span>{time(move.from)}</span> <ArrowRight aria-label={t('clock.becomes')} size={22} /> <b>{time(move.to)}</b> <small>{t('clock.people', { n: move.n })}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How long the clock stands by now, in whole minutes, rounded up, within the sitting. */
function stoodMinutes(stop: ClockStopView, { event }: Clock): number {
  const from = Math.max(Date.parse(stop.started_at), Date.parse(event.start))
  return Math.min(give_minutes_max, Math.max(0, Math.ceil((stationNow() - from) / 60_000)))
}
