/** Exam scores, entered twice. */
import type { FastifyInstance } from 'fastify'
import { enterScoreBody, type EnterScoreInput } from '../../../src-shared/commands/enter-score.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import { enterScore } from '../commands/enter-score.ts'
import { answers } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountScores(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'POST', path: '/examRegistrations/{tenantId}/{id}/score', operationId: 'enterScore', tag: 'The desk', extension: true, access: 'write',
    summary: 'Enter a score that two people typed in',
    description: "Passed or failed follows the exam's `passing_score`.",
    body: enterScoreBody,
    responses: answers(examRegistrations.schema, { 404: { description: 'No such exam registration' }, 409: { description: 'The two entries do not agree; nothing was stored' } }),
    handle: ({ run, params, body }) => run(enterScore, { ...(body as Omit<EnterScoreInput, 'id'>), id: params.id ?? '' }),
  })
}
