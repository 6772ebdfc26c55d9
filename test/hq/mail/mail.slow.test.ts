/** Real processes: headquarters is killed between sending and noting, a station queues without a line. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { hallpass, hallpassProcess, type HallpassProcess } from '../../faults/hallpass-process.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { mailServer, until, type Received } from './mail-server.ts'

const TENANT = 'bc'
const SITE = 'harbour'

function seed(data: string, folder: string): string {
  const required = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: SITE }
  const documents: [string, Record<string, unknown>][] = [
    ['exams', { id: 'e', name: 'Safety' }], ['examOfferings', { id: 'o' }], ['testingFacilities', { id: SITE }],
    ['contacts', { id: 'c', name: 'Zoë Ó', email_address: 'zoe@example.test' }],
    ['examNotices', { id: 'n', name: 'Reminder', subject: 'Your {{ subject_name }} exam', body: '<p>Dear {{ name }}, come on time.</p>' }],
    ['examRegistrations', { id: 'r1', ...required, sys_version: 1 }],
  ]
  const file = join(folder, 'seed.ndjson')
  writeFileSync(file, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', file, '--data', data)
  return hallpass('keys', 'add', '--data', data, '--tenant', TENANT)
}

async function started(command: 'hq' | 'station', ...options: string[]): Promise<HallpassProcess> {
  const process = await hallpassProcess(command, options)
  onTestFinished(() => process.kill())
  return process
}

async function sendNotice({ url }: HallpassProcess, key: string): Promise<void> {
  const answer = await fetch(`${url}/examRegistrations/${TENANT}/sendNotice/r1/n`, { method: 'POST', headers: { authorization: key } })
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)])
}

const counts = (received: readonly Received[]) => [...Map.groupBy(received, ({ id }) => id).values()].map((same) => same.length)

it('killed between sending and noting, sends that one message again with the same Message-ID and loses none', async () => {
  const folder = tempFolder()
  const data = join(folder, 'hq')
  const key = seed(data, folder)
  const killed = new Set<string>()
  const running: { hq?: HallpassProcess } = {}
  const server = await mailServer({
    // The message is here; headquarters dies before it hears so.
    async beforeReply({ id }) {
      const due = [2, 5, 9].includes(new Set(server.received.map((mail) => mail.id)).size)
      if (!due || killed.has(id) || !running.hq) return
      killed.add(id)
      await running.hq.kill()
    },
  })
  const hq = await started('hq', '--data', data, '--smtp', server.url)
  running.hq = hq
  await hq.ready()
  const wanted = 12
  for (let i = 0; i < wanted; i++) {
    // The kill may come in the middle of a request; then it is asked for once more.
    await until('a notice is queued', async () => {
      await hq.ready()
      return sendNotice(hq, key).then(() => true, () => false)
    }, 60_000)
  }
  await until('all are there', async () => {
    await hq.ready()
    return new Set(server.received.map(({ id }) => id)).size >= wanted && killed.size === 3
  }, 60_000)
  await until('the last is noted', async () => {
    const before = server.received.length
    await new Promise((resolve) => setTimeout(resolve, 500))
    return server.received.length === before
  }, 60_000)
  expect(await hq.stop()).toBe(0)

  const repeated = [...Map.groupBy(server.received, ({ id }) => id)].filter(([, same]) => same.length > 1)
  expect(counts(server.received).every((count) => count <= 2)).toBe(true)
  expect(repeated.every(([id]) => killed.has(id))).toBe(true)
  expect(repeated).toHaveLength(3)
  for (const [, [first, second]] of repeated) expect(subjectOf(second)).toBe(subjectOf(first))

  // Nothing more after another start.
  const before = server.received.length
  await hq.ready()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(server.received).toHaveLength(before)
  expect(await hq.stop()).toBe(0)
  expect(hallpass('verify', '--data', data)).toContain('"ok":true')
})

it('delivers once what a station queued without a line', async () => {
  const folder = tempFolder()
  const [hqData, stationData] = [join(folder, 'hq'), join(folder, 'station')]
  seed(hqData, folder)
  const upstreamKey = hallpass('keys', 'add', '--data', hqData, '--tenant', TENANT, '--site', SITE)
  const key = hallpass('keys', 'add', '--data', stationData, '--tenant', TENANT)
  const server = await mailServer()
  const hq = await started('hq', '--data', hqData, '--smtp', server.url)
  const station = await started('station', '--data', stationData, '--upstream', hq.url, '--upstream-key', upstreamKey, '--site', SITE)
  await hq.ready()
  await station.ready()
  await until('the station has the record', async () => (await fetch(`${station.url}/examRegistrations/${TENANT}/r1`, { headers: { authorization: key } })).status === 200, 30_000)
  expect(await hq.stop()).toBe(0)

  for (let i = 0; i < 3; i++) await sendNotice(station, key)
  await station.kill()
  await station.ready()
  expect(server.received).toEqual([])
  await hq.ready()
  await fetch(`${station.url}/sync/now`, { method: 'POST', headers: { authorization: key } })
  await until('all are delivered', () => server.received.length >= 3, 60_000)
  await until('the station hears of it', async () => {
    const status = (await (await fetch(`${station.url}/sync/status`, { headers: { authorization: key } })).json()) as { pending: number }
    return status.pending === 0
  }, 60_000)
  expect(counts(server.received)).toEqual([1, 1, 1])
  expect(server.received.map(subjectOf)).toEqual(Array.from({ length: 3 }, () => 'Your Safety exam'))
  expect(server.received.every(({ to }) => to.join() === 'zoe@example.test')).toBe(true)
  expect(await station.stop()).toBe(0)
  expect(await hq.stop()).toBe(0)
})

function subjectOf(mail: Received | undefined): string | undefined {
  return /^Subject: (.*)\r$/m.exec(mail?.raw ?? '')?.[1]
}
