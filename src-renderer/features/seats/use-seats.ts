/** The writes of the seat map: one seat given or taken back, all of a plan, and the last of them undone. */
import { useState } from 'react'
import { asProblem } from '../../api/api-problem.ts'
import { command, placeSeats, type SeatMoveInput } from '../../api/desk-api.ts'
import type { SeatPerson, SeatPlan } from '../../../src-shared/desk/seats.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { useWrite } from '../../ui/use-write.ts'
import type { WriteRun } from '../../ui/use-write.ts'

const named_max = 3

export interface SeatWrites extends WriteRun {
  /** What was done last, in a sentence. */
  said: string | null
  /** True while it can be undone. */
  undoable: boolean
  give: (person: SeatPerson, seat: string) => Promise<boolean>
  release: (person: SeatPerson, seat: string) => Promise<boolean>
  placeAll: (plan: SeatPlan) => Promise<boolean>
  undo: () => Promise<boolean>
}

export function useSeats(reload: () => void): SeatWrites {
  const { t } = useI18n()
  const write = useWrite(asProblem, reload)
  const [said, setSaid] = useState<string | null>(null)
  const [back, setBack] = useState<SeatMoveInput[]>([])

  async function give(person: SeatPerson, seat: string): Promise<boolean> {
    const done = await write.run(() => command(person.registration, 'assign-seat', { Seat: seat }))
    if (!done) return false
    const { registration } = person
    // Whoever is in cannot be without a seat again: their undo is the check-in's.
    setBack(person.seat !== null ? [{ RegistrationIdentifier: registration, Seat: person.seat }] : person.state === 'given' || person.state === 'absent' ? [{ RegistrationIdentifier: registration, Release: seat }] : [])
    setSaid(t('seats.given', { name: person.name, seat }))
    return true
  }
  async function release(person: SeatPerson, seat: string): Promise<boolean> {
    if (!(await write.run(() => command(person.registration, 'release-seat', { Seat: seat })))) return false
    setBack([{ RegistrationIdentifier: person.registration, Seat: seat }])
    setSaid(t('seats.released', { name: person.name }))
    return true
  }
  /** Each of them succeeds or fails by itself; what did is what an undo takes back. */
  async function place(moves: readonly SeatMoveInput[], key: 'seats.plan.done' | 'seats.plan.taken-back'): Promise<SeatMoveInput[] | null> {
    const done: SeatMoveInput[] = []
    const ran = await write.run(async () => {
      const { Items } = await placeSeats(moves)
      const failed = Items.filter(({ status }) => status >= 400)
      for (const [i, { status }] of Items.entries()) {
        const one = moves[i]
        if (one && status < 400) done.push(one)
      }
      const why = failed.slice(0, named_max).map(({ seat, detail }) => `${seat}: ${refusalText({ code: 'refused', message: detail ?? '' }, t) ?? ''}`).join(' ')
      setSaid([t(key, { n: done.length }), ...(failed.length > 0 ? [t('seats.plan.not-done', { n: failed.length, why })] : [])].join(' '))
    })
    return ran ? done : null
  }
  async function placeAll({ moves }: SeatPlan): Promise<boolean> {
    const done = await place(moves.map(({ registration, seat }) => ({ RegistrationIdentifier: registration, Seat: seat })), 'seats.plan.done')
    if (!done) return false
    setBack(done.flatMap((one) => ('Seat' in one ? [{ RegistrationIdentifier: one.RegistrationIdentifier, Release: one.Seat }] : [])))
    return true
  }
  async function undo(): Promise<boolean> {
    const single = back.length === 1
    const released = back.some((one) => 'Release' in one)
    const done = await place(back, released ? 'seats.plan.taken-back' : 'seats.plan.done')
    if (!done) return false
    setBack([])
    if (single && done.length === 1) setSaid(t('seats.undone'))
    return true
  }
  return { ...write, said, undoable: back.length > 0, give, release, placeAll, undo }
}
