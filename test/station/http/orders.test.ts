import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
  await station.seed('contacts', [{ id: 'zoe', name: 'Zoë Ó', is_member: true }, { id: 'li', name: 'Li Na' }])
  await station.seed('exams', [{ id: 'weld', name: 'Interprovincial Welder' }, { id: 'free', name: 'Practice' }])
  await station.seed('examOfferings', [{ id: 'nov' }])
  await station.seed('events', [{ id: 'conf', name: 'Annual Conference' }])
  await station.seed('packages', [{ id: 'full' }, { id: 'day' }])
  await station.seed('registrationTypes', [{ id: 'std' }])
  await station.seed('groups', [{ id: 'team' }])
  await station.seed('fees', [
    { id: 'f2', exam_id: 'weld', amount: 150.005, member_amount: 99.99, currency_code: 'CAD' },
    { id: 'f3', exam_id: 'weld', amount: 1, currency_code: 'CAD' },
    { id: 'e1', event_id: 'conf', amount: 500, currency_code: 'CAD' },
    { id: 'z9', package_id: 'full', amount: 0.1, currency_code: 'CAD' },
  ])
  await station.seed('coupons', [{ id: 'half', code: 'HALF', percent_off: 50 }, { id: 'big', code: 'BIG', amount_off: 9_999 }])
})
afterAll(() => station.close())

const exam = (student_id: string, exam_id = 'weld') => ({ exam_id, exam_offering_id: 'nov', student_id, date: '2026-11-22' })
const event = (more: object = {}) => ({ event_id: 'conf', contact_id: 'li', type_id: 'std', package_id: 'day', date: '2026-11-22', status: 'active', ...more })
const order = (path: string, body: object) => station.call('POST', `/${path}/${TENANT}/generateOrder`, { body })
const create = async (path: string, body: object) => (await station.call('POST', `/${path}/${TENANT}`, { body })).body

describe('generateOrder', () => {
  it('prices an exam by its smallest fee, half a cent up, and stores the order', async () => {
    const { status, body } = await order('examRegistrations', exam('li'))
    expect(status).toBe(200)
    expect(body).toEqual({
      id: body.id, status: 'open', currency_code: 'CAD', subtotal: 150.01, discount: 0, total: 150.01, amount_paid: 0, balance_due: 150.01,
      line_items: [{ description: 'Interprovincial Welder', quantity: 1, unit_price: 150.01, amount: 150.01 }],
    })
    expect((await station.call('GET', `/orders/${TENANT}/${body.id}`)).body).toMatchObject({ total: 150.01 })
  })

  it('gives members their price, and nothing costs nothing', async () => {
    expect((await order('examRegistrations', exam('zoe'))).body).toMatchObject({ total: 99.99 })
    expect((await order('examRegistrations', exam('li', 'free'))).body).toMatchObject({ total: 0, line_items: [] })
  })

  it('updates the open order of a saved registration in place of making another', async () => {
    const saved = await create('examRegistrations', exam('li'))
    const first = (await order('examRegistrations', saved)).body
    const current = (await station.call('GET', `/examRegistrations/${TENANT}/${saved.id}`)).body
    expect(current.order_id).toBe(first.id)
    expect((await order('examRegistrations', current)).body).toMatchObject({ id: first.id, line_items: [{ registration_id: saved.id }] })
  })

  it('takes a package over an event and applies the coupon, never below 0', async () => {
    expect((await order('registrations', event({ package_id: 'full' }))).body).toMatchObject({ order_total: 0.1, order_balance_due: 0.1, order_status: 'open', order_currency_code: 'CAD' })
    expect((await order('registrations', event({ coupon_code_id: 'half' }))).body).toMatchObject({ order_total: 250 })
    expect((await order('registrations', event({ coupon_code_id: 'big' }))).body).toMatchObject({ order_total: 0, order_balance_due: 0 })
  })

  it('refuses what it cannot price, by field, and changes nothing', async () => {
    expect(await order('examRegistrations', { student_id: 'li' })).toMatchObject({ status: 400, body: { errors: [{ path: '/exam_id' }] } })
    expect(await order('examRegistrations', { ...exam('li'), shoe_size: 9 })).toMatchObject({ status: 400 })
    expect((await station.call('POST', `/examRegistrations/${TENANT}/generateOrder`, { body: exam('li'), key: station.readKey })).status).toBe(403)
  })

  it('takes group_order, then number, for which registration is the first', async () => {
    await station.seed('groups', [{ id: 'family' }, { id: 'crew' }])
    for (const group_order of [3, 1, 2]) await create('registrations', event({ group_id: 'family', group_order }))
    expect((await station.call('POST', `/registrations/${TENANT}/generateGroupOrder/family`)).body.group_order).toBe(1)
    const made = []
    for (let i = 0; i < 8; i++) made.push(await create('registrations', event({ group_id: 'crew' })))
    expect((await station.call('POST', `/registrations/${TENANT}/generateGroupOrder/crew`)).body.id).toBe(made[0]?.id)
  })

  it('prices a whole group and answers the first with the total of all', async () => {
    const ids = [await create('registrations', event({ group_id: 'team' })), await create('registrations', event({ group_id: 'team', package_id: 'full' })), await create('registrations', event({ group_id: 'team', status: 'cancelled' }))].map(({ id }) => String(id))
    const { status, body } = await station.call('POST', `/registrations/${TENANT}/generateGroupOrder/team`)
    expect([status, body.id, body.order_total]).toEqual([200, ids[0], 500.1])
    expect((await station.call('GET', `/registrations/${TENANT}/${ids[2]}`)).body.order_id).toBeUndefined()
    expect((await station.call('POST', `/registrations/${TENANT}/generateGroupOrder/nobody`)).status).toBe(404)
  })
})

describe('detectSchedulingConflicts', () => {
  const at = (from: string, to: string, name: string) => ({ name, start: `2026-11-22T${from}:00Z`, end: `2026-11-22T${to}:00Z` })
  const detect = async (body: object) => (await station.call('POST', `/registrations/${TENANT}/portal/detectSchedulingConflicts`, { body, key: station.readKey })).body.schedulingConflicts

  it('finds overlaps within the posted registration and with the contact’s others; touching is none', async () => {
    await create('registrations', event({ contact_id: 'zoe', functions: [at('12:00', '13:00', 'Lunch')] }))
    await create('registrations', event({ contact_id: 'zoe', status: 'cancelled', functions: [at('09:00', '18:00', 'Cancelled')] }))
    const found = await detect(event({ contact_id: 'zoe', sessions: [at('09:00', '10:30', 'Keynote'), at('10:00', '11:00', 'Workshop'), at('11:00', '12:00', 'Panel')], courses: [at('12:30', '14:00', 'Course')] }))
    expect(found.map((one: { reason: string; start: string; end: string }) => [one.reason, one.start.slice(11, 16), one.end.slice(11, 16)])).toEqual([
      ['Keynote and Workshop overlap.', '10:00', '10:30'], ['Lunch and Course overlap.', '12:30', '13:00'],
    ])
  })

  it('does not compare a registration with itself', async () => {
    const saved = await create('registrations', event({ contact_id: 'li', sessions: [at('09:00', '10:00', 'Only')] }))
    expect(await detect(saved)).toEqual([])
    const draft = (await station.call('GET', `/registrations/${TENANT}/registrationModificationPayload/${saved.id}`)).body
    expect(draft).toMatchObject({ status: 'draft', modified_registration_id: saved.id, sessions: [{ name: 'Only' }] })
    expect(draft.id).toBeUndefined()
    expect(await detect(draft)).toEqual([])
  })
})
