/** What the window reads to register somebody at the door, to transfer somebody, and what it sends to import a roster. */

/** Somebody whom this laptop knows. */
export interface KnownPerson {
  id: string
  name: string
  code: string | null
  email: string | null
  /** YYYY-MM-DD */
  birth_date: string | null
  /** Why this may be the same person, the surest first. */
  same: ('code' | 'email' | 'name' | 'birth_date')[]
  /** Their registration in the sitting that was asked about, where it stands. */
  registration: string | null
}

/** A published assessment form. */
export interface FormChoice {
  code: string
  name: string
  /** Candidates of the sitting sit it already. */
  used: boolean
}

export interface TransferSitting {
  id: string
  title: string
  /** ISO 8601 instant. */
  start: string
  time_zone: string
  exam_type: string
  /** Places left; null: no limit. */
  left: number | null
}

export interface TransferTargets {
  /** Sittings of this venue from today on that take place, without the one that was asked about. */
  sittings: TransferSitting[]
  /** Every venue that is known here; `here` is this one. */
  venues: { id: string; name: string; here: boolean }[]
}

/** One row of a roster, as the person's columns say. Texts are trimmed; what is empty is absent. */
export interface RosterImportRow {
  /** The row's number in the file. */
  row: number
  first_name?: string
  last_name?: string
  name?: string
  code?: string
  email?: string
  phone?: string
  /** YYYY-MM-DD */
  birth_date?: string
  venue?: string
  /** YYYY-MM-DD and HH:MM on the venue's clocks. */
  sitting_day?: string
  sitting_time?: string
  assessment?: string
  registrant_type?: string
  seat?: string
  accommodations?: { Type: string; TimeExtension?: number }[]
}

export const IMPORT_PROBLEMS = [
  'no-sitting', 'which-sitting', 'other-sitting', 'other-venue', 'sitting-cancelled', 'sitting-closed', 'no-form', 'other-person', 'several-people', 'cancelled', 'moved', 'seat-taken', 'full', 'refused',
] as const
export type ImportProblem = (typeof IMPORT_PROBLEMS)[number]

export interface RosterImportResult {
  row: number
  /** `new`: a person whom nobody knew; `known`: a known one; `registered`: nothing to do. With `check` it is what would happen. */
  outcome: 'new' | 'known' | 'registered' | 'refused'
  event: string | null
  why?: { code: ImportProblem; /** The column that it is about. */ field?: keyof RosterImportRow; /** Facts for the sentence. */ detail: Record<string, string> }
}

export interface RosterImportAnswer {
  results: RosterImportResult[]
  /** Places left in each sitting that the rows named, before these rows where they were only checked; null: no limit. */
  left: Record<string, number | null>
}
