/** The catalogue of refusals: a code decides status and title; nothing else in the code names a status. */

export const PROBLEMS = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'A key is missing or unknown' },
  forbidden: { status: 403, title: 'This key may not do that' },
  locked: { status: 403, title: 'The record is locked' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method' },
  timeout: { status: 408, title: 'The request took too long' },
  conflict: { status: 409, title: 'In conflict with what is stored' },
  'missing-reference': { status: 409, title: 'Refers to something that does not exist' },
  'still-referenced': { status: 409, title: 'Something else refers to this record' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This content type is not supported' },
  misdirected: { status: 421, title: 'This server does not answer for that host' },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'too-many': { status: 429, title: 'Limit exceeded' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong here' },
  busy: { status: 503, title: 'Busy, try again' },
  storage: { status: 507, title: 'The write cannot be stored' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

export interface FieldError {
  /** JSON pointer into the body. */
  path: string
  message: string
}

/** Which field of which record a refusal is about, where two sides changed the same thing. */
export interface Clash {
  collection: string
  record_id: string
  field: string
  mine: unknown
  theirs: unknown
  theirs_by: string | null
  theirs_at: string | null
}

/** An expected "no", as a value. `detail` is a plain sentence for a person. */
export interface Refusal {
  refused: ProblemCode
  detail: string
  errors?: FieldError[]
  clash?: Clash
  /** Extra members of the problem document (who, where and when of an earlier check-in). */
  extra?: Record<string, unknown>
  retry_after_seconds?: number
}

/** Makes a refusal. */
export function refuse(refused: ProblemCode, detail: string, more: Omit<Refusal, 'refused' | 'detail'> = {}): Refusal {
  return { refused, detail, ...more }
}

/** Tells a refusal from any other value. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}

/** RFC 9457 problem document of a refusal. */
export function problemDocument(refusal: Refusal): Record<string, unknown> {
  const { status, title } = PROBLEMS[refusal.refused]
  return {
    type: `urn:hallpass:problem:${refusal.refused}`,
    title,
    status,
    detail: refusal.detail,
    ...(refusal.errors ? { errors: refusal.errors } : {}),
    ...refusal.extra,
  }
}
