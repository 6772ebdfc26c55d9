/** Writes what a handler answered. */
import type { FastifyReply } from 'fastify'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Answer } from './route.ts'
import { PROBLEM_TYPE, sendRefusal } from './send-refusal.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  // The handler has taken the connection for itself (a stream).
  if (answer === undefined) return reply
  if (isRefusal(answer)) return sendRefusal(reply, answer)
  if (answer.headers) reply.headers(answer.headers)
  reply.code(answer.status)
  if (answer.contentType !== undefined) return reply.header('content-type', answer.contentType).send(answer.body)
  return reply.header('content-type', answer.status >= 400 ? PROBLEM_TYPE : JSON_TYPE).send(JSON.stringify(answer.body ?? null))
}
