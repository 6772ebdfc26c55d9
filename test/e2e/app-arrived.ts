/** What headquarters has once a day at the desk has arrived: each thing once. */
import { expect } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import type { ExamMorning, Registration } from './exam-morning.ts'

interface Arrived extends Registration {
  ExamRegistration: string
  CheckInHistory: { Kind: string }[]
}

export interface Day {
  /** Registrations in the morning. */
  before: number
  /** In, with this locker and so many sheets, all of them back. */
  scanned: { who: Registration; locker: string; sheets: number }
  /** In another sitting now. */
  moved: Registration
  /** Absent, and back. */
  away: Registration
  /** Given this seat. */
  seated: { who: Registration; seat: string }
  /** Registered at the door twice and cancelled once. */
  walkIn: string
  /** Of the first candidates, in their order. */
  scores: readonly { score: number; status: 'passed' | 'failed' }[]
}

export async function arrivedOnce({ askHq, event, candidates }: ExamMorning, { before, scanned, moved, away, seated, walkIn, scores }: Day): Promise<void> {
  const { Items } = await askHq<{ Items: Arrived[] }>('/api/registrations/search', {})
  const at = ({ RegistrationIdentifier: id }: Registration) => must(Items.find((one) => one.RegistrationIdentifier === id), 'the registration')
  const kinds = (one: Registration) => at(one).CheckInHistory.map(({ Kind }) => Kind)
  expect(Items).toHaveLength(before + 2)
  expect(at(scanned.who)).toMatchObject({ Locker: scanned.locker, CheckedInBy: 'Amara Diallo' })
  expect(kinds(scanned.who)).toEqual(['CheckIn'])
  expect(kinds(away)).toEqual(['Absent', 'Undo'])
  expect(at(moved).EventIdentifier).not.toBe(event)
  expect(at(seated.who).Seat).toBe(seated.seat)
  const paper = await askHq<{ Items: { Status: string }[] }>(`/api/events/scrap-paper?id=${scanned.who.RegistrationIdentifier}`)
  expect(paper.Items.map(({ Status }) => Status)).toEqual(Array(scanned.sheets).fill('Returned'))
  const seats = Items.filter((one) => one.EventIdentifier === event && one.ApprovalStatus === 'Registered').map(({ Seat }) => Seat)
  expect(seats).not.toContain(null)
  expect(new Set(seats).size).toBe(seats.length)
  expect(Items.filter(({ LearnerName }) => LearnerName === walkIn).map(({ ApprovalStatus }) => ApprovalStatus).toSorted()).toEqual(['Cancelled', 'Registered'])
  const results = scores.map((_, n) => askHq(`/examRegistrations/demo/${at(must(candidates[n], 'a candidate')).ExamRegistration}`))
  expect(await Promise.all(results)).toMatchObject([...scores])
}
