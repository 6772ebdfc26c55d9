/** Fifty writers at once: on one record, on one counter, on the last seats of an event. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEAST, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'
import { RESOURCES } from '../../../src-shared/resources/index.ts'

const WRITERS = 50
const all = <T>(write: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: WRITERS }, (_, i) => write(i)))

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

describe.each(RESOURCES.map(({ collection, path }) => [collection, path] as const))('%s', (collection, path) => {
  const url = `/${path}/${TENANT}`
  const create = () => station.call('POST', url, { body: LEAST[path] })

  it('numbers what is made at the same time without a gap and without a repetition', async () => {
    const { body: first } = await create()
    const made = await all(create)
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 200))
    expect(made.map(({ body }) => body.number as number).sort((a, b) => a - b)).toEqual(made.map((_, i) => first.number + 1 + i))
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(WRITERS)
  })

  it('uses no number of a deleted record again', async () => {
    const { body: last } = await create()
    await station.call('DELETE', `${url}/${last.id}`)
    expect((await create()).body.number).toBe(last.number + 1)
  })

  it('keeps every change of one record, each with a version of its own', async () => {
    const { body: made } = await create()
    const start = await station.call('PATCH', `${url}/${made.id}`, { body: [{ op: 'add', path: '/custom_field_values', value: [] }] })
    const changed = await all((i) => station.call('PATCH', `${url}/${made.id}`, { body: [{ op: 'add', path: '/custom_field_values/-', value: { field_id: `f${i}`, value: i } }] }))
    expect(changed.map(({ status }) => status)).toEqual(changed.map(() => 200))
    expect(changed.map(({ body }) => body.sys_version as number).sort((a, b) => a - b)).toEqual(changed.map((_, i) => start.body.sys_version + 1 + i))
    const { body: record } = await station.call('GET', `${url}/${made.id}`)
    expect(record.custom_field_values.map(({ value }: { value: number }) => value).sort((a: number, b: number) => a - b)).toEqual(changed.map((_, i) => i))
    expect(record.sys_version).toBe(start.body.sys_version + WRITERS)
  })

  it('lets one of them write back the version that all have read', async () => {
    const { body: made } = await create()
    const answers = await all((i) => station.call('PUT', `${url}/${made.id}`, { body: { ...made, notes: `writer ${i}` } }))
    const won = answers.filter(({ status }) => status === 200)
    expect([won.length, answers.filter(({ status }) => status === 409).length]).toEqual([1, WRITERS - 1])
    expect((await station.call('GET', `${url}/${made.id}`)).body).toEqual(won[0]?.body)
  })

  it('deletes once', async () => {
    const { body: made } = await create()
    const answers = await all(() => station.call('DELETE', `${url}/${made.id}`))
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    expect(answers.filter(({ status }) => status === 404).length).toBe(WRITERS - 1)
  })

  it('makes one record of fifty requests with one Idempotency-Key', async () => {
    const before = await station.store.lastSeq()
    const answers = await all(() => station.call('POST', url, { body: LEAST[path], headers: { 'idempotency-key': `only-one-${collection}` } }))
    const made = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.id))
    expect(made.size).toBe(1)
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    expect(await station.store.lastSeq()).toBe(before + 1)
  })
})

it('fills an event to its limit and no further', async () => {
  const event = '5f1d7a52-0c1e-4c55-9d0b-3f5a8f0e1c01'
  await station.seed('venues', [{ id: 'venue-1', name: 'Hall', time_zone: 'Europe/Dublin' }])
  await station.seed('assessmentForms', [{ id: 'form-1', code: 'A', published: true }])
  await station.seed('bookingEvents', [{ id: event, EventVenue: 'venue-1', EventStart: '2026-11-22T17:00:00.000Z', EventStatus: 'Scheduled', RegistrationLimit: 20 }])
  const body = { EventVenue: 'venue-1', EventStart: '2026-11-22T17:00:00Z', Learner: 'contact-1', Assessment: 'A' }
  const answers = await all((i) => station.call('POST', `/api/registrations/00000000-0000-4000-8000-0000000000${String(i).padStart(2, '0')}/commands/register-lax`, { body }))
  expect(answers.filter(({ status }) => status === 200).length).toBe(20)
  expect(new Set(answers.filter(({ status }) => status !== 200).map(({ status, body: { detail } }) => `${status} ${detail}`))).toEqual(new Set(['400 Event is full.']))
  const list = await station.call('GET', '/api/events/list-events?date=2026-11-22')
  expect(list.body.Items[0].RegistrationCount).toBe(20)
})
