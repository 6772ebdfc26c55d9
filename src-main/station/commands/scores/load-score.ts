/** An exam registration with its exam and what has been entered for it. */
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import { examRegistrations } from '../../../../src-shared/resources/exam-registrations.ts'
import type { Doc } from '../../store/store.ts'
import { numberOf } from '../booking/stored-values.ts'
import type { CommandContext, GuardedReader, Loaded, RecordChange } from '../command.ts'
import { checkLock, notFound } from '../record-rules.ts'
import { scoreVerdict } from './score-verdict.ts'

export interface LoadedScore {
  registration: Loaded | undefined
  exam: Loaded | undefined
  /** One record of `scoreEntries` for each exam registration, with the same id. */
  scores: Loaded | undefined
}

export async function loadScore(reader: GuardedReader, id: string): Promise<LoadedScore> {
  const registration = await reader.get('examRegistrations', id)
  const exam = registration?.doc.exam_id
  return { registration, exam: typeof exam === 'string' ? await reader.get('exams', exam) : undefined, scores: await reader.get('scoreEntries', id) }
}

/** The registration that takes a score. */
export function takesScore({ registration, exam }: LoadedScore, score: number): Loaded | Refusal {
  if (!registration) return notFound(examRegistrations, 'examRegistrations')
  const { status, cancellation_date } = registration.doc
  if (status === 'cancelled' || typeof cancellation_date === 'string') return refuseFor('score-cancelled', {})
  const most = numberOf(exam?.doc, 'maximum_score')
  if (most !== null && score > most) return refuseFor('score-too-high', { most }, { errors: [{ path: '/score', message: `must be at most ${most}` }] })
  return registration
}

/** Adds an entry. Entries of two desks are both kept: each has an id of its own. */
export function withEntry({ scores }: LoadedScore, { key, site }: Loaded, entry: Doc): RecordChange {
  const Entries = [...((scores?.doc.Entries as Doc[] | undefined) ?? []), entry]
  const after: Doc = { ...(scores?.doc ?? { id: key.id, ExamRegistration: key.id }), Entries }
  return { key: { ...key, collection: 'scoreEntries' }, ...(scores ? { before: scores.doc } : {}), after, site }
}

/** The score on the registration, with passed or failed. */
export function withScore({ key, doc, site }: Loaded, exam: Loaded | undefined, score: number, context: CommandContext): RecordChange | Refusal {
  const after: Doc = { ...doc, score, ...scoreVerdict(score, exam?.doc) }
  return checkLock(doc, after, context.actor) ?? { key, before: doc, after, site }
}
