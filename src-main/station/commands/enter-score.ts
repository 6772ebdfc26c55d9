/** Enters an exam score that two people typed in and that agrees. */
import { enterScoreInput, type EnterScoreInput } from '../../../src-shared/commands/enter-score.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import type { Doc } from '../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from './command.ts'
import { checkLock, notFound } from './record-rules.ts'
import { scoreVerdict } from './scores/score-verdict.ts'

interface State {
  registration: Loaded | undefined
  exam: Loaded | undefined
}

export const enterScore = defineCommand({
  name: 'enter-score',
  input: enterScoreInput,
  lane: ({ id }: EnterScoreInput) => `examRegistrations/${id}`,
  async load(reader: GuardedReader, { id }: EnterScoreInput): Promise<State> {
    const registration = await reader.get('examRegistrations', id)
    const exam = registration?.doc.exam_id
    return { registration, exam: typeof exam === 'string' ? await reader.get('exams', exam) : undefined }
  },
  decide({ registration, exam }: State, { score, second_entry }: EnterScoreInput, context: CommandContext): Decision {
    if (!registration) return notFound(examRegistrations, 'examRegistrations')
    const { key, doc, site } = registration
    if (doc.status === 'cancelled' || typeof doc.cancellation_date === 'string') return refuseFor('score-cancelled', {})
    if (score !== second_entry) return refuseFor('scores-differ', {}, { errors: [{ path: '/second_entry', message: 'differs from score' }] })
    const after: Doc = { ...doc, score, ...scoreVerdict(score, exam?.doc) }
    const locked = checkLock(doc, after, context.actor)
    if (locked) return locked
    return { changes: [{ key, before: doc, after, site }], answer: ([stored]) => stored }
  },
})
