/** Blind entries and corrections of scores. */
import type { FastifyInstance } from 'fastify'
import { correctScoreBody, scoreEntryBody, scoreState, type ScoreEntryInput } from '../../../src-shared/commands/score-entries.ts'
import { correctScore } from '../commands/scores/correct-score.ts'
import { enterScoreEntry } from '../commands/scores/enter-score-entry.ts'
import { answers } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'
import { aLead, runSigned } from './signed.ts'

const common = { method: 'POST', tag: 'The desk', extension: true, access: 'write' } as const

export function mountScoreEntries(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, path: '/examRegistrations/{tenantId}/{id}/score-entry', operationId: 'enterScoreEntry',
    summary: 'One person\'s entry of a score',
    description: 'Two people who agree make the score; where two differ, a third person enters it. Nobody is told what another entered.',
    body: scoreEntryBody,
    responses: answers(scoreState, { 403: { description: 'One of two differing entries is this person\'s' }, 404: { description: 'No such exam registration' }, 409: { description: 'There is a score already' } }),
    handle: ({ run, params, body }) => run(enterScoreEntry, { ...(body as Omit<ScoreEntryInput, 'id'>), id: params.id ?? '' }),
  })
  const correct = runSigned(deps, correctScore, aLead, 'A score is corrected by a lead. A lead has to sign with their PIN.')
  route(app, deps, {
    ...common, path: '/examRegistrations/{tenantId}/{id}/score-correction', operationId: 'correctScore',
    summary: 'Correct a score, with a reason',
    body: correctScoreBody,
    responses: answers(scoreState, { 403: { description: 'Not by a lead, nor signed by one' }, 404: { description: 'No such exam registration' }, 409: { description: 'There is no score to correct' } }),
    handle: (call) => correct({ ...call, params: { id: call.params.id ?? '' } }),
  })
}
