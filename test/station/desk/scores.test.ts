import { beforeEach, describe, expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { makeWorld, type Desk } from '../booking/station-and-hq.ts'
import { contactId, event, makeDeskSite, MORNING, person, PIN, registrationId, TENANT, VENUE, type DeskSite } from './make-desk-site.ts'

const EXAM = 'exam-1'
const examOf = (n: number) => `exam-registration-${n}`
const NAMES: [string, string | undefined][] = [['Zoë', 'Ó Briain'], ['李娜', undefined], ['D', "D'Arcy"]]

let site: DeskSite
let tokens: Record<'amara' | 'ravi' | 'admin', string>

beforeEach(async () => {
  site = await makeDeskSite()
  await site.load([
    event(MORNING, '2026-11-23T17:00:00Z'),
    ['exams', { id: EXAM, name: 'Electrician', passing_score: 70, maximum_score: 100 }],
    ...NAMES.flatMap(([first, last], n) => [
      ...person(n, MORNING, first, last, { AttendanceStatus: 'Present', CheckedInAt: '2026-11-23T16:50:00Z', ExamRegistration: examOf(n) }),
      ['examRegistrations', { id: examOf(n), exam_id: EXAM, exam_offering_id: 'o', student_id: contactId(n), date: '2026-11-01', status: 'registered', testing_facility_id: VENUE, sys_version: 1 }] as const,
    ]),
    ...person(8, MORNING, 'Absent', 'Person', { AttendanceStatus: 'Absent' }),
    ...person(9, MORNING, 'Walk-in', 'O', { AttendanceStatus: 'Present', CheckedInAt: '2026-11-23T16:55:00Z' }),
  ])
  tokens = { amara: await site.signIn('amara'), ravi: await site.signIn('ravi'), admin: await site.signIn('admin') }
})

type Who = keyof typeof tokens
const rows = async (who: Who): Promise<ScoreRow[]> => (await site.ask('GET', `/desk/scores?event=${MORNING}`, { token: tokens[who] })).body.rows
const row = async (who: Who, n: number) => (await rows(who)).find(({ registration }) => registration === registrationId(n))
const enter = (who: Who, n: number, score: number) => site.ask('POST', `/examRegistrations/${TENANT}/${examOf(n)}/score-entry`, { token: tokens[who], body: { score } })
const correct = (who: Who, n: number, body: object) => site.ask('POST', `/examRegistrations/${TENANT}/${examOf(n)}/score-correction`, { token: tokens[who], body })
const registration = async (n: number) => (await site.ask('GET', `/examRegistrations/${TENANT}/${examOf(n)}`, { token: tokens.amara })).body

describe('blind double entry', () => {
  it('lists who was there, and who has nothing to score', async () => {
    expect((await rows('amara')).map(({ name, state }) => [name, state])).toEqual([["D D'Arcy", 'none'], ['Walk-in O', 'without'], ['Zoë Ó Briain', 'none'], ['李娜', 'none']])
    expect((await site.ask('GET', `/desk/scores?event=${MORNING}`, { token: tokens.amara })).body).toMatchObject({ passing: 70, maximum: 100 })
    expect((await site.ask('GET', '/desk/scores?event=nothing', { token: tokens.amara })).status).toBe(404)
  })

  it('tells nobody what another entered, and lets two who agree make the score', async () => {
    expect((await enter('amara', 0, 71)).body).toEqual({ id: examOf(0), state: 'one', score: null })
    expect(await row('amara', 0)).toMatchObject({ state: 'mine', mine: 71, score: null })
    const theirs = await row('ravi', 0)
    expect(theirs).toMatchObject({ state: 'theirs', mine: null, score: null, result: null })
    expect(JSON.stringify(await rows('ravi'))).not.toContain('71')
    expect(await registration(0)).not.toHaveProperty('score')
    expect((await enter('ravi', 0, 71)).body).toEqual({ id: examOf(0), state: 'final', score: 71 })
    expect(await registration(0)).toMatchObject({ score: 71, status: 'passed' })
    expect(await row('amara', 0)).toMatchObject({ state: 'final', score: 71, result: 'passed', corrected: false })
  })

  it('lets a person change their own entry until somebody else has entered one', async () => {
    await enter('amara', 0, 17)
    expect((await enter('amara', 0, 71)).body.state).toBe('one')
    expect((await enter('ravi', 0, 71)).body).toMatchObject({ state: 'final', score: 71 })
  })

  it('gives two entries that differ to a third person, and no score twice', async () => {
    await enter('amara', 0, 69)
    expect((await enter('ravi', 0, 96)).body).toEqual({ id: examOf(0), state: 'mismatch', score: null })
    expect((await row('amara', 0))?.state).toBe('differs')
    expect((await row('admin', 0))?.state).toBe('third')
    expect(await enter('amara', 0, 96)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Somebody else') } })
    expect((await enter('admin', 0, 69)).body).toMatchObject({ state: 'final', score: 69 })
    expect(await registration(0)).toMatchObject({ score: 69, status: 'failed' })
    for (const who of ['amara', 'ravi', 'admin'] as const) expect((await enter(who, 0, 70)).status).toBe(409)
    expect((await registration(0)).score).toBe(69)
  })

  it('refuses what cannot be a score, a cancelled registration and one that is not there', async () => {
    expect((await enter('amara', 0, 101)).body.detail).toContain('highest score')
    expect((await enter('amara', 0, -1)).status).toBe(400)
    expect((await enter('amara', 77, 5)).status).toBe(404)
    await site.load([['examRegistrations', { id: examOf(1), exam_id: EXAM, student_id: contactId(1), date: '2026-11-01', status: 'cancelled', testing_facility_id: VENUE, sys_version: 1 }]])
    expect((await enter('amara', 1, 5)).status).toBe(400)
  })
})

describe('two desks without a line', () => {
  const docs: [Collection, Doc][] = [
    ['exams', { id: EXAM, passing_score: 70, maximum_score: 100 }],
    ['examRegistrations', { id: examOf(0), exam_id: EXAM, status: 'registered', sys_version: 1 }],
  ]
  const enterAt = (desk: Desk, score: number) => desk.run('enter-score-entry', { id: examOf(0), score })

  it('that each entered it first make the score together at headquarters', async () => {
    const { hq, desks: [one, other], sync } = await makeWorld(['amara', 'ravi'], docs)
    await enterAt(one!, 88)
    await enterAt(other!, 88)
    expect((await sync(one!)).map(({ state }) => state)).toEqual(['applied'])
    expect((await sync(other!)).map(({ state }) => state)).toEqual(['applied'])
    await sync(one!)
    for (const desk of [hq, one!, other!]) expect(await desk.doc('examRegistrations', examOf(0))).toMatchObject({ score: 88, status: 'passed' })
  })

  it('that disagree leave it to a third person, and whoever comes after the score is told', async () => {
    const { hq, desks: [one, other, third], sync } = await makeWorld(['amara', 'ravi', 'noor'], docs)
    await enterAt(one!, 88)
    await enterAt(other!, 78)
    for (const desk of [one!, other!, third!]) await sync(desk)
    expect((await hq.doc('examRegistrations', examOf(0)))?.score).toBeUndefined()
    await enterAt(third!, 78)
    await sync(third!)
    expect(await hq.doc('examRegistrations', examOf(0))).toMatchObject({ score: 78 })
    expect((await hq.doc('scoreEntries', examOf(0)))?.Entries).toHaveLength(3)
  })
})

describe('a correction', () => {
  it('needs a score, a reason and a lead', async () => {
    expect((await correct('ravi', 0, { score: 80, reason: 'Page 3 was not counted' })).status).toBe(409)
    await enter('amara', 0, 60)
    await enter('admin', 0, 60)
    expect((await correct('ravi', 0, { score: 80 })).status).toBe(400)
    expect(await correct('amara', 0, { score: 80, reason: 'Page 3 was not counted' })).toMatchObject({ status: 403, body: { sign_off: 'lead' } })
    expect((await correct('ravi', 0, { score: 80, reason: 'Page 3 was not counted' })).body).toEqual({ id: examOf(0), state: 'final', score: 80 })
    expect(await registration(0)).toMatchObject({ score: 80, status: 'passed' })
    expect(await row('amara', 0)).toMatchObject({ state: 'final', score: 80, corrected: true, mine: 60 })
  })

  it('of a proctor carries the signature of a lead', async () => {
    await enter('amara', 0, 60)
    await enter('ravi', 0, 61)
    const { body } = await site.ask('POST', '/desk/sign-off', { token: tokens.amara, body: { user_id: 'ravi', pin: PIN } })
    expect((await correct('amara', 0, { score: 61, reason: 'Counted again together', SignOff: body.token })).body.score).toBe(61)
    const stored = await site.store.get({ tenant: TENANT, collection: 'scoreEntries', id: examOf(0) })
    expect(JSON.parse(stored!.text).Entries.at(-1)).toMatchObject({ kind: 'correction', by: 'amara', signed_by: 'Ravi Okafor', reason: 'Counted again together' })
  })
})
