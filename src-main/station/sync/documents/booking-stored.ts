/** Booking answers with views. This makes of a view the document that a station keeps; what is computed is computed here again. */
import type { Doc } from '../../store/store.ts'
import { toInstant } from '../../commands/iso-time.ts'

const COMPUTED: ReadonlySet<string> = new Set(['EndsAt', 'RegistrationCount', 'RegistrationIdentifier', 'SheetCode'])
/** Instants are kept in one spelling, so that two sides' values can be compared. */
const INSTANTS: ReadonlySet<string> = new Set(['EventStart', 'CheckedInAt', 'LastChangeTime', 'IssuedAt', 'ReturnedAt'])

export function storedEvent(view: Doc): Doc {
  const { EventIdentifier, ...rest } = view
  return { id: String(EventIdentifier), ...kept(rest) }
}

export function storedRegistration(view: Doc): Doc {
  return { id: String(view.RegistrationIdentifier), ...kept(view) }
}

export function storedSheet(view: Doc): Doc {
  return { id: String(view.SheetCode), ...kept(view) }
}

/** Without what is computed and without what says nothing. */
function kept(view: Doc): Doc {
  return Object.fromEntries(Object.entries(view).flatMap(([field, value]) => (COMPUTED.has(field) || saysNothing(value) ? [] : [[field, normal(field, value)]])))
}

function normal(field: string, value: unknown): unknown {
  if (INSTANTS.has(field)) return toInstant(value) ?? value
  return Array.isArray(value) ? value.map(withoutNulls) : value
}

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function withoutNulls(element: unknown): unknown {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return element
  return Object.fromEntries(Object.entries(element).filter(([, value]) => value !== null))
}
