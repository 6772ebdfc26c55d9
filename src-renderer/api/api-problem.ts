/** A refusal or a failure of the station, as the window handles it. */
import type { ProblemCode } from '../../src-shared/problem.ts'
import type { BridgeResponse } from '../../src-shared/ipc.ts'

/** `unreachable`: no answer came at all, so nobody knows whether a write happened. */
export type ApiCode = ProblemCode | 'unreachable' | 'unknown'

const PREFIX = 'urn:hallpass:problem:'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: ApiCode
  readonly status: number
  /** The rest of the problem document: `errors`, who and where of an earlier check-in. */
  readonly members: Record<string, unknown>
  readonly retry_after_seconds: number | null

  constructor(code: ApiCode, status: number, detail: string, members: Record<string, unknown> = {}, retryAfter: number | null = null) {
    super(detail)
    this.code = code
    this.status = status
    this.members = members
    this.retry_after_seconds = retryAfter
  }
}

/** The problem that an answer of status 400 or more carries. */
export function problemOf(response: BridgeResponse): ApiProblem {
  const members = typeof response.body === 'object' && response.body !== null ? (response.body as Record<string, unknown>) : {}
  const type = String(members['type'] ?? '')
  const code = (type.startsWith(PREFIX) ? type.slice(PREFIX.length) : 'unknown') as ApiCode
  const detail = String(members['detail'] ?? members['title'] ?? '')
  const wait = Number(response.headers['retry-after'])
  return new ApiProblem(code, response.status, detail, members, Number.isFinite(wait) && wait > 0 ? wait : null)
}

/** Any thrown value as a problem. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem('unreachable', 0, error instanceof Error ? error.message : String(error))
}
