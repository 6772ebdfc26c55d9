import { describe, expect, it } from 'vitest'
import { recordRows } from '../../src-renderer/features/sync-status/record-rows.ts'

const ID = '3de8dd54-4544-403d-b0c3-867d5b577682'

describe('what a card shows of a refused write', () => {
  it('is what was done and what headquarters has in its place, without ids, histories and stamps', () => {
    const mine = { AttendanceStatus: 'Present', CheckedInAt: '2026-11-22T19:12:00Z', CheckedInBy: 'Amara Diallo', Seat: '03', SeatHistory: [{ id: ID, Seat: '03' }], LastChangeTime: '2026-11-22T19:12:00Z' }
    const theirs = { id: ID, EventIdentifier: ID, LearnerName: 'Guðrún Þórsdóttir', ApprovalStatus: 'Cancelled', AttendanceStatus: 'Pending', CheckedInAt: null, Seat: null, sys_version: 3 }
    expect(recordRows(mine, theirs)).toEqual({
      mine: [{ field: 'Seat', value: '03' }, { field: 'AttendanceStatus', value: 'Present' }, { field: 'CheckedInAt', value: '2026-11-22T19:12:00Z' }],
      theirs: [{ field: 'Seat', value: null }, { field: 'AttendanceStatus', value: 'Pending' }, { field: 'CheckedInAt', value: null }],
    })
  })

  it('is the person and the form of a registration that headquarters does not have', () => {
    const mine = { id: ID, Learner: ID, LearnerName: 'Noor Haddad', Assessment: 'OLD-1', ApprovalStatus: 'Registered', Accommodations: [], sys_created_by_id: ID }
    expect(recordRows(mine, null)).toEqual({ mine: [{ field: 'LearnerName', value: 'Noor Haddad' }, { field: 'Assessment', value: 'OLD-1' }, { field: 'ApprovalStatus', value: 'Registered' }], theirs: [] })
  })

  it('names the kinds of a list, and leaves out what is alike', () => {
    const granted = [{ Type: 'Extra time', TimeExtension: 45, GrantedBy: ID }]
    expect(recordRows({ Accommodations: granted, Seat: '4' }, { Seat: '4' })).toEqual({ mine: [{ field: 'Accommodations', value: ['Extra time'] }], theirs: [{ field: 'Accommodations', value: null }] })
  })

  it('keeps the names of the documents where no field has a word', () => {
    expect(recordRows({ id: ID, city: 'Kraków', student_id: ID, order: { total: 120 } }, null)?.mine).toEqual([{ field: 'city', value: 'Kraków' }])
  })

  it('is nothing where the card is about one field', () => {
    for (const [mine, theirs] of [['C1', 'C3'], [null, '30'], [['Reader'], null]]) expect(recordRows(mine, theirs)).toBeNull()
  })
})
