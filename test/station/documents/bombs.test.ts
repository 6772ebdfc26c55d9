/** Small requests that would make large answers or deep records: refused, quickly, and nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAM, exam, LEAST, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

const copies = (times: number, from: string, path: string) => Array.from({ length: times }, () => ({ op: 'copy', from, path }))
const seed = (value: unknown) => [{ op: 'add', path: '/custom_field_values', value }]

describe('a patch', () => {
  it.each([
    ['doubles a list', [...seed([{ a: 1 }]), ...copies(40, '/custom_field_values', '/custom_field_values/0/a')]],
    ['doubles a depth', [...seed([{ a: {} }]), ...copies(40, '/custom_field_values/0', '/custom_field_values/0/a/a')]],
    ['copies a long text', [...seed([{ a: 'x'.repeat(500_000) }]), ...copies(2_000, '/custom_field_values/0', '/custom_field_values/-')]],
    ['moves a large value about', [...seed([{ a: 'x'.repeat(500_000) }, {}]), ...Array.from({ length: 1_000 }, (_, i) => ({ op: 'move', from: `/custom_field_values/${i % 2}/a`, path: `/custom_field_values/${(i + 1) % 2}/a` }))]],
    ['adds ever deeper', [...seed([{}]), ...Array.from({ length: 200 }, (_, i) => ({ op: 'add', path: `/custom_field_values/0${'/a'.repeat(i + 1)}`, value: {} }))]],
  ])('that %s is 400', async (_what, body) => {
    const { body: made } = await station.call('POST', EXAM, { body: exam() })
    const answer = await station.call('PATCH', `${EXAM}/${made.id}`, { body })
    expect([answer.status, answer.body.detail]).toEqual([400, expect.any(String)])
    expect((await station.call('GET', `${EXAM}/${made.id}`)).body).toEqual(made)
  })

  it('may copy and move as people do', async () => {
    const { body: made } = await station.call('POST', EXAM, { body: exam({ custom_field_values: [{ field_id: 'a', value: { b: [1, 2] } }] }) })
    const answer = await station.call('PATCH', `${EXAM}/${made.id}`, { body: [...copies(20, '/custom_field_values/0', '/custom_field_values/-'), { op: 'move', from: '/custom_field_values/3', path: '/custom_field_values/0' }] })
    expect([answer.status, answer.body.custom_field_values.length]).toEqual([200, 21])
  })
})

it('many sessions at one time are refused, and a day full of them is not', async () => {
  const sessions = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `s${i}`, start: '2026-11-22T09:00:00Z', end: '2026-11-22T10:00:00Z' }))
  const detect = (count: number) => station.call('POST', `/registrations/${TENANT}/portal/detectSchedulingConflicts`, { body: { ...LEAST.registrations, sessions: sessions(count) } })
  expect((await detect(9_000)).status).toBe(400)
  const { status, body } = await detect(60)
  expect([status, body.schedulingConflicts.length]).toEqual([200, (60 * 59) / 2])
  expect(body.schedulingConflicts[0]).toMatchObject({ start: '2026-11-22T09:00:00Z', end: '2026-11-22T10:00:00Z' })
})
