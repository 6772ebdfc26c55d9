/** Commands about one booking registration as requests of the API: which fields they guard, and how it shows that they are done. */
import { isDeepStrictEqual } from 'node:util'
import { docsOf } from '../../commands/booking/stored-values.ts'
import { asList } from '../../store/fold.ts'
import type { Doc, Operation } from '../../store/store.ts'

export interface RegistrationCommand {
  /** Last segment of the path. */
  segment: string
  /** The members of a documented request; absent for what only Hallpass has. */
  documented?: readonly string[]
  /** Members of the input that are for stations alone. */
  without?: readonly string[]
  /** The time of the writing machine goes along where the input names none. */
  timed?: boolean
  /** Fields that nobody may have changed unseen. */
  guards: (input: Doc) => readonly string[]
  /** Whether the registration at the server is already as this write made it. */
  done: (there: Doc, wrote: Doc, saw: Doc) => boolean
}

const same = (field: string) => (there: Doc, wrote: Doc) => isDeepStrictEqual(there[field] ?? null, wrote[field] ?? null)
const NONE = () => []
/** What the documents know of an accommodation. */
const ELEMENT = ['Type', 'Name', 'TimeExtension']

/** Elements that this write added to, or changed in, an array. */
const written = (field: string, wrote: Doc, saw: Doc) => (asList(wrote[field]) as Doc[]).filter((element) => !asList(saw[field]).some((other) => isDeepStrictEqual(other, element)))

export const REGISTRATION_COMMANDS: Readonly<Record<string, RegistrationCommand>> = {
  'cancel-registration': {
    segment: 'cancel', documented: ['Reason'], guards: () => ['ApprovalStatus', 'CancellationReason'],
    done: (there, wrote) => there.ApprovalStatus === 'Cancelled' && (wrote.CancellationReason === undefined || same('CancellationReason')(there, wrote)),
  },
  'change-assessment': { segment: 'change-assessment', documented: ['Assessment'], guards: () => ['Assessment'], done: same('Assessment') },
  'grant-accommodation': { segment: 'grant-accommodation', documented: ELEMENT, guards: () => ['Accommodations'], done: accommodationsDone },
  'revoke-accommodation': { segment: 'revoke-accommodation', documented: ['Type'], guards: () => ['Accommodations'], done: accommodationsDone },
  'check-in': { segment: 'check-in', without: ['seen_absent'], timed: true, guards: () => ['CheckedInAt', 'AttendanceStatus'], done: same('CheckedInAt') },
  'undo-check-in': {
    segment: 'undo-check-in', without: ['undone', 'undone_absent'],
    guards: ({ undone_absent }) => (undone_absent === true ? ['AttendanceStatus'] : ['CheckedInAt']),
    done: (there) => there.CheckedInAt === undefined && there.AttendanceStatus === 'Pending',
  },
  'mark-absent': { segment: 'mark-absent', guards: () => ['AttendanceStatus'], done: same('AttendanceStatus') },
  'assign-seat': { segment: 'assign-seat', guards: () => ['Seat'], done: same('Seat') },
  'release-seat': { segment: 'release-seat', guards: () => ['Seat'], done: (there) => there.Seat === undefined },
  'start-break': { segment: 'start-break', timed: true, guards: NONE, done: breakDone('StartedAt') },
  'end-break': { segment: 'end-break', timed: true, guards: NONE, done: breakDone('EndedAt') },
  'undo-break': { segment: 'undo-break', guards: NONE, done: breakUndone },
}

/** Each element that was written is there, each that was taken away is not. */
function accommodationsDone(there: Doc, wrote: Doc, saw: Doc): boolean {
  const now = docsOf(there, 'Accommodations')
  const types = (list: unknown) => (asList(list) as Doc[]).map(({ Type }) => Type)
  const removed = types(saw.Accommodations).filter((type) => !types(wrote.Accommodations).includes(type))
  return written('Accommodations', wrote, saw).every((element) => now.some((other) => isDeepStrictEqual(other, element))) && !now.some(({ Type }) => removed.includes(Type))
}

/** Breaks get ids of the server's; they are known by their times. */
function breakDone(field: 'StartedAt' | 'EndedAt') {
  return (there: Doc, wrote: Doc, saw: Doc) => written('Breaks', wrote, saw).every((mine) => docsOf(there, 'Breaks').some((other) => other[field] === mine[field]))
}

/** The break that was undone never was; one whose end was undone is open again. */
function breakUndone(there: Doc, wrote: Doc, saw: Doc): boolean {
  const now = docsOf(there, 'Breaks')
  return written('Breaks', wrote, saw).every((mine) => {
    const other = now.find(({ StartedAt }) => StartedAt === mine.StartedAt)
    return other !== undefined && (mine.UndoneAt === undefined ? other.EndedAt === undefined : other.UndoneAt !== undefined)
  })
}

/** The body of the request. */
export function bodyOf({ documented, without = [], timed }: RegistrationCommand, { input, at }: Operation): Doc {
  const { registration: _registration, ...rest } = input as Doc
  const body = Object.fromEntries(Object.entries(rest).filter(([name]) => (documented ? documented.includes(name) : !without.includes(name))))
  return timed && body.At === undefined ? { ...body, At: at } : body
}

/** What was seen or written, as far as the server shows it: who granted an accommodation and why is this station's own. */
export function asShown(fields: Doc): Doc {
  const { Accommodations } = fields
  if (!Array.isArray(Accommodations)) return fields
  return { ...fields, Accommodations: (Accommodations as Doc[]).map((element) => Object.fromEntries(Object.entries(element).filter(([name]) => ELEMENT.includes(name)))) }
}
