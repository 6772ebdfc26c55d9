/** Why a pairing failed: one sentence each, and a word by which a window says it in its own language. */
import { refuse, type ProblemCode, type Refusal } from './problem.ts'

interface Reason {
  code: ProblemCode
  detail: string
}

const NEW_CODE = 'Show a new code on the hub and enter that one.'

export const PAIRING_REFUSALS = {
  wrong: { code: 'unauthorized', detail: 'That is not the code that the hub shows.' },
  none: { code: 'conflict', detail: `The hub shows no code at the moment. ${NEW_CODE}` },
  late: { code: 'conflict', detail: `That code has run out. ${NEW_CODE}` },
  used: { code: 'conflict', detail: `That code has been used; a code pairs one desk. ${NEW_CODE}` },
  spent: { code: 'conflict', detail: `A wrong code was entered too often, so the hub no longer takes this one. ${NEW_CODE}` },
  tenant: { code: 'conflict', detail: 'This laptop holds the records of another organisation than the hub. Use another laptop, or start with an empty data folder.' },
  site: { code: 'conflict', detail: 'This laptop is the desk of another site than the hub.' },
  full: { code: 'conflict', detail: 'The hub has as many desks as it can have. Remove one there first.' },
  homeless: { code: 'conflict', detail: 'The hub is not the desk of a site yet. Join it to its site first.' },
  code: { code: 'invalid', detail: 'A code has ten letters and digits, and never 0, O, 1 or I.' },
  address: { code: 'invalid', detail: 'The address of a hub is one of those that it shows beside the code, for example https://192.168.1.20:4781.' },
  unreachable: { code: 'invalid', detail: 'Nothing answers at that address. Check it, and that both laptops are in the same network.' },
  stranger: { code: 'invalid', detail: 'Something answers at that address, but it is not a Hallpass hub.' },
  middle: { code: 'forbidden', detail: 'Whoever answered does not know the code, so it is not the hub that shows it. Nothing was sent or stored.' },
  busy: { code: 'busy', detail: 'The hub could not take the code just now. Try again.' },
} as const satisfies Record<string, Reason>

export type PairingReason = keyof typeof PAIRING_REFUSALS

/** The refusal of a reason. */
export function refusePairing(reason: PairingReason): Refusal {
  const { code, detail } = PAIRING_REFUSALS[reason]
  return refuse(code, detail, { errors: [{ path: `/${pairingFieldOf(reason)}`, message: detail }], extra: { pairing: reason } })
}

/** The reason that a problem document names; undefined where it names none that is known. */
export function pairingReasonOf(problem: unknown): PairingReason | undefined {
  const named = (problem as { pairing?: unknown } | null | undefined)?.pairing
  return typeof named === 'string' && Object.hasOwn(PAIRING_REFUSALS, named) ? (named as PairingReason) : undefined
}

/** Where a person typed something that did not do, and why. */
export type PairingField = 'address' | 'code'

/** Which of the two a reason speaks of. */
export function pairingFieldOf(reason: PairingReason): PairingField {
  return reason === 'address' || reason === 'unreachable' || reason === 'stranger' ? 'address' : 'code'
}

/** A pairing that failed, for the form that asked for it. */
export interface PairingFault {
  field: PairingField
  /** Absent where the laptop's own station refused or did not answer. */
  reason?: PairingReason
  message: string
}
