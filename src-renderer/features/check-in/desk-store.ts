/** What this desk has in hand: ticked steps that are not written yet, what it did last, and what it is about to undo. */
import { create } from 'zustand'

/** Written into the record as they are here, in every language of the window. */
export const IDENTITY_STEPS = ['Photo ID matches', 'Second ID', 'Photo taken', 'Rules signed'] as const
export type IdentityStep = (typeof IDENTITY_STEPS)[number]

export interface LastAction {
  registration: string
  name: string
  kind: 'check-in' | 'mark-absent' | 'break'
}

interface Desk {
  ticked: Record<string, IdentityStep[]>
  seats: Record<string, string>
  last: LastAction | null
  /** The candidate whose undo form is open. */
  undoing: string | null
}

export const useDesk = create<Desk>()(() => ({ ticked: {}, seats: {}, last: null, undoing: null }))

/** Ticks a step, or takes the tick away. */
export function toggleStep(registration: string, step: IdentityStep): void {
  useDesk.setState(({ ticked }) => {
    const before = ticked[registration] ?? []
    const after = before.includes(step) ? before.filter((one) => one !== step) : IDENTITY_STEPS.filter((one) => one === step || before.includes(one))
    return { ticked: { ...ticked, [registration]: after } }
  })
}

/** Remembers what was done, so that it can be undone; the ticks are in the record now. */
export function remember(action: LastAction): void {
  useDesk.setState(({ ticked }) => {
    const { [action.registration]: _written, ...rest } = ticked
    return { last: action, ticked: rest }
  })
}

/** Forgets an action that was undone. */
export function forget(registration: string): void {
  useDesk.setState(({ last }) => ({ undoing: null, last: last?.registration === registration ? null : last }))
}
