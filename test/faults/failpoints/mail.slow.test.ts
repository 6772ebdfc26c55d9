/** Headquarters dies between the mail server's yes and its own note of it: that one message comes again, with the same Message-ID. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { mailServer, until } from '../../hq/mail/mail-server.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { hallpass, hallpassProcess } from '../hallpass-process.ts'
import { client } from '../writers.ts'
import { FAILPOINTS } from './failpoint.ts'

const within_ms = 60_000
const SENT = 'mail, after the mail server took it and before it is noted'

it(`${SENT}: it comes again with the same Message-ID, and is noted once`, async () => {
  const folder = tempFolder()
  const [data, order, lines] = [join(folder, 'hq'), join(folder, 'failpoint.json'), join(folder, 'seed.ndjson')]
  const documents = [
    ['exams', { id: 'e', name: 'Safety' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: 'Zoë Ó', email_address: 'zoe@example.test' }],
    ['examNotices', { id: 'n', name: 'Reminder', subject: 'Your exam', body: '<p>Dear {{ name }}</p>' }],
    ['examRegistrations', { id: 'r1', exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', sys_version: 1 }],
  ] as const
  writeFileSync(lines, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: 'bc', doc })).join('\n'))
  hallpass('import', lines, '--data', data)
  const key = hallpass('keys', 'add', '--data', data, '--tenant', 'bc')
  const server = await mailServer()
  const hq = await hallpassProcess('hq', ['--data', data, '--smtp', server.url], { imports: [new URL('plant.ts', import.meta.url).href], environment: { HALLPASS_FAILPOINT: order } })
  onTestFinished(() => hq.kill())
  await hq.ready()
  writeFileSync(order, JSON.stringify(FAILPOINTS[SENT]))
  expect((await client(hq.url, key).send('POST', '/examRegistrations/bc/sendNotice/r1/n', {}))?.status).toBe(200)
  await until('it was met', () => Promise.resolve(!existsSync(order)), within_ms)
  await hq.died()
  await hq.ready()
  await until('it came again', () => Promise.resolve(server.received.length === 2), within_ms)
  expect(await hq.stop()).toBe(0)
  expect(new Set(server.received.map(({ id }) => id)).size).toBe(1)
  // Noted now: another life sends nothing.
  await hq.ready()
  expect(await hq.stop()).toBe(0)
  expect(server.received).toHaveLength(2)
})
