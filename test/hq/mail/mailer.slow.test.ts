/** The mailer against a real SMTP server. */
import { expect, it } from 'vitest'
import { StoreError } from '../../../src-main/station/store/store-error.ts'
import { deadPort, mailServer, until } from './mail-server.ts'
import { mailSite } from './make-mailer.ts'

const ids = (count: number) => Array.from({ length: count }, (_, i) => `m${String((i * 7) % count).padStart(3, '0')}`)

it('delivers what waits, each once, in the order in which it came, and notes it with the audit log intact', async () => {
  const site = mailSite()
  const order = ids(30)
  for (const id of order) await site.queue(id)
  await site.queue('other', {}, 'on')
  const server = await mailServer()
  site.start(server.url)
  await until('all are noted', async () => (await site.read('other', 'on')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual([...order, 'other'])
  for (const id of order) expect(await site.read(id)).toMatchObject({ status: 'sent', sent_at: expect.any(String) as string, sys_last_modified_by_id: 'mail' })
  expect((await site.store.verify()).problems).toEqual([])

  // Woken by the next commit, not by the clock.
  await site.queue('late')
  await until('the late one', async () => (await site.read('late')).status === 'sent')
  expect(server.received.at(-1)?.id).toBe('late')
  expect(server.received).toHaveLength(32)
})

it('sends HTML with a text alternative, and copies, from whom the message says', async () => {
  const site = mailSite()
  await site.queue('m1', { subject: 'Prüfung am 22.', html: '<p>Grüße, Ana &amp; co.</p><p><a href="https://example.test/x">Where</a></p>', from: 'desk@example.test', from_name: 'The "Desk"', cc: 'a@example.test, b@example.test', bcc: 'c@example.test', reply_to: 'r@example.test' })
  const server = await mailServer()
  site.start(server.url)
  await until('it is noted', async () => (await site.read('m1')).status === 'sent')
  const [mail] = server.received
  expect(mail?.from).toBe('desk@example.test')
  expect(mail?.to.sort()).toEqual(['a@example.test', 'ana@example.test', 'b@example.test', 'c@example.test'])
  const raw = mail?.raw ?? ''
  expect(raw).toContain('From: "The \\"Desk\\"" <desk@example.test>\r\n')
  expect(raw).toContain('Reply-To: r@example.test\r\n')
  expect(raw).toContain('Subject: =?UTF-8?')
  expect(raw).not.toContain('c@example.test')
  expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*Where \(https:\/\/example\.test\/x\)[\s\S]*text\/html/)
})

it('speaks TLS from the first byte where the address says so', async () => {
  const site = mailSite()
  await site.queue('m1')
  const server = await mailServer({ secure: true })
  site.start(server.url)
  await until('it is noted', async () => (await site.read('m1')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual(['m1'])
})

it('tries again after 4xx, alone: the others do not wait for it', async () => {
  const site = mailSite()
  let no = 3
  const server = await mailServer({ refuse: (to) => (to.startsWith('grey') && no-- > 0 ? { code: 450, words: 'greylisted, come back' } : undefined) })
  await site.queue('m1', { to: 'grey@example.test' })
  await site.queue('m2')
  site.start(server.url)
  await until('both are noted', async () => (await site.read('m1')).status === 'sent' && (await site.read('m2')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual(['m2', 'm1'])
  expect(server.asked.filter((to) => to.startsWith('grey'))).toHaveLength(4)
  const lines = site.log.filter((line) => line.startsWith('Message m1 waits'))
  expect(lines.map((line) => /in (\d+) s/.exec(line)?.[1])).toEqual(['2', '3', '6'])
  expect(lines[0]).toContain('450 greylisted, come back')
  expect(site.log.join()).not.toContain('grey@')
})

it('fails on 5xx with the server\'s words, once and for all, also after a restart', async () => {
  const site = mailSite()
  const server = await mailServer({ refuse: (to) => (to.startsWith('gone') ? { code: 550, words: '5.1.1 No such person here' } : undefined) })
  await site.queue('m1', { to: 'gone@example.test' })
  await site.queue('m2')
  const first = site.start(server.url)
  await until('both are noted', async () => (await site.read('m2')).status === 'sent')
  const failed = await site.read('m1')
  expect(failed).toMatchObject({ status: 'failed', failed_at: expect.any(String) as string })
  expect(failed.refusals).toEqual(['gone@example.test: 550 5.1.1 No such person here'])
  expect(site.log).toEqual(['Message m1 failed and is not tried again: ADDRESS: 550 5.1.1 No such person here.'])
  await first.stop()
  site.start(server.url)
  await site.queue('m3')
  await until('the third', async () => (await site.read('m3')).status === 'sent')
  expect(server.asked.filter((to) => to.startsWith('gone'))).toHaveLength(1)
})

it('notes which copies a server did not take, and does not send to the others again', async () => {
  const site = mailSite()
  const server = await mailServer({ refuse: (to) => (to.startsWith('gone') ? { code: 550, words: 'No such person' } : undefined) })
  await site.queue('m1', { cc: 'gone@example.test' })
  site.start(server.url)
  await until('it is noted', async () => (await site.read('m1')).status === 'sent')
  expect((await site.read('m1')).refusals).toEqual(['gone@example.test: 550 No such person'])
  expect(server.received).toHaveLength(1)
})

it('waits for a server that is away, and keeps the order', async () => {
  const site = mailSite()
  const port = await deadPort()
  const order = ids(8)
  for (const id of order) await site.queue(id)
  site.start(`smtp://127.0.0.1:${port}`)
  await until('a few attempts', () => site.log.length >= 4)
  expect(site.log[0]).toMatch(/^Mail waits: .*ECONNREFUSED.* Tried again in 2 s\.$/)
  // One attempt for all that waits, further and further apart.
  const seconds = site.log.map((line) => Number(/in (\d+) s/.exec(line)?.[1]))
  expect(seconds.slice(0, 4)).toEqual([2, 3, 6, 12])
  const server = await mailServer({ port })
  await until('all are noted', async () => (await site.read(order.at(-1) ?? '')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual(order)
})

it('does not count a wrong password against the messages', async () => {
  const site = mailSite()
  const server = await mailServer({ user: { name: 'desk', pass: 'right/one' } })
  await site.queue('m1')
  const wrong = site.start(`smtp://desk:wrong@127.0.0.1:${server.port}`)
  await until('a refusal', () => site.log.length >= 2)
  expect(site.log[0]).toContain('535')
  await wrong.stop()
  const without = site.start(server.url)
  await until('another refusal', () => site.log.some((line) => line.includes('530')))
  await without.stop()
  expect((await site.read('m1')).status).toBe('queued')
  site.start(`smtp://desk:right%2Fone@127.0.0.1:${server.port}`)
  await until('it is noted', async () => (await site.read('m1')).status === 'sent')
})

it('lets others go before a message that breaks the line each time', async () => {
  const site = mailSite()
  let server = await mailServer()
  await server.stop()
  server = await mailServer({ port: server.port, beforeReply: async (mail) => {
    if (mail.id === 'm1') await new Promise(() => undefined)
  } })
  await site.queue('m1')
  await site.queue('m2')
  site.start(server.url)
  await until('the first is under way', () => server.received.some(({ id }) => id === 'm1'))
  await server.stop()
  server = await mailServer({ port: server.port })
  await until('both are noted', async () => (await site.read('m1')).status === 'sent' && (await site.read('m2')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual(['m2', 'm1'])
})

it('notes what was sent once the store can be written again, and does not send it twice', async () => {
  let full = false
  const site = mailSite((store) => ({
    ...store,
    commit: (commit) => (full && commit.audit.action === 'note-delivery' ? Promise.reject(new StoreError('full', 'The disk is full.')) : store.commit(commit)),
  }))
  const server = await mailServer()
  await site.queue('m1')
  await site.queue('m2')
  full = true
  site.start(server.url)
  await until('the disk is full', () => site.log.filter((line) => line.includes('full')).length >= 2)
  expect(server.received).toHaveLength(1)
  full = false
  await until('both are noted', async () => (await site.read('m1')).status === 'sent' && (await site.read('m2')).status === 'sent')
  expect(server.received.map(({ id }) => id)).toEqual(['m1', 'm2'])
})

it('gives up the delivery under way when it is stopped, and another mailer takes it', async () => {
  const site = mailSite()
  const server = await mailServer({ beforeReply: () => new Promise(() => undefined) })
  await site.queue('m1')
  const mailer = site.start(server.url)
  await until('it is under way', () => server.received.length === 1)
  await mailer.stop()
  await server.stop()
  expect(site.log).toEqual([])
  expect((await site.read('m1')).status).toBe('queued')
  const next = await mailServer()
  site.start(next.url)
  await until('it is noted', async () => (await site.read('m1')).status === 'sent')
  expect(next.received.map(({ id }) => id)).toEqual(['m1'])
})

it('cannot be made to write a header, whatever is stored', async () => {
  const site = mailSite()
  const server = await mailServer()
  const evil = 'x\r\nBcc: evil@example.test\r\n\r\nbody'
  await site.queue('m1', { subject: evil, from_name: evil, html: evil })
  await site.queue('m2', { to: 'ana@example.test\r\nBcc: evil@example.test' })
  await site.queue('m3', { from: 'desk@example.test\nX-Evil: 1' })
  await site.queue('m4', { cc: 'a@example.test,evil\u0000@example.test' })
  await site.queue('m5', { to: 'Ana <ana@example.test>' })
  await site.queue('m6', { to: ['ana@example.test'], html: { path: '/etc/passwd' } })
  await site.queue('m7', { html: { path: '/etc/passwd' }, subject: ['x'] })
  await site.queue('m|8:x')
  site.start(server.url)
  await until('all are noted', async () => (await site.read('m|8:x')).status === 'sent')
  for (const id of ['m2', 'm3', 'm4', 'm5', 'm6']) expect(await site.read(id)).toMatchObject({ status: 'failed' })
  expect(server.received.map(({ id }) => id)).toEqual(['m1', 'm7', 'm%7C8%3Ax'])
  for (const { raw, to } of server.received) {
    expect(to).toEqual(['ana@example.test'])
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(headers).not.toMatch(/^(?:bcc|x-evil):/im)
    expect(raw).not.toContain('root:')
  }
})
