/** One person's blind entry of a score. Two that agree make the score; two that differ wait for a third person. */
import { scoreEntryInput, type ScoreEntryInput, type ScoreState } from '../../../../src-shared/commands/score-entries.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import { numberOf } from '../booking/stored-values.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { loadScore, takesScore, withEntry, withScore, type LoadedScore } from './load-score.ts'
import { scoreStanding } from './score-standing.ts'

export const enterScoreEntry = defineCommand({
  name: 'enter-score-entry',
  input: scoreEntryInput,
  lane: ({ id }: ScoreEntryInput) => `examRegistrations/${id}`,
  load: (reader: GuardedReader, { id }: ScoreEntryInput) => loadScore(reader, id),
  decide(found: LoadedScore, { score }: ScoreEntryInput, context: CommandContext): Decision {
    const registration = takesScore(found, score)
    if (isRefusal(registration)) return registration
    const before = scoreStanding(found.scores?.doc)
    const { id } = context.actor
    if (before.state === 'final' || (before.state === 'none' && numberOf(registration.doc, 'score') !== null)) {
      return refuseFor('score-there', {})
    }
    if (before.state === 'mismatch' && before.entries.has(id)) return refuseFor('score-needs-third', {})
    const entry = withEntry(found, registration, { id: context.newId(), kind: 'entry', by: id, by_name: context.actor.name, at: context.at, score })
    const after = scoreStanding(entry.after)
    const answer = (): ScoreState => ({ id: registration.key.id, state: after.state === 'none' ? 'one' : after.state, score: after.score })
    if (after.score === null) return { changes: [entry], answer, touches: [registration.key] }
    const scored = withScore(registration, found.exam, after.score, context)
    return isRefusal(scored) ? scored : { changes: [entry, scored], answer }
  },
})
