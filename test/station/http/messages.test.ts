import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
  await station.seed('contacts', [
    { id: 'obrien', first_name: 'Niamh', last_name: "O'Brien <b>", email_address: 'niamh@example.test' },
    { id: 'maria', first_name: 'María', last_name: 'García Márquez', email_address: 'maria@example.test' },
    { id: 'silent', name: 'No Mail' },
  ])
  await station.seed('events', [{ id: 'conf', name: 'Annual Conference' }])
  await station.seed('programs', [{ id: 'weld', name: 'Welding', certificate_template: '<p>{{ record.name }} / {{ name }} / {{ subject_name }}</p>' }])
  await station.seed('registrationTypes', [{ id: 'std' }])
  await station.seed('packages', [{ id: 'day' }])
  await station.seed('examNotices', [{ id: 'pass', subject: 'For {{ name }}', body: '<p>{{ name }}</p>' }, { id: 'broken', subject: 'x', body: '{% if %}' }])
  await station.seed('notices', [{ id: 'renew', subject: 'Renew', body: 'Dear {{ name }}' }])
  await station.seed('statusReasons', [{ id: 'late' }])
})
afterAll(() => station.close())

const create = async (path: string, body: object) => (await station.call('POST', `/${path}/${TENANT}`, { body })).body
const exam = (student_id: string) => create('examRegistrations', { exam_id: 'exam-1', exam_offering_id: 'offering-1', student_id, date: '2026-11-22' })
const event = (more: object = {}) => create('registrations', { event_id: 'conf', contact_id: 'maria', type_id: 'std', package_id: 'day', status: 'active', date: '2026-11-22', email_address: 'maria@example.test', ...more })
const messages = async () => (await station.store.query({ tenant: TENANT, collection: 'messages', where: [{ field: 'status', eq: 'queued' }], limit: 100 })).map(({ text }) => JSON.parse(text) as Record<string, string>)

describe('sendNotice', () => {
  it('notes the notice on the record and queues the escaped message, once', async () => {
    const { id } = await exam('obrien')
    const before = (await messages()).length
    const send = () => station.call('POST', `/examRegistrations/${TENANT}/sendNotice/${id}/pass`, { headers: { 'idempotency-key': `notice-${id}` } })
    const answer = await send()
    expect(answer.body.notices).toEqual([{ notice_id: 'pass', date: answer.body.sys_last_modified_at }])
    expect((await send()).body).toEqual(answer.body)
    const queued = (await messages()).slice(before)
    expect(queued).toEqual([expect.objectContaining({ to: 'niamh@example.test', subject: "For Niamh O'Brien <b>", html: '<p>Niamh O&#39;Brien &lt;b&gt;</p>' })])
  })

  it('refuses an unknown notice, a record without address and a broken template, and changes nothing', async () => {
    const known = await exam('obrien')
    const silent = await exam('silent')
    const statuses = await Promise.all([`${known.id}/nothing`, `nothing/pass`, `${silent.id}/pass`, `${known.id}/broken`].map(async (tail) => (await station.call('POST', `/examRegistrations/${TENANT}/sendNotice/${tail}`)).status))
    expect(statuses).toEqual([404, 404, 400, 400])
    expect((await station.call('GET', `/examRegistrations/${TENANT}/${known.id}`)).body.notices).toBeUndefined()
  })

  it('takes the certification document’s order of ids and sets the reason', async () => {
    const { id } = await create('certifications', { contact_id: 'maria', program_id: 'weld', status: 'active' })
    const answer = await station.call('POST', `/certifications/${TENANT}/sendNotice/renew/${id}?new_status_reason_id=late`)
    expect(answer.body).toMatchObject({ status_reason_id: 'late', notices: [{ notice_id: 'renew' }], sys_version: 2 })
  })
})

describe('previews and certificates', () => {
  it('previewEmail answers what it queues', async () => {
    const { id } = await exam('maria')
    const body = { registration_id: id, destination_email_address: 'me@example.test', email_template: { subject: 'Hi {{ record.first_name | default: name }}', body: '<b>{{ name }}</b>', from_name: 'Desk' } }
    const { status, body: shown } = await station.call('POST', `/examRegistrations/${TENANT}/previewEmail`, { body })
    expect([status, shown]).toEqual([200, { subject: 'Hi María García Márquez', html: '<b>María García Márquez</b>' }])
    expect((await messages()).at(-1)).toBeDefined()
    expect((await station.call('POST', `/examRegistrations/${TENANT}/previewEmail`, { body: { ...body, registration_id: 'nobody' } })).status).toBe(404)
    expect((await station.call('POST', `/examRegistrations/${TENANT}/previewEmail`, { body: { ...body, destination_email_address: 'a@b.c\r\nBcc: x@y.z' } })).status).toBe(400)
  })

  it('a certificate shows the holder, by the program’s template or the usual one', async () => {
    const own = await create('certifications', { contact_id: 'obrien', program_id: 'weld', status: 'active' })
    expect((await station.call('GET', `/certifications/${TENANT}/certificate/${own.id}`)).body).toBe('<p>Niamh O&#39;Brien &lt;b&gt; / Niamh O&#39;Brien &lt;b&gt; / Welding</p>')
    const plain = await event()
    const html = await station.call('GET', `/registrations/${TENANT}/certificate/${plain.id}?downloadAsHtml=true`)
    expect(html.headers['content-type']).toMatch(/^text\/html/)
    expect(html.text).toContain('María García Márquez')
  })

  it.each([
    ['a loop without end', '{% for i in (1..100000000) %}x{% endfor %}'], ['an unparsable one', '{{ name'], ['a file', "{% include '/etc/passwd' %}"],
    ['text that doubles', `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`],
  ])('refuses %s with 400', async (_what, certificate_template) => {
    const { id } = await event()
    expect((await station.call('POST', `/registrations/${TENANT}/previewCertificate`, { body: { registration_id: id, certificate_template } })).status).toBe(400)
  })

  it('reaches no prototype and passes no data on unescaped', async () => {
    const { id } = await event({ first_name: '<script>', last_name: 'x', name: '<script>x' })
    const render = async (certificate_template: string) => (await station.call('POST', `/registrations/${TENANT}/previewCertificate`, { body: { registration_id: id, certificate_template } })).body.html
    expect(await render('[{{ name.constructor }}{{ record.__proto__ }}{{ constructor.name }}]')).toBe('[]')
    expect(await render('{{ name | raw }}')).toBe('&lt;script&gt;x')
    expect(await render('{% capture c %}{{ name }}{% endcapture %}{{ c | raw }}')).not.toContain('<script>')
  })
})

describe('transfer', () => {
  const transfer = (id: string, contact: string, body?: object) => station.call('PUT', `/registrations/${TENANT}/transfer/${id}/${contact}`, body ? { body } : {})

  it('moves the registration and its course registrations, with names, and confirms to the new holder', async () => {
    const { id } = await event({ sessions: [{ name: 'Keynote' }], guests: [{ name: 'Guest' }], first_name: 'María', last_name: 'García Márquez' })
    const course = await create('courseRegistrations', { student_id: 'maria', course_id: 'course-1', course_offering_id: 'course-offering-1', event_registration_id: id })
    const { status, body } = await transfer(id, 'obrien', { send_confirmation_email: true })
    expect([status, body]).toEqual([200, expect.objectContaining({ contact_id: 'obrien', first_name: 'Niamh', name: "Niamh O'Brien <b>", sessions: [{ name: 'Keynote' }], guests: [{ name: 'Guest' }], sys_version: 2 })])
    expect((await station.call('GET', `/courseRegistrations/${TENANT}/${course.id}`)).body).toMatchObject({ student_id: 'obrien', first_name: 'Niamh' })
    expect((await messages()).filter(({ kind, about }) => kind === 'confirmation' && about === `registrations/${id}`)).toEqual([expect.objectContaining({ to: 'niamh@example.test', subject: 'Your registration for Annual Conference' })])
  })

  it('refuses an unknown contact with 404 and a cancelled registration with 400', async () => {
    const { id } = await event({ status: 'cancelled' })
    expect([(await transfer(id, 'maria')).status, (await transfer((await event()).id, 'nobody')).status, (await transfer('nobody', 'maria')).status]).toEqual([400, 404, 404])
  })

  it('resends a confirmation', async () => {
    const { id } = await event()
    const { status, body } = await station.call('POST', `/registrations/${TENANT}/resendConfirmationEmail/${id}`)
    expect([status, body.status]).toEqual([200, 'queued'])
    expect((await messages()).some((message) => message.id === body.message_id)).toBe(true)
  })
})
