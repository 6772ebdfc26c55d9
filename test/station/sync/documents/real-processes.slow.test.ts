/** `hq --no-sync` and `station --upstream-kind documents` as programs: fifty writes without a line, kills in the middle of sending them, a central server that is killed, too. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hallpass, hallpassProcess, type HallpassProcess } from '../../../faults/hallpass-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'hallpass-documents-'))
const hqData = join(folder, 'hq')
const stationData = join(folder, 'station')
const creates = 14
const patches = 12
const admissions = 12

let hq: HallpassProcess
let station: HallpassProcess
let keys: { hq: string; station: string }
let demo: { tenant: string; site: string }

beforeAll(async () => {
  demo = JSON.parse(hallpass('demo', '--data', hqData, '--candidates', '60')) as typeof demo
  const key = (...args: string[]) => hallpass('keys', 'add', '--tenant', demo.tenant, ...args)
  keys = { hq: key('--data', hqData, '--scope', 'admin'), station: key('--data', stationData, '--scope', 'write') }
  hq = await hallpassProcess('hq', ['--data', hqData, '--no-sync'])
  await hq.ready()
  const first = ['--upstream-kind', 'documents', '--upstream-tenant', demo.tenant]
  station = await hallpassProcess('station', ['--data', stationData, '--upstream', hq.url, '--upstream-key', keys.hq, '--site', demo.site, ...first])
  await station.ready()
})

afterAll(async () => {
  await station.stop()
  await hq.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(at: 'hq' | 'station', method: string, path: string, body?: unknown) {
  const { url } = at === 'hq' ? hq : station
  const answer = await fetch(url + path, {
    method, headers: { authorization: keys[at], ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // oxlint-disable-next-line typescript/no-explicit-any [reason: each step knows what it asked for]
  return { status: answer.status, body: (await answer.json()) as any }
}

const status = async () => (await ask('station', 'GET', '/sync/status')).body

/** Nothing waits and what headquarters has is here. */
async function idle(): Promise<void> {
  await expect.poll(async () => {
    const { online, pending, lastSyncAt } = await status()
    return online && pending === 0 && lastSyncAt !== null
  }, { timeout: 60_000, interval: 200 }).toBe(true)
}

it('says what cannot be promised, sends a morning of writes once through kills on both sides, and remembers what it syncs with', async () => {
  expect((await ask('hq', 'GET', '/sync/changes?since=0')).status).toBe(404)
  await idle()
  const { upstreamKind, limits } = await status()
  expect(upstreamKind).toBe('documents')
  expect(limits.length).toBeGreaterThan(5)
  const exams = (await ask('hq', 'GET', `/examRegistrations/${demo.tenant}?limit=1000`)).body as { id: string; testing_facility_id: string }[]
  const ours = exams.filter(({ testing_facility_id }) => testing_facility_id === demo.site)
  expect((await ask('station', 'GET', `/examRegistrations/${demo.tenant}?limit=1000`)).body).toHaveLength(ours.length)

  await hq.kill()
  const [sample] = (await ask('station', 'GET', `/examRegistrations/${demo.tenant}?limit=1`)).body
  const { exam_id, exam_offering_id, student_id } = sample
  const places = (await ask('station', 'POST', '/api/registrations/search', {})).body.Items.filter(({ ApprovalStatus }: { ApprovalStatus: string }) => ApprovalStatus === 'Registered').slice(0, admissions)
  for (let i = 0; i < creates; i++) expect((await ask('station', 'POST', `/examRegistrations/${demo.tenant}`, { exam_id, exam_offering_id, student_id, date: '2026-11-22', notes: `made ${i}` })).status).toBe(200)
  for (const [i, { id }] of ours.slice(0, patches).entries()) expect((await ask('station', 'PATCH', `/examRegistrations/${demo.tenant}/${id}`, [{ op: 'add', path: '/notes', value: `patched ${i}` }])).status).toBe(200)
  for (const { RegistrationIdentifier, EventIdentifier } of places) {
    expect((await ask('station', 'POST', `/api/registrations/${RegistrationIdentifier}/commands/check-in`, {})).status).toBe(200)
    expect((await ask('station', 'POST', `/api/events/${EventIdentifier}/scrap-paper/issue`, { RegistrationIdentifier, Count: 1 })).status).toBe(200)
  }
  expect((await status()).pending).toBe(creates + patches + 2 * admissions)

  // What is sent is cut off again and again, at the station and at the server.
  hq.start()
  await hq.ready()
  for (let kills = 0; kills < 4; kills++) {
    const { pending } = await status()
    await ask('station', 'POST', '/sync/now')
    if (pending > 0) await expect.poll(async () => (await status()).pending, { timeout: 60_000, interval: 5 }).toBeLessThan(pending)
    const victim = kills === 2 ? hq : station
    await victim.kill()
    await victim.ready()
  }
  await ask('station', 'POST', '/sync/now')
  await idle()
  const after = (await ask('hq', 'GET', `/examRegistrations/${demo.tenant}?limit=1000`)).body as { notes?: string }[]
  const made = after.map(({ notes }) => notes).filter((notes) => notes?.startsWith('made ')).sort()
  expect(made).toEqual(Array.from({ length: creates }, (_, i) => `made ${i}`).sort())
  expect(after.filter(({ notes }) => notes?.startsWith('patched '))).toHaveLength(patches)
  for (const { RegistrationIdentifier } of places) {
    const there = (await ask('hq', 'GET', `/api/registrations/${RegistrationIdentifier}`)).body
    expect(there.CheckInHistory).toHaveLength(1)
    expect((await ask('hq', 'GET', `/api/events/scrap-paper?id=${RegistrationIdentifier}`)).body.Count).toBe(1)
  }
  expect((await ask('station', 'GET', '/sync/conflicts')).body.Items).toEqual([])

  // A second start without the kind and the tenant: the folder knows them; another kind is refused.
  expect(await station.stop()).toBe(0)
  const user = ['--data', stationData, '--tenant', demo.tenant, '--name', 'Zoë O’Neill', '--role', 'proctor']
  expect(JSON.parse(hallpass('users', 'add', ...user))).toMatchObject({ name: 'Zoë O’Neill' })
  const again = await hallpassProcess('station', ['--data', stationData, '--upstream', hq.url, '--upstream-key', keys.hq, '--site', demo.site])
  await again.ready()
  expect((await (await fetch(`${again.url}/sync/status`, { headers: { authorization: keys.station } })).json() as { upstreamKind: string }).upstreamKind).toBe('documents')
  expect(await again.stop()).toBe(0)
  expect(() => hallpass('station', '--data', stationData, '--port', '0', '--upstream', hq.url, '--upstream-key', keys.hq, '--site', demo.site, '--upstream-kind', 'hallpass')).toThrow(/start with an empty folder/)
})
