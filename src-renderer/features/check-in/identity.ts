/** The identity steps of one candidate: what is done, what was not possible and why, and what is written into the record. Pure. */
import type { Candidate } from '../../../src-shared/desk.ts'
import { DESK_SETTINGS_DEFAULT, type IdentityStep, type StepKind } from '../../../src-shared/desk/settings.ts'
import type { MessageKey } from '../../messages/en.ts'
import type { Translate } from '../../ui/i18n.ts'

export interface StepHere extends IdentityStep {
  done: boolean
  /** Why it was left out. */
  not_possible: string | null
}

/** What this desk has ticked and left out, by name. */
export interface Progress {
  ticked: readonly string[]
  left_out: Readonly<Record<string, string>>
}

type Facts = Pick<Candidate, 'settings' | 'photo' | 'signature' | 'locker'>

/** The steps of the venue, in order. */
export function stepsOf(candidate: Facts, { ticked, left_out }: Progress): StepHere[] {
  return candidate.settings.steps.map((step) => ({ ...step, done: isThere(step.kind, candidate) || ticked.includes(step.name), not_possible: left_out[step.name] ?? null }))
}

function isThere(kind: StepKind, { photo, signature, locker }: Facts): boolean {
  return (kind === 'photo' && photo !== null) || (kind === 'signature' && signature !== null) || (kind === 'locker' && locker !== null)
}

/** What the record says of them: names, and "name: not possible (why)". */
export function checksOf(steps: readonly StepHere[]): string[] {
  return steps.flatMap(({ name, done, not_possible }) => (done ? [name] : not_possible === null ? [] : [`${name}: not possible (${not_possible})`]))
}

/** Required steps that are neither done nor left out with a reason. */
export function missingOf(steps: readonly StepHere[]): StepHere[] {
  return steps.filter(({ required, done, not_possible }) => required && !done && not_possible === null)
}

/** What one key ticks: every step that is ticked by hand. */
export function tickable(steps: readonly StepHere[]): string[] {
  return steps.filter(({ kind }) => kind === 'check').map(({ name }) => name)
}

/** The step that a photo ticks where the venue has none of that kind. */
export const PHOTO_TAKEN = 'Photo taken'

const KNOWN = new Set(DESK_SETTINGS_DEFAULT.steps.map(({ name }) => name))

/** A step in the language of the window, where it is one of the usual ones; else as the venue calls it. */
export function stepLabel(name: string, t: Translate): string {
  return KNOWN.has(name) ? t(`steps.${name}` as MessageKey) : name
}
