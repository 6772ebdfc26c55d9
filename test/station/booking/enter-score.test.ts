import { describe, expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import { makeExamSite, START, TENANT } from './exam-site.ts'

async function withRegistration(doc: Doc = {}) {
  const site = await makeExamSite()
  const whole = { id: 'er-1', exam_id: 'exam-1', status: 'registered', sys_version: 1, ...doc }
  await site.store.importLines([{ key: { tenant: TENANT, collection: 'examRegistrations', id: 'er-1' }, doc: whole, site: null }], START)
  const enter = (body: unknown, tenant = TENANT) => site.post(`/examRegistrations/${tenant}/er-1/score`, body)
  return { site, enter, stored: () => site.doc('examRegistrations', 'er-1') }
}

describe('a score entered twice', () => {
  it.each([[70, 'passed'], [69.5, 'failed'], [0, 'failed'], [100, 'passed']])('%d is %s', async (score, status) => {
    const { enter } = await withRegistration()
    expect(await enter({ score, second_entry: score })).toMatchObject({ status: 200, body: { score, status, sys_version: 2 } })
  })

  it('that does not agree is stored nowhere', async () => {
    const { enter, stored } = await withRegistration()
    expect((await enter({ score: 70, second_entry: 71 })).status).toBe(409)
    expect(await stored()).toMatchObject({ status: 'registered', sys_version: 1 })
    expect(await stored()).not.toHaveProperty('score')
  })

  it.each([{ status: 'cancelled' }, { cancellation_date: '2026-11-01' }])('is not for %j', async (doc) => {
    const { enter } = await withRegistration(doc)
    expect((await enter({ score: 70, second_entry: 70 })).status).toBe(400)
  })

  it('leaves the status where the exam says nothing about passing', async () => {
    const { enter } = await withRegistration({ exam_id: 'other' })
    expect((await enter({ score: 70, second_entry: 70 })).body).toMatchObject({ score: 70, status: 'registered' })
  })

  it('meets the lock, the tenant, and unknown ids', async () => {
    const { site, enter } = await withRegistration({ sys_locked: true })
    expect((await enter({ score: 70, second_entry: 70 })).status).toBe(403)
    expect((await enter({ score: 70, second_entry: 70 }, 'other')).status).toBe(403)
    expect((await site.post(`/examRegistrations/${TENANT}/nobody/score`, { score: 1, second_entry: 1 })).status).toBe(404)
  })

  it.each([{ score: '70', second_entry: 70 }, { score: 70 }, {}, { score: 70, second_entry: 70, third: 1 }, { score: null, second_entry: null }])('refuses %j', async (body) => {
    const { enter } = await withRegistration()
    expect((await enter(body)).status).toBe(400)
  })
})
