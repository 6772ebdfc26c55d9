/** The certificates of one sitting: what the records say of those who passed, and nothing else. */
import type { Sitting } from '../desk.ts'

export interface Certificate {
  registration: string
  /** As it is to be printed: the certification's own name for it, else the exam registration's. */
  name: string
  sort_name: string
  code: string
  /** What the exam is called; null where its document is not on this laptop. */
  exam: string | null
  /** ISO 8601, a day or an instant. */
  date: string
  /** Of the exam registration; null until headquarters has given it one. */
  number: number | null
  /** Where the exam was taken. */
  venue: string
  certification: IssuedCertification | null
  /** What the program's own text makes of it, as HTML; null for the usual page. */
  own: string | null
  /** The result has not reached headquarters yet. */
  waiting: boolean
}

/** The certification that came of the same application, while it is active. */
export interface IssuedCertification {
  program: string | null
  number: number | null
  /** ISO 8601, a day or an instant. */
  date: string | null
  expires: string | null
}

export interface Certificates {
  event: Sitting
  /** Everybody who passed, by name. */
  passed: Certificate[]
}

/** A program, with what its certificates say where that is not the usual. */
export interface ProgramTemplate {
  id: string
  name: string
  /** Liquid source. */
  template: string | null
}
