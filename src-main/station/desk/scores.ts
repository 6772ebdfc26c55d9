/** The scores of one sitting, for one person: blind to what the others entered. */
import type { ScoreRow, Scores, ScoreStateHere } from '../../../src-shared/desk/scores.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { docsOf, numberOf, textOf } from '../commands/booking/stored-values.ts'
import type { Loaded } from '../commands/command.ts'
import { scoreStanding } from '../commands/scores/score-standing.ts'
import { byIds } from './by-ids.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { sittingOf } from './sittings.ts'

export async function scoresOf(view: DeskView, id: string, person: string): Promise<Scores | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const there = (await view.rosters.of(event.key.id)).filter(({ attendance }) => attendance === 'in' || attendance === 'late')
  const bookings = await byIds(view, 'bookingRegistrations', there.map((entry) => entry.id))
  const examOf = new Map([...bookings].flatMap(([booking, { doc }]) => { const exam = textOf(doc, 'ExamRegistration'); return exam === null ? [] : [[booking, exam] as const] }))
  const registrations = await byIds(view, 'examRegistrations', [...examOf.values()])
  const scores = await byIds(view, 'scoreEntries', [...examOf.values()])
  const waiting = view.store.outbox.waitingOn([...registrations.values(), ...scores.values()].map(({ key }) => key))
  const rows = there.toSorted(byOrder).map((entry): ScoreRow => {
    const exam = examOf.get(entry.id)
    const registration = exam === undefined ? undefined : registrations.get(exam)
    return { ...personOf(entry), ...standing(registration, exam === undefined ? undefined : scores.get(exam), person), waiting: exam !== undefined && (waiting.has(`examRegistrations/${exam}`) || waiting.has(`scoreEntries/${exam}`)) }
  })
  const exam = await examOfSitting(view, registrations)
  return { event: await sittingOf(view, event.doc), maximum: numberOf(exam, 'maximum_score'), passing: numberOf(exam, 'passing_score'), rows }
}

function personOf({ id, name, sort_name, code, seat }: RosterEntry): Pick<ScoreRow, 'registration' | 'name' | 'sort_name' | 'code' | 'seat'> {
  return { registration: id, name, sort_name, code, seat }
}

function standing(registration: Loaded | undefined, scores: Loaded | undefined, person: string): Pick<ScoreRow, 'exam_registration' | 'state' | 'mine' | 'score' | 'result' | 'corrected'> {
  if (!registration || registration.doc.status === 'cancelled') return { exam_registration: null, state: 'without', mine: null, score: null, result: null, corrected: false }
  const { state, entries } = scoreStanding(scores?.doc)
  const score = numberOf(registration.doc, 'score')
  const status = textOf(registration.doc, 'status')
  return {
    exam_registration: `/examRegistrations/${registration.key.tenant}/${encodeURIComponent(registration.key.id)}`,
    // A score that a program entered stands as well.
    state: score !== null && state !== 'mismatch' ? 'final' : here(state, entries.has(person)),
    mine: entries.get(person) ?? null,
    score,
    result: score !== null && (status === 'passed' || status === 'failed') ? status : null,
    corrected: docsOf(scores?.doc, 'Entries').some(({ kind }) => kind === 'correction'),
  }
}

function here(state: ReturnType<typeof scoreStanding>['state'], own: boolean): ScoreStateHere {
  if (state === 'one') return own ? 'mine' : 'theirs'
  if (state === 'mismatch') return own ? 'differs' : 'third'
  return state
}

/** The exam that the sitting's candidates take; where they take several there is no one pass mark to show. */
async function examOfSitting({ reader }: DeskView, registrations: ReadonlyMap<string, Loaded>): Promise<Loaded['doc'] | undefined> {
  const exams = new Set([...registrations.values()].flatMap(({ doc }) => textOf(doc, 'exam_id') ?? []))
  const [only, other] = exams
  return only === undefined || other !== undefined ? undefined : (await reader.get('exams', only))?.doc
}

/** By name, as the roster is. */
export function byOrder(one: RosterEntry, other: RosterEntry): number {
  return one.search.order < other.search.order ? -1 : Number(one.search.order > other.search.order)
}
