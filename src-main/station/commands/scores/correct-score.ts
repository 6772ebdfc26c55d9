/** Corrects a score, or decides one that nobody agrees on, with a reason that is kept. */
import { correctScoreInput, type CorrectScoreInput, type ScoreState } from '../../../../src-shared/commands/score-entries.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import { numberOf } from '../booking/stored-values.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { loadScore, takesScore, withEntry, withScore, type LoadedScore } from './load-score.ts'
import { scoreStanding } from './score-standing.ts'

export const correctScore = defineCommand({
  name: 'correct-score',
  input: correctScoreInput,
  lane: ({ id }: CorrectScoreInput) => `examRegistrations/${id}`,
  load: (reader: GuardedReader, { id }: CorrectScoreInput) => loadScore(reader, id),
  decide(found: LoadedScore, { score, reason, second }: CorrectScoreInput, context: CommandContext): Decision {
    const registration = takesScore(found, score)
    if (isRefusal(registration)) return registration
    const { state } = scoreStanding(found.scores?.doc)
    if ((state === 'none' || state === 'one') && numberOf(registration.doc, 'score') === null) return refuseFor('score-not-yet', {})
    const { id: by, name: by_name } = context.actor
    const entry = withEntry(found, registration, { id: context.newId(), kind: 'correction', by, by_name, at: context.at, score, reason, ...(second ? { signed_by: second.name } : {}) })
    const scored = withScore(registration, found.exam, score, context)
    if (isRefusal(scored)) return scored
    const answer = (): ScoreState => ({ id: registration.key.id, state: 'final', score })
    return { changes: [entry, scored], answer, ...(second ? { signedBy: second } : {}) }
  },
})
