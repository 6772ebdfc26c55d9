/** What this desk has in hand: steps that are not written yet, what it did last, and what it is about to undo. */
import { create } from 'zustand'
import type { Progress } from './identity.ts'

export interface LastAction {
  registration: string
  name: string
  kind: 'check-in' | 'mark-absent' | 'break' | 'cancel'
}

interface Desk {
  /** By registration. */
  progress: Record<string, Progress>
  last: LastAction | null
  /** The candidate whose undo form is open. */
  undoing: string | null
}

export const NOTHING_YET: Progress = { ticked: [], left_out: {} }

export const useDesk = create<Desk>()(() => ({ progress: {}, last: null, undoing: null }))

function change(registration: string, next: (before: Progress) => Progress): void {
  useDesk.setState(({ progress }) => ({ progress: { ...progress, [registration]: next(progress[registration] ?? NOTHING_YET) } }))
}

/** Ticks a step, or takes the tick away. */
export function toggleStep(registration: string, step: string): void {
  change(registration, ({ ticked, left_out }) => ({ ticked: ticked.includes(step) ? ticked.filter((one) => one !== step) : [...ticked, step], left_out: without(left_out, step) }))
}

/** Ticks these; where all of them are ticked already, none of them is any more. */
export function toggleAll(registration: string, steps: readonly string[]): void {
  change(registration, ({ ticked, left_out }) => {
    const others = ticked.filter((one) => !steps.includes(one))
    return { ticked: steps.every((step) => ticked.includes(step)) ? others : [...others, ...steps], left_out: without(left_out, ...steps) }
  })
}

/** Notes why a step is left out. */
export function leaveOut(registration: string, step: string, reason: string): void {
  change(registration, ({ ticked, left_out }) => ({ ticked: ticked.filter((one) => one !== step), left_out: { ...left_out, [step]: reason } }))
}

function without(notes: Progress['left_out'], ...steps: string[]): Progress['left_out'] {
  return Object.fromEntries(Object.entries(notes).filter(([step]) => !steps.includes(step)))
}

/** Remembers what was done, so that it can be undone; the steps are in the record now. */
export function remember(action: LastAction): void {
  useDesk.setState(({ progress }) => {
    const { [action.registration]: _written, ...rest } = progress
    return { last: action, progress: rest }
  })
}

/** Forgets an action that was undone. */
export function forget(registration: string): void {
  useDesk.setState(({ last }) => ({ undoing: null, last: last?.registration === registration ? null : last }))
}
