/** `hallpass hq --database`: two processes side by side on one database, asked over HTTP, and a station that syncs with them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey } from '../../../src-main/station/http/api-key.ts'
import { openPostgresStore } from '../../../src-main/station/store/postgres/postgres-store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { makeKey, serve, ask, type Server } from '../../main/cli/cli-process.ts'
import { mailServer } from '../mail/mail-server.ts'

const TENANT = 'bc'
const VENUE = '0a000000-0000-4000-8000-000000000001'
const ANA = '0c000000-0000-4000-8000-000000000001'
const LI = '0c000000-0000-4000-8000-000000000003'
const START = '2026-11-22T17:00:00.000Z'

const DOCUMENTS: [Collection, Record<string, unknown>][] = [
  ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'] }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', name: 'Welding 1', published: true, bilingual: false, duration_minutes: 120 }],
  ['contacts', { id: ANA, first_name: 'José', last_name: 'Núñez', email_address: 'jose@example.org', code: 'L-001' }],
  ['contacts', { id: LI, name: '李娜 (Li, Na)', email_address: 'li@example.org', code: 'L-003' }],
  ['exams', { id: 'exam-1', name: 'Welding', passing_score: 70 }],
  ['examOfferings', { id: 'offering-1', exam_id: 'exam-1' }],
  ['courses', { id: 'course-1' }], ['courseOfferings', { id: 'course-offering-1', course_id: 'course-1' }],
  ['programs', { id: 'program-1' }], ['events', { id: 'event-1', name: 'Congress' }], ['registrationTypes', { id: 'type-1' }], ['packages', { id: 'package-1' }],
  ['testingFacilities', { id: VENUE }], ['notices', { id: 'notice-1', name: 'Reminder', subject: 'Soon', body: 'Dear {{ name }}' }],
  ['examNotices', { id: 'notice-1', name: 'Reminder', subject: 'Soon', body: 'Dear {{ name }}' }],
]
const exam = (more: object = {}) => ({ exam_id: 'exam-1', exam_offering_id: 'offering-1', student_id: ANA, date: '2026-11-22', testing_facility_id: VENUE, ...more })

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

interface Site {
  url: string
  write: string
  upstream: string
}

/** A database with references and keys. */
async function makeSite(): Promise<Site> {
  const url = await server.database()
  const store = await openPostgresStore({ url, resources: resourceOf })
  await store.importLines(DOCUMENTS.map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: null })), START)
  const addKey = async (scope: 'write' | 'admin', site: string | null) => {
    const { key, hash } = newApiKey()
    await store.keys.add({ tenant: TENANT, scope, site }, hash, START)
    return key
  }
  const site = { url, write: await addKey('admin', null), upstream: await addKey('write', VENUE) }
  await store.close()
  return site
}

const hqOn = ({ url }: Site, ...more: string[]) => serve(['hq', '--database', url, '--port', '0', ...more])
/** A command of the command line, in this process. */
async function hallpass(words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [printed, logged]: [string[], string[]] = [[], []]
  const code = await runCli(words, {}, { print: (text) => void printed.push(text), log: (line) => void logged.push(line) })
  return { code, stdout: printed.join('\n'), stderr: logged.join('\n') }
}

// oxlint-disable-next-line typescript/no-explicit-any [reason: each test knows what it asked for]
const asked = async (at: Server, method: string, path: string, key: string, body?: unknown) => (await ask(at, method, path, key, body)) as { status: number; body: any }

/** A station of the site that is connected and idle. */
async function stationOf(site: Site, hq: Server, data = tempFolder()) {
  const station = await serve(['station', '--data', data, '--port', '0', '--upstream', hq.url, '--upstream-key', site.upstream, '--site', VENUE])
  const key = await makeKey(data, TENANT)
  await idle(station, key)
  return { station, key, data }
}

async function idle(station: Server, key: string): Promise<void> {
  await expect.poll(async () => {
    const { body } = await asked(station, 'GET', '/sync/status', key)
    return [body.online, body.pending, body.lastPulledSeq > 0, body.lastPulledSeq === body.lastSeq || body.lastSeq === undefined]
  }, { timeout: 60_000, interval: 100 }).toEqual([true, 0, true, true])
}

describe('two processes on one database', () => {
  it('answer the five documents as one: what one stores the other finds, changes and deletes', async () => {
    const site = await makeSite()
    const [one, other] = await Promise.all([hqOn(site), hqOn(site)])
    const at = { one, other }
    const call = async (which: keyof typeof at, method: string, path: string, body?: unknown) => asked(at[which], method, path, site.write, body)
    const flows: [string, Record<string, unknown>, string][] = [
      ['examRegistrations', exam(), 'examRegistrations/bc/byStudentId'],
      ['courseRegistrations', { student_id: ANA, course_id: 'course-1', course_offering_id: 'course-offering-1' }, ''],
      ['certifications', { contact_id: ANA, program_id: 'program-1', status: 'active' }, ''],
      ['registrations', { event_id: 'event-1', contact_id: ANA, type_id: 'type-1', package_id: 'package-1' }, ''],
    ]
    for (const [path, body] of flows) {
      const made = await call('one', 'POST', `/${path}/${TENANT}`, body)
      expect([path, made.status, made.body.number, made.body.name]).toMatchObject([path, 200, 1, expect.anything()])
      const { id } = made.body
      const patched = await call('other', 'PATCH', `/${path}/${TENANT}/${id}`, [{ op: 'add', path: '/notes', value: 'écrit à côté' }])
      expect([path, patched.status]).toEqual([path, 200])
      expect((await call('one', 'GET', `/${path}/${TENANT}/${id}`)).body).toMatchObject({ notes: 'écrit à côté', sys_version: 2 })
      const found = await call('other', 'POST', `/${path}/${TENANT}/search`, { name: 'nunez' })
      expect([path, found.status, found.body.Items.map((item: { id: string }) => item.id)]).toEqual([path, 200, [id]])
      expect((await call('one', 'POST', `/${path}/${TENANT}`, body)).body.number).toBe(2)
      expect(await call('other', 'DELETE', `/${path}/${TENANT}/${id}`)).toEqual({ status: 200, body: id })
      expect((await call('one', 'GET', `/${path}/${TENANT}/${id}`)).status).toBe(404)
    }
    const ids = ['a', 'b', 'c'].map((letter) => `${letter}0000000-0000-4000-8000-000000000001`)
    const lax = { EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', Assessment: 'WELD-1' }
    const registered = await Promise.all([
      call('one', 'POST', `/api/registrations/${ids[0]}/commands/register-lax`, { ...lax, Learner: ANA }),
      call('other', 'POST', `/api/registrations/${ids[1]}/commands/register-lax`, { ...lax, Learner: LI }),
    ])
    expect(registered.map(({ status }) => status)).toEqual([200, 200])
    const events = await call('other', 'GET', '/api/events/list-events?date=2026-11-22')
    expect([events.body.Count, events.body.Items[0]]).toMatchObject([1, { EventVenue: VENUE, RegistrationCount: 2 }])
    const seats = await Promise.all([ids[0], ids[1]].map((id, i) => call(i === 0 ? 'one' : 'other', 'POST', `/api/registrations/${id}/commands/assign-seat`, { Seat: '14' })))
    expect(seats.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await call('one', 'POST', `/api/registrations/${ids[1]}/commands/check-in`, { IdentityChecks: [] })).status).toBe(200)
    expect((await call('other', 'POST', '/api/registrations/search', { Name: 'li' })).body.Items).toMatchObject([{ RegistrationIdentifier: ids[1], CheckedInAt: expect.any(String) }])
    for (const which of [one, other]) expect((await which.stop()).code).toBe(0)
    const verified = await hallpass(['verify', '--database', site.url])
    expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([0, { ok: true, problems: [] }])
  })

  it('give one answer to one Idempotency-Key, whichever of them is asked at once', async () => {
    const site = await makeSite()
    const processes = await Promise.all([hqOn(site), hqOn(site)])
    for (let i = 0; i < 10; i++) {
      const answers = await Promise.all([0, 1, 0, 1].map(async (at) => {
        const response = await fetch(`${processes[at]!.url}/examRegistrations/${TENANT}`, {
          method: 'POST', body: JSON.stringify(exam()), headers: { authorization: site.write, 'content-type': 'application/json', 'idempotency-key': `key-${i}` },
        })
        return { status: response.status, id: ((await response.json()) as { id?: string }).id }
      }))
      // 409: the first one was still under way in that process.
      expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
      expect(new Set(answers.flatMap(({ id }) => (id === undefined ? [] : [id]))).size).toBe(1)
    }
    expect((await asked(processes[0]!, 'GET', `/examRegistrations/${TENANT}`, site.write)).body.length).toBe(10)
  })

  it('send each message once, also when the process that sends is killed', async () => {
    const site = await makeSite()
    const mails = await mailServer()
    const processes = await Promise.all([0, 1].map(() => hqOn(site, '--smtp', `${mails.url}?from=exams@example.org`)))
    const made = await asked(processes[0]!, 'POST', `/examRegistrations/${TENANT}`, site.write, exam({ email_address: 'jose@example.org' }))
    expect(made.status).toBe(200)
    const notice = (at: Server) => asked(at, 'POST', `/examRegistrations/${TENANT}/sendNotice/${made.body.id}/notice-1`, site.write)
    for (let i = 0; i < 6; i++) expect((await notice(processes[i % 2]!)).status).toBe(200)
    const ids = () => mails.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
    const once = () => new Set(ids()).size
    await expect.poll(once, { timeout: 60_000 }).toBe(6)
    expect(ids().length).toBe(6)
    processes[0]!.child.kill('SIGKILL')
    await processes[0]!.closed
    for (let i = 0; i < 3; i++) expect((await notice(processes[1]!)).status).toBe(200)
    await expect.poll(once, { timeout: 60_000 }).toBe(9)
    // A kill in mid-delivery may send that one message again, with the same Message-ID.
    expect(ids().length).toBeLessThanOrEqual(9 + 1)
  })
})

describe('a station of the site', () => {
  it('syncs with either process, and is woken by what the other one stores', async () => {
    const site = await makeSite()
    const [one, other] = await Promise.all([hqOn(site), hqOn(site)])
    const { station, key } = await stationOf(site, one)
    const made = await asked(station, 'POST', `/examRegistrations/${TENANT}`, key, exam({ notes: 'made at the desk' }))
    expect(made.status).toBe(200)
    await idle(station, key)
    const at = (which: Server, whose: string) => asked(which, 'GET', `/examRegistrations/${TENANT}/${made.body.id}`, whose)
    await expect.poll(async () => (await at(other, site.write)).body.notes, { timeout: 30_000 }).toBe('made at the desk')
    expect((await asked(other, 'PATCH', `/examRegistrations/${TENANT}/${made.body.id}`, site.write, [{ op: 'add', path: '/city', value: 'Québec' }])).status).toBe(200)
    await expect.poll(async () => (await at(station, key)).body.city, { timeout: 30_000 }).toBe('Québec')
    expect((await at(station, key)).body).toEqual((await at(one, site.write)).body)
  })

  it('sends again what a restored database lost, once, and both end the same', async () => {
    const site = await makeSite()
    const first = await hqOn(site)
    const { station, key } = await stationOf(site, first)
    const create = async (notes: string) => {
      const made = await asked(station, 'POST', `/examRegistrations/${TENANT}`, key, exam({ notes }))
      expect(made.status).toBe(200)
      return String(made.body.id)
    }
    const kept = await create('before the dump')
    await idle(station, key)
    const file = join(server.folder, 'hq.dump')
    await server.program('pg_dump', '--format=custom', `--file=${file}`, site.url)
    const lost = [await create('after the dump'), await create('after the dump, too')]
    await asked(station, 'PATCH', `/examRegistrations/${TENANT}/${kept}`, key, [{ op: 'replace', path: '/notes', value: 'changed after the dump' }])
    await idle(station, key)
    await first.stop()

    const restored = { ...site, url: await server.database() }
    await server.program('pg_restore', '--no-owner', `--dbname=${restored.url}`, file)
    const marked = await hallpass(['restored', '--database', restored.url])
    expect([marked.code, JSON.parse(marked.stdout)]).toMatchObject([0, { epoch: expect.stringMatching(/^[0-9a-f]{32}$/) }])
    const second = await serve(['hq', '--database', restored.url, '--port', new URL(first.url).port])
    const listed = async (at: Server, whose: string) => (await asked(at, 'GET', `/examRegistrations/${TENANT}`, whose)).body
    await expect.poll(async () => (await listed(second, site.write)).length, { timeout: 60_000 }).toBe(1 + lost.length)
    await expect.poll(async () => JSON.stringify(await listed(station, key)) === JSON.stringify(await listed(second, site.write)), { timeout: 60_000 }).toBe(true)
    await idle(station, key)
    const at = await listed(second, site.write)
    expect(at.map(({ notes }: { notes: string }) => notes).sort()).toEqual(['after the dump', 'after the dump, too', 'changed after the dump'])
    expect((await asked(station, 'GET', '/sync/conflicts', key)).body).toEqual({ Items: [] })
    const verified = await hallpass(['verify', '--database', restored.url])
    expect([verified.code, JSON.parse(verified.stdout).problems]).toEqual([0, []])
  })
})

describe('the command line', () => {
  it('manages keys and users of a database, and says in one line what is wrong', async () => {
    const url = await server.database()
    const file = join(tempFolder(), 'site.ndjson')
    writeFileSync(file, DOCUMENTS.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
    const imported = await hallpass(['import', file, '--database', url])
    expect([imported.code, imported.stderr, JSON.parse(imported.stdout)]).toMatchObject([0, '', { imported: DOCUMENTS.length }])
    const made = await hallpass(['keys', 'add', '--database', url, '--tenant', TENANT, '--scope', 'read'])
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^\S+$/)])
    const listed = async () => (await hallpass(['keys', 'list', '--database', url, '--tenant', TENANT])).stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; revoked: boolean; own: boolean })
    const [key] = await listed()
    expect((await hallpass(['keys', 'rotate', key!.id, '--database', url, '--grace', '0'])).code).toBe(0)
    expect((await listed()).map(({ revoked, own }) => [revoked, own])).toEqual([[true, true], [false, true]])
    const user = await hallpass(['users', 'add', '--database', url, '--tenant', TENANT, '--name', 'Seán Ó', '--role', 'proctor', '--pin', '2468'])
    expect([user.code, user.stderr]).toEqual([0, ''])
    expect((await hallpass(['users', 'list', '--database', url, '--tenant', TENANT])).stdout).toContain('Seán Ó')
    const wrong: [string[], number, RegExp][] = [
      [['hq'], 2, /--data or --database is required/],
      [['hq', '--data', tempFolder(), '--database', url], 2, /exclude each other/],
      [['hq', '--database', 'http://127.0.0.1/x'], 2, /no address of the form postgres:/],
      [['hq', '--database', url.replace(/test\d+$/, 'nowhere')], 1, /does not exist; create it first/],
      [['hq', '--database', 'postgres://hallpass@127.0.0.1:1/x'], 1, /cannot be reached/],
      [['verify', '--database', 'postgres://hallpass@127.0.0.1:1/x'], 1, /cannot be reached/],
    ]
    for (const [words, code, line] of wrong) {
      const said = await hallpass(words)
      expect([words.slice(0, 3), said.code, said.stderr.trim().split('\n').length, said.stderr]).toEqual([words.slice(0, 3), code, 1, expect.stringMatching(line)])
    }
  })

  it('a database that went away is a 503 with Retry-After, and comes back by itself', async () => {
    const own = await startPostgres()
    try {
      const url = await own.database()
      const hq = await serve(['hq', '--database', url, '--port', '0'])
      const key = (await hallpass(['keys', 'add', '--database', url, '--tenant', TENANT])).stdout.trim()
      const get = () => fetch(`${hq.url}/examRegistrations/${TENANT}`, { headers: { authorization: key } })
      expect((await get()).status).toBe(200)
      await own.kill()
      const away = await get()
      expect([away.status, Number(away.headers.get('retry-after')), ((await away.json()) as { detail: string }).detail]).toEqual([503, 2, expect.stringContaining('cannot be reached')])
      await own.start()
      await expect.poll(async () => (await get()).status, { timeout: 30_000 }).toBe(200)
      expect((await hq.stop()).code).toBe(0)
    } finally {
      await own.stop()
    }
  })
})
