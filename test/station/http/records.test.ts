/** Contract section 3: records, written and read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAM, exam, LEAST, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)
const make = async (more = {}) => (await call('POST', EXAM, { body: exam(more) })).body

describe.each(Object.entries(LEAST))('%s', (path, least) => {
  const base = `/${path}/${TENANT}`

  it('creates, reads, replaces, patches and deletes', async () => {
    const made = await call('POST', base, { body: least })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({ ...least, sys_version: 1 })
    const one = `${base}/${made.body.id}`
    expect((await call('GET', one)).body).toEqual(made.body)
    const replaced = await call('PUT', one, { body: { ...made.body, notes: 'replaced' } })
    expect([replaced.status, replaced.body.sys_version, replaced.body.notes]).toEqual([200, 2, 'replaced'])
    const patched = await call('PATCH', one, { body: [{ op: 'replace', path: '/notes', value: 'patched' }] })
    expect([patched.status, patched.body.sys_version, patched.body.notes]).toEqual([200, 3, 'patched'])
    const deleted = await call('DELETE', one)
    expect([deleted.status, deleted.text]).toEqual([200, JSON.stringify(made.body.id)])
    for (const method of ['GET', 'DELETE', 'PUT', 'PATCH']) {
      const body = method === 'PUT' ? least : method === 'PATCH' ? [] : undefined
      expect([method, (await call(method, one, { body })).status]).toEqual([method, 404])
    }
  })

  it('names every missing required field', async () => {
    const { status, body } = await call('POST', base, { body: {} })
    expect(status).toBe(400)
    expect(body.errors.map((error: { path: string }) => error.path).sort()).toEqual(Object.keys(least).map((name) => `/${name}`).sort())
  })
})

describe('server-owned fields', () => {
  it('are ignored in a create and a PUT, but id is not', async () => {
    const made = await make({ number: 999, sys_version: 7, sys_created_at: '1999-01-01', sys_external_id: 'ext', sys_directive: 'd' })
    expect(made).toMatchObject({ sys_version: 1, sys_external_id: 'ext', sys_directive: 'd' })
    expect(made.number).not.toBe(999)
    expect(made.sys_created_at).not.toBe('1999-01-01')
    expect((await call('POST', EXAM, { body: exam({ id: 'mine' }) })).status).toBe(400)
    const put = await call('PUT', `${EXAM}/${made.id}`, { body: { ...exam(), number: 5, sys_created_by_id: 'someone' } })
    expect(put.body).toMatchObject({ id: made.id, number: made.number, sys_created_by_id: made.sys_created_by_id })
    expect(put.body.sys_external_id).toBeUndefined()
    expect((await call('PUT', `${EXAM}/${made.id}`, { body: exam({ id: 'other' }) })).status).toBe(400)
  })

  it('cannot be patched, except the three that are the client’s', async () => {
    const { id } = await make()
    for (const field of ['id', 'number', 'sys_version', 'sys_created_at']) {
      expect([field, (await call('PATCH', `${EXAM}/${id}`, { body: [{ op: 'add', path: `/${field}`, value: 1 }] })).status]).toEqual([field, 400])
    }
    expect((await call('PATCH', `${EXAM}/${id}`, { body: [{ op: 'add', path: '/sys_external_id', value: 'x' }] })).status).toBe(200)
  })

  it('count: numbers go up and are not used again', async () => {
    const first = await make()
    const second = await make()
    expect(second.number).toBeGreaterThan(first.number)
    await call('DELETE', `${EXAM}/${second.id}`)
    expect((await make()).number).toBeGreaterThan(second.number)
  })

  it('count: fifty creates at once have fifty numbers', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => make()))
    expect(new Set(made.map(({ number }) => number)).size).toBe(50)
  })
})

describe('a PUT', () => {
  it('with another sys_version than the current one is 409', async () => {
    const made = await make()
    expect((await call('PUT', `${EXAM}/${made.id}`, { body: { ...made, sys_version: 2 } })).status).toBe(409)
    expect((await call('PUT', `${EXAM}/${made.id}`, { body: made })).status).toBe(200)
    expect((await call('PUT', `${EXAM}/${made.id}`, { body: made })).status).toBe(409)
  })

  it('takes null as absent', async () => {
    const made = await make({ notes: 'there' })
    const put = await call('PUT', `${EXAM}/${made.id}`, { body: { ...made, notes: null, id: null, sys_version: null } })
    expect(put.status).toBe(200)
    expect(put.body).not.toHaveProperty('notes')
    expect((await call('POST', EXAM, { body: exam({ exam_id: null }) })).status).toBe(400)
  })
})

describe('names, dates, references and locks', () => {
  it('makes a missing name from first and last name, else from the contact', async () => {
    expect((await make({ first_name: 'Ana', last_name: 'Ruiz' })).name).toBe('Ana Ruiz')
    expect((await make()).name).toBe('José Núñez')
    expect((await make({ student_id: 'contact-2' })).name).toBe('Li Wei')
    expect((await make({ name: 'Own' })).name).toBe('Own')
  })

  it('refuses impossible dates', async () => {
    for (const date of ['2026-02-29', '2026-13-01', '2026-11-22T25:00:00Z', 'tomorrow', '', '22/11/2026', '2026-11-22T10:00:00+99:00']) {
      expect([date, (await call('POST', EXAM, { body: exam({ date }) })).status]).toEqual([date, 400])
    }
    for (const date of ['2024-02-29', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00.123+05:30']) expect((await make({ date })).date).toBe(date)
  })

  it('refuses references to nothing with 409, naming the field', async () => {
    const { status, body } = await call('POST', EXAM, { body: exam({ exam_id: 'nowhere', testing_facility_id: 'facility-9' }) })
    expect(status).toBe(409)
    expect(body.errors.map((error: { path: string }) => error.path).sort()).toEqual(['/exam_id', '/testing_facility_id'])
    expect((await make({ order_line_item_id: 'nowhere' })).order_line_item_id).toBe('nowhere')
  })

  it('refuses to delete what another record refers to', async () => {
    const course = (await call('POST', `/courseRegistrations/${TENANT}`, { body: LEAST.courseRegistrations })).body
    const { id } = await make({ course_registration_id: course.id })
    expect((await call('DELETE', `/courseRegistrations/${TENANT}/${course.id}`)).status).toBe(409)
    await call('DELETE', `${EXAM}/${id}`)
    expect((await call('DELETE', `/courseRegistrations/${TENANT}/${course.id}`)).status).toBe(200)
  })

  it('lets nobody change a locked record, and only an admin unlock it', async () => {
    const { id } = await make({ sys_locked: true })
    const unlock = [{ op: 'replace', path: '/sys_locked', value: false }]
    expect((await call('PATCH', `${EXAM}/${id}`, { body: [{ op: 'add', path: '/notes', value: 'x' }] })).status).toBe(403)
    expect((await call('DELETE', `${EXAM}/${id}`, { key: station.adminKey })).status).toBe(403)
    expect((await call('PUT', `${EXAM}/${id}`, { body: exam() })).status).toBe(403)
    expect((await call('PATCH', `${EXAM}/${id}`, { body: unlock })).status).toBe(403)
    expect((await call('PATCH', `${EXAM}/${id}`, { body: unlock, key: station.adminKey })).status).toBe(200)
    expect((await call('DELETE', `${EXAM}/${id}`)).status).toBe(200)
  })
})

describe('PATCH', () => {
  const patch = async (start: object, directives: unknown) => {
    const { id } = await make(start)
    return call('PATCH', `${EXAM}/${id}`, { body: directives })
  }

  it('knows all six operations, in one version step', async () => {
    const { status, body } = await patch({ notes: 'a', city: 'Bonn', custom_field_values: [{ v: 1 }, { v: 3 }] }, [
      { op: 'test', path: '/notes', value: 'a' },
      { op: 'add', path: '/custom_field_values/1', value: { v: 2 } },
      { op: 'add', path: '/custom_field_values/-', value: { v: [null, true, 'x'] } },
      { op: 'copy', from: '/city', path: '/state' },
      { op: 'move', from: '/notes', path: '/additional_location_info' },
      { op: 'replace', path: '/city', value: 'Köln' },
      { op: 'remove', path: '/custom_field_values/0' },
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({ sys_version: 2, city: 'Köln', state: 'Bonn', additional_location_info: 'a', custom_field_values: [{ v: 2 }, { v: 3 }, { v: [null, true, 'x'] }] })
    expect(body).not.toHaveProperty('notes')
  })

  it('changes all or nothing', async () => {
    const made = await make({ notes: 'before' })
    const refused = await call('PATCH', `${EXAM}/${made.id}`, { body: [{ op: 'replace', path: '/notes', value: 'after' }, { op: 'remove', path: '/city' }] })
    expect(refused.status).toBe(400)
    expect((await call('GET', `${EXAM}/${made.id}`)).body).toEqual(made)
  })

  it('answers 400 for what is malformed, inapplicable or breaks the schema, 409 for a failed test', async () => {
    const bad: unknown[] = [
      [{ op: 'increase', path: '/score' }], [{ path: '/notes' }], [{ op: 'add', path: '/notes' }], [{ op: 'add', path: 'notes', value: 1 }],
      [{ op: 'remove', path: '/nothing' }], [{ op: 'replace', path: '/nothing/deeper', value: 1 }], [{ op: 'add', path: '/notes', value: 5 }],
      [{ op: 'add', path: '/colour', value: 'red' }], [{ op: 'remove', path: '/exam_id' }], [{ op: 'add', path: '/notes/~2', value: '' }], ['text'], [null],
      [{ op: 'add', path: '/custom_field_values/9', value: {} }], [{ op: 'move', from: '/notes', path: '/notes/inside' }], [{ op: 'copy', path: '/notes' }],
      [{ op: 'add', path: '/__proto__/polluted', value: true }], [{ op: 'add', path: '/constructor/prototype/polluted', value: true }], [{ op: 'replace', path: '', value: 'x' }],
    ]
    for (const directives of bad) {
      const { status, text } = await patch({ notes: 'n', custom_field_values: [] }, directives)
      expect([JSON.stringify(directives), status, text.slice(0, 60)]).toEqual([JSON.stringify(directives), 400, text.slice(0, 60)])
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect((await patch({ notes: 'n' }, [{ op: 'test', path: '/notes', value: 'other' }])).status).toBe(409)
    expect((await patch({ score: 1 }, [{ op: 'test', path: '/score', value: 1.0 }])).status).toBe(200)
  })

  it('takes its own content type', async () => {
    const { id } = await make()
    expect((await call('PATCH', `${EXAM}/${id}`, { body: [], headers: { 'content-type': 'application/json-patch+json' } })).status).toBe(200)
  })

  it('counts each of fifty writers on one record', async () => {
    const { id } = await make({ custom_field_values: [] })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => call('PATCH', `${EXAM}/${id}`, { body: [{ op: 'add', path: '/custom_field_values/-', value: { i } }] })))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
    const { sys_version, custom_field_values } = (await call('GET', `${EXAM}/${id}`)).body
    expect([sys_version, custom_field_values.length]).toEqual([51, 50])
    expect(new Set(answers.map(({ body }) => body.sys_version)).size).toBe(50)
  })
})

describe('fields', () => {
  it('answers those and id', async () => {
    const { id } = await make({ notes: 'n', score: 5 })
    expect((await call('GET', `${EXAM}/${id}?fields=notes,score`)).body).toEqual({ id, notes: 'n', score: 5 })
    expect((await call('GET', `${EXAM}/${id}?fields=city`)).body).toEqual({ id })
    expect((await call('GET', `${EXAM}/${id}?consistentRead=true`)).status).toBe(200)
    for (const item of (await call('GET', `${EXAM}?fields=exam_id`)).body) expect(Object.keys(item)).toEqual(['id', 'exam_id'])
    for (const item of (await call('GET', `${EXAM}/student/contact-1?fields=exam_id`)).body.Items) expect(Object.keys(item)).toEqual(['id', 'exam_id'])
    for (const item of (await call('POST', `${EXAM}/search?fieldsToReturn=exam_id,id`, { body: {} })).body.Items) expect(Object.keys(item)).toEqual(['id', 'exam_id'])
  })

  it('that are unknown are 400', async () => {
    const { id } = await make()
    for (const url of [`${EXAM}/${id}?fields=colour`, `${EXAM}?fields=id,__proto__`, `${EXAM}?fields=toString`, `${EXAM}/student/contact-1?fields=a`]) expect([url, (await call('GET', url)).status]).toEqual([url, 400])
    expect((await call('POST', `${EXAM}/search?fieldsToReturn=colour`, { body: {} })).status).toBe(400)
  })
})

describe('batch', () => {
  const batch = (operations: unknown, more = {}) => call('POST', `${EXAM}/batch`, { body: { operations }, ...more })

  it('does each by itself, in order', async () => {
    const one = await make({ notes: 'n' })
    const two = await make()
    const { status, body } = await batch([
      { operation: 'create', id: null, object: exam({ notes: 'new' }), patch_directives: {} },
      { operation: 'patch', id: one.id, patch_directives: { 0: { op: 'replace', path: '/notes', value: 'a' }, 1: { op: 'add', path: '/city', value: 'b' } } },
      { operation: 'patch', id: one.id, patch_directives: [{ op: 'test', path: '/notes', value: 'wrong' }] },
      { operation: 'delete', id: two.id },
      { operation: 'delete', id: two.id },
      { operation: 'upsert', id: one.id },
      { operation: 'create', object: {} },
      { operation: 'create', object: exam({ exam_id: 'nowhere' }) },
      { operation: 'patch', id: one.id },
      'text', null, { id: 5 },
    ])
    expect(status).toBe(200)
    expect(body.results.map((result: { status: number }) => result.status)).toEqual([200, 200, 409, 200, 404, 400, 400, 409, 400, 400, 400, 400])
    expect([body.success_count, body.error_count]).toEqual([3, 9])
    expect(body.results[0]).toMatchObject({ operation: 'create', object: { notes: 'new', sys_version: 1 } })
    expect(body.results[0].id).toBe(body.results[0].object.id)
    expect(body.results[1]).toMatchObject({ id: one.id, operation: 'patch', object: { notes: 'a', city: 'b', sys_version: 2 } })
    expect(body.results[2].error).toMatchObject({ status: 409 })
    expect(body.results[5].operation).toBe('upsert')
    expect((await call('GET', `${EXAM}/${one.id}`)).body.sys_version).toBe(2)
  })

  it('takes a hundred, not more, and nothing else', async () => {
    const operations = Array.from({ length: 101 }, () => ({ operation: 'delete', id: 'none' }))
    expect((await batch(operations)).status).toBe(400)
    expect((await batch(operations.slice(1))).body).toMatchObject({ success_count: 0, error_count: 100 })
    expect((await batch([])).body).toEqual({ success_count: 0, error_count: 0, results: [] })
    for (const body of [{}, { operations: 'x' }, { operations: [], more: 1 }, []]) expect((await call('POST', `${EXAM}/batch`, { body })).status).toBe(400)
  })

  it('refuses directives with a gap in their keys', async () => {
    const { id } = await make()
    for (const patch_directives of [{ 1: {} }, { 0: { op: 'add', path: '/notes', value: 'x' }, 2: {} }, { a: {} }, 'x']) {
      expect((await batch([{ operation: 'patch', id, patch_directives }])).body.results[0].status).toBe(400)
    }
  })
})

describe('reference collections', () => {
  it('answer GET only, as they were imported', async () => {
    const doc = { id: 'v1', zeta: 1, alpha: { deep: [1, 2] }, name: 'Venue' }
    await station.seed('venues', [doc])
    expect((await call('GET', `/venues/${TENANT}/v1`)).text).toBe(JSON.stringify(doc))
    expect((await call('GET', `/venues/${TENANT}`)).text).toBe(JSON.stringify([doc]))
    expect((await call('GET', `/venues/${TENANT}/v2`)).status).toBe(404)
    expect((await call('GET', `/exams/${TENANT}`)).body.length).toBe(2)
    expect((await call('GET', '/exams/other', { key: station.foreignKey })).body).toEqual([])
    for (const internal of ['users', 'scrapSheets', 'incidents', 'eventAliases']) expect((await call('GET', `/${internal}/${TENANT}`)).status).toBe(404)
  })
})

describe('generateRegistration', () => {
  it('answers a draft and stores nothing', async () => {
    const before = await station.store.lastSeq()
    const { status, body } = await call('POST', `${EXAM}/generateRegistration/process-1/contact-1`)
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'draft', first_name: 'José', last_name: 'Núñez', name: 'José Núñez', email_address: 'jose@example.test', city: 'Québec', state: 'QC', country: 'Canada',
      job_title: 'Nurse', student_id: 'contact-1', process_id: 'process-1', exam_id: 'exam-1', exam_offering_id: 'offering-1',
    })
    expect((await call('POST', `${EXAM}/generateRegistration/nope/contact-1`)).status).toBe(404)
    expect((await call('POST', `${EXAM}/generateRegistration/process-1/nope`)).status).toBe(404)
    expect(await station.store.lastSeq()).toBe(before)
    expect((await call('POST', EXAM, { body: { ...body, date: '2026-11-22' } })).status).toBe(200)
  })
})
