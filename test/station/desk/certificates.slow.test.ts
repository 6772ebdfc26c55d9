/** What the desk prints on a certificate: only who passed, and only what the records say. */
import { expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { contactId, event, makeDeskSite, MORNING, person, registrationId, VENUE } from './make-desk-site.ts'

const START = '2026-11-23T17:00:00.000Z'
const inside = (n: number) => ({ AttendanceStatus: 'Present', CheckedInAt: START, ExamRegistration: `x${n}` })
const exam = (n: number, name: string, more: Doc): [Collection, Doc] => ['examRegistrations', { id: `x${n}`, number: 400 + n, exam_id: 'el', student_id: contactId(n), name, date: '2026-11-01', exam_date: START, testing_facility_id: VENUE, status: 'registered', sys_version: 1, ...more }]
const certification = (id: string, n: number, more: Doc): [Collection, Doc] => ['certifications', { id, contact_id: contactId(n), program_id: 'journeyman', status: 'active', sys_version: 1, ...more }]

it('lists who passed, with the certification of the same application alone, and marks what has not been sent', async () => {
  const site = await makeDeskSite({ authority: false })
  await site.load([
    event(MORNING, START), ['exams', { id: 'el', name: 'Electrician', passing_score: 70, maximum_score: 100 }], ['programs', { id: 'journeyman', name: 'Journeyman' }], ['testingFacilities', { id: VENUE, name: 'Burnaby, Hall 2' }],
    ...person(1, MORNING, 'Zoë', "D'Arcy", inside(1)), ...person(2, MORNING, '娜', '李', inside(2)), ...person(3, MORNING, 'Seán', 'Ó', inside(3)), ...person(4, MORNING, 'Åse', 'Øvergård', inside(4)),
    ...person(5, MORNING, 'Jo', 'Left', { ...inside(5), ApprovalStatus: 'Cancelled' }), ...person(6, MORNING, 'Walk-in', 'O', { AttendanceStatus: 'Present', CheckedInAt: START }),
    exam(1, "Zoë D'Arcy", { status: 'passed', score: 90, application_id: 'a1' }), exam(2, '李娜', { status: 'passed', score: 71, exam_date: '2026-11-22', application_id: 'a2' }), exam(3, 'Seán Ó', {}), exam(4, 'Åse Øvergård', { status: 'failed', score: 12 }), exam(5, 'Jo Left', { status: 'passed' }),
    certification('c1', 1, { last_application_id: 'a1', number: 7012, name_to_be_printed_on_certificate: "Dr Zoë D'Arcy", certification_date: '2026-11-23', expiration_date: '2029-11-22' }),
    certification('c2', 2, { last_application_id: 'another' }), certification('c3', 2, { last_application_id: 'a2', status: 'suspended' }),
  ])
  const [amara, ravi] = [await site.signIn('amara'), await site.signIn('ravi')]
  const certificates = () => site.ask('GET', `/desk/certificates?event=${MORNING}`, { token: amara })
  const zoë = { registration: registrationId(1), name: "Dr Zoë D'Arcy", sort_name: "D'Arcy, Zoë", code: 'EL-20401', exam: 'Electrician', date: START, number: 401, venue: 'Burnaby, Hall 2', certification: { program: 'Journeyman', number: 7012, date: '2026-11-23', expires: '2029-11-22' }, own: null, waiting: false }
  const li = { registration: registrationId(2), name: '李娜', date: '2026-11-22', number: 402, certification: null, waiting: false }
  expect((await certificates()).body).toMatchObject({ event: { id: MORNING }, passed: [zoë, li] })
  expect((await certificates()).body.passed).toHaveLength(2)
  for (const [n, passed] of [[1, true], [3, false], [6, false]] as const) expect((await site.ask('GET', `/desk/candidates/${registrationId(n)}`, { token: amara })).body.passed).toBe(passed)

  for (const token of [amara, ravi]) await site.ask('POST', '/examRegistrations/bc/x3/score-entry', { token, body: { score: 88 } })
  expect((await certificates()).body.passed).toMatchObject([zoë, { name: 'Seán Ó', waiting: true }, li])
  expect((await site.ask('GET', '/desk/certificates?event=nothing', { token: amara })).status).toBe(404)
  expect((await site.ask('GET', `/desk/certificates?event=${MORNING}`)).status).toBe(401)
})

it('a program\'s own text is an administrator\'s, is tried before it is kept, and is what its certificates say', async () => {
  const site = await makeDeskSite({ authority: false })
  await site.load([
    event(MORNING, START), ['exams', { id: 'el', name: 'Electrician' }], ['programs', { id: 'journeyman', name: 'Journeyman <A>' }], ['programs', { id: 'apprentice', name: 'Apprentice' }],
    ...person(1, MORNING, 'Zoë', "D'Arcy", inside(1)), ...person(2, MORNING, '娜', '李', inside(2)),
    exam(1, "Zoë D'Arcy", { status: 'passed', application_id: 'a1' }), exam(2, '李娜', { status: 'passed', application_id: 'a2' }),
    certification('c1', 1, { last_application_id: 'a1', number: 7012 }),
  ])
  const [amara, ravi, admin] = [await site.signIn('amara'), await site.signIn('ravi'), await site.signIn('admin')]
  const set = (token: string, Template: string | null, program = 'journeyman') => site.ask('POST', `/desk/certificate-templates/${program}`, { token, body: { Template } })
  const text = '<h1>{{ name }}</h1><p>{{ subject_name }}, {{ exam_name }} ({{ number }})</p>'
  for (const token of [amara, ravi]) expect(await set(token, text)).toMatchObject({ status: 403, body: { reason: 'template-admins' } })
  expect(await set(admin, '{% if %}')).toMatchObject({ status: 400, body: { reason: 'template-broken' } })
  expect(await set(admin, text, 'nothing')).toMatchObject({ status: 404 })
  expect(await site.ask('POST', '/desk/certificate-preview', { token: admin, body: { program: 'journeyman', Template: text } })).toMatchObject({ status: 200, body: { html: '<h1>Zoë D’Arcy-Müller</h1><p>Journeyman &lt;A&gt;, Electrician (7012)</p>' } })
  expect(await set(admin, text)).toMatchObject({ status: 200 })
  const read = async () => (await site.ask('GET', `/desk/certificates?event=${MORNING}`, { token: amara })).body.passed.map(({ own }: { own: string | null }) => own)
  expect(await read()).toEqual(['<h1>Zoë D&#39;Arcy</h1><p>Journeyman &lt;A&gt;, Electrician (7012)</p>', null])
  expect((await site.ask('GET', '/desk/certificate-templates', { token: amara })).body).toEqual({ programs: [{ id: 'apprentice', name: 'Apprentice', template: null }, { id: 'journeyman', name: 'Journeyman <A>', template: text }] })
  // The API's own certificate of the certification says the same.
  expect((await site.ask('GET', '/certifications/bc/certificate/c1', { token: admin })).body).toContain('<p>Journeyman &lt;A&gt;, ')
  expect(await set(admin, null)).toMatchObject({ status: 200 })
  expect(await read()).toEqual([null, null])
})
