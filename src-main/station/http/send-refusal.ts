/** The one place that turns a refusal into an HTTP answer. */
import type { FastifyReply } from 'fastify'
import { PROBLEMS, problemDocument, type Refusal } from '../../../src-shared/problem.ts'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** A refusal on its way through code that can only throw. The error handler answers it like a returned one. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}

/** Answers with the refusal as `application/problem+json`. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status } = PROBLEMS[refusal.refused]
  // A client that is told to come back later has to be told when.
  const wait = refusal.retry_after_seconds ?? (status === 429 ? 1 : undefined)
  if (wait !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(wait))))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problemDocument(refusal)))
}
