/** The seat: the one given, or the next free one as a suggestion; S changes it: typed, scanned, or chosen on a small map. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { sameSeat } from '../../../src-shared/commands/rooms.ts'
import type { Candidate } from '../../../src-shared/desk.ts'
import type { RoomHere } from '../../../src-shared/desk/seats.ts'
import { seatMap } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { SeatChoice, SEAT_CHOICE_ID } from './seat-choice.tsx'
import type { CommandRun } from './use-command.ts'
import place from './place-card.module.css'
import styles from './seat-card.module.css'

export interface SeatCardProps {
  candidate: Candidate
  editing: boolean
  onEdit: () => void
  onClose: () => void
  command: CommandRun
}

export function SeatCard({ candidate, editing, onEdit, onClose, command }: SeatCardProps) {
  const { t } = useI18n()
  const seat = candidate.seat ?? candidate.suggested_seat
  // A seat's own code, scanned with the candidate on the screen, gives that seat.
  useScanTarget((_code, { seat: scanned }) => {
    if (scanned === undefined) return false
    void command.run('assign-seat', { Seat: scanned }).then((given) => given && editing && (onClose(), focusOn(PERSON_ID)))
    return true
  })
  const why = candidate.no_seat_because
  return (
    <section className={`${place['card']} ${editing ? styles['wide'] : ''}`} aria-label={t('seat.title')}>
      <h3>{t('seat.title')}</h3>
      {editing ? (
        <SeatForm event={candidate.event.id} seat={seat ?? ''} command={command} onClose={onClose} />
      ) : (
        <div className={place['row']}>
          <p className={`${place['seat']} ${candidate.seat ? '' : place['suggested']}`}>{seat ?? '–'}</p>
          <p className={place['note']}>{candidate.seat ? t('seat.given') : seat ? t('seat.suggested') : why ? t(`seat.why.${why}`) : t('seat.none')}</p>
          <Button keyCap="S" onPress={onEdit} disabled={command.busy}>
            {seat ? t('seat.change') : t('seat.give')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** What is typed may be the code on the seat, "SEAT-15". */
function typedSeat(text: string): string {
  return text.trim().replace(/^seat[\s:-]+/i, '')
}

const NO_ROOMS: RoomHere[] = []

function SeatForm({ event, seat, command, onClose }: { event: string; seat: string; command: CommandRun; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(seat)
  const input = useRef<HTMLInputElement>(null)
  const rooms = useRemote(`seats/${event}`, () => seatMap(event)).data?.rooms ?? NO_ROOMS
  const refused = command.refused?.name === 'assign-seat' ? command.refused.problem : null
  const unknown = rooms.length > 0 && typedSeat(text) !== '' && !rooms.some((room) => room.seats.some(({ name }) => sameSeat(name) === sameSeat(typedSeat(text))))
  const { clear } = command
  useEffect(() => {
    clear()
    input.current?.focus()
    input.current?.select()
  }, [clear])

  function close(): void {
    onClose()
    focusOn(PERSON_ID)
  }
  async function save(wanted: string): Promise<void> {
    if (wanted === '' || (await command.run('assign-seat', { Seat: wanted }))) close()
    else input.current?.select()
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key === 'ArrowDown' && rooms.length > 0) document.querySelector<HTMLElement>(`#${SEAT_CHOICE_ID} [tabindex="0"]`)?.focus()
    else if (pressed.key === 'Enter') void save(typedSeat(text))
    else if (pressed.key === 'Escape') close()
    else return
    pressed.preventDefault()
    pressed.stopPropagation()
  }
  useKeys([
    { key: 'Enter', hint: t('seat.key.save'), in_text: true, shown_only: true, run: () => undefined },
    ...(rooms.length > 0 ? [{ key: 'ArrowDown', cap: '↓', hint: t('seat.key.map'), in_text: true, shown_only: true, run: () => undefined }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: close },
  ])

  return (
    <div className={place['form']}>
      <input
        ref={input}
        className={place['input']}
        value={text}
        onChange={(change) => setText(change.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t('seat.title')}
        aria-invalid={refused !== null}
        aria-describedby="seat-refused"
        autoComplete="off"
        maxLength={40}
      />
      <span className={place['acts']}>
        <Button kind="primary" keyCap="Enter" onPress={() => void save(typedSeat(text))} disabled={command.busy}>
          {t('seat.save')}
        </Button>
        <Button kind="plain" keyCap="Esc" onPress={close}>
          {t('common.leave-it')}
        </Button>
      </span>
      <ToldLine id="seat-refused" kind={refused ? 'refused' : 'doubt'} text={refused ? (refusalText(refused, t) ?? t('common.failed')) : unknown ? t('seat.in-no-room') : null} />
      {rooms.length > 0 ? <SeatChoice rooms={rooms} wanted={typedSeat(text)} onChoose={(name) => (setText(name), void save(name))} /> : null}
    </div>
  )
}
