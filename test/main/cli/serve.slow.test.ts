import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../support/temp-folder.ts'
import { ask, hallpass, makeKey, serve } from './cli-process.ts'

const DAY = '2026-07-31'

async function demoFolder(): Promise<{ folder: string; key: string }> {
  const folder = join(tempFolder(), 'data')
  await hallpass(['demo', '--data', folder, '--candidates', '12', '--date', DAY])
  return { folder, key: await makeKey(folder, 'demo') }
}

const registration = async (server: Awaited<ReturnType<typeof serve>>, key: string) => {
  const [first] = (await ask(server, 'GET', '/examRegistrations/demo?limit=1', key)).body as Record<string, unknown>[]
  return first ?? {}
}

it.each(['station', 'hq'])('%s: one ready line, answers, ends with 0 on SIGTERM and on SIGINT', async (command) => {
  const { folder, key } = await demoFolder()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const server = await serve([command, '--data', folder, '--port', '0'])
    expect(server.said.stdout).toMatch(/^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+"\}\n$/)
    expect((await ask(server, 'GET', '/examRegistrations/demo', key)).body).toHaveLength(12)
    server.child.kill(signal)
    const { code, stdout, stderr } = await server.closed
    expect([code, stdout.split('\n').length]).toEqual([0, 2])
    expect(stderr).toContain(`${signal}: finishing the requests under way.`)
    expect(stderr).not.toContain('    at ')
  }
})

it('brackets an IPv6 address and refuses one that is not here', async () => {
  const { folder } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0', '--host', '::1'])
  expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await server.stop()
  const { code, stderr } = await hallpass(['station', '--data', folder, '--host', '203.0.113.7'])
  expect([code, stderr]).toEqual([2, 'hallpass: --host 203.0.113.7 is not an address of this computer.\n'])
})

it('a folder in use and a port in use end with 3 and say which', async () => {
  const { folder } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  for (const command of ['station', 'hq']) {
    expect(await hallpass([command, '--data', folder, '--port', '0'])).toEqual({ code: 3, stdout: '', stderr: `hallpass: The data folder ${folder} is in use by another Hallpass.\n` })
  }
  const port = new URL(server.url).port
  expect(await hallpass(['hq', '--data', join(tempFolder(), 'other'), '--port', port])).toEqual({ code: 3, stdout: '', stderr: `hallpass: Port ${port} on 127.0.0.1 is in use by another program.\n` })
  const { code, stderr } = await hallpass(['restore', join(folder, 'hallpass.db'), '--data', folder, '--force'])
  expect([code, stderr]).toEqual([3, `hallpass: The data folder ${folder} is in use by another Hallpass.\n`])
})

it('a key that is made beside a running station counts at once, and one that is revoked does not', async () => {
  const { folder } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  const key = await makeKey(folder, 'demo', '--scope', 'read')
  expect((await ask(server, 'GET', '/examRegistrations/demo', key)).status).toBe(200)
  const { id } = JSON.parse((await hallpass(['keys', 'list', '--data', folder, '--tenant', 'demo'])).stdout.trim().split('\n').at(-1) ?? '') as { id: string }
  await hallpass(['keys', 'revoke', id, '--data', folder])
  expect((await ask(server, 'GET', '/examRegistrations/demo', key)).status).toBe(401)
})

it('backup, verify and a small import work beside a running station', async () => {
  const { folder, key } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  const { id } = await registration(server, key)
  expect((await ask(server, 'PATCH', `/examRegistrations/demo/${String(id)}`, key, [{ op: 'add', path: '/notes', value: 'before the copy' }])).status).toBe(200)
  const copy = join(tempFolder(), 'copy.db')
  const [saved, verified] = await Promise.all([hallpass(['backup', '--data', folder, '--to', copy]), hallpass(['verify', '--data', folder])])
  expect([saved.code, verified.code]).toEqual([0, 0])
  const restored = join(tempFolder(), 'restored')
  expect((await hallpass(['restore', copy, '--data', restored, '--key-file', join(folder, 'station.key')])).code).toBe(0)
  const other = await serve(['station', '--data', restored, '--port', '0', '--key-file', join(folder, 'station.key')])
  expect((await ask(other, 'GET', `/examRegistrations/demo/${String(id)}`, key)).body).toMatchObject({ notes: 'before the copy' })
})

it('killed with -9 it keeps every write that was answered, leaves no name on the disk, and starts again', async () => {
  const { folder, key } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  const { id } = await registration(server, key)
  const answers: number[] = []
  const writing = (async () => {
    for (let i = 1; ; i++) {
      const { status } = await ask(server, 'PATCH', `/examRegistrations/demo/${String(id)}`, key, [{ op: 'add', path: '/notes', value: `Schnörkelbach ${i}` }])
      if (status === 200) answers.push(i)
    }
  })().catch(() => undefined)
  while (answers.length < 20) await wait(5)
  server.child.kill('SIGKILL')
  await Promise.all([server.closed, writing])
  const raw = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1')).join('')
  expect(['rkelbach', 'ller', 'candidates.example', 'Burnaby'].filter((word) => raw.includes(word))).toEqual([])

  const again = await serve(['station', '--data', folder, '--port', '0'])
  const { notes } = (await ask(again, 'GET', `/examRegistrations/demo/${String(id)}`, key)).body as { notes: string }
  expect(Number(notes.split(' ')[1])).toBeGreaterThanOrEqual(answers.at(-1) ?? 0)
  expect((await again.stop()).code).toBe(0)
  expect((await hallpass(['verify', '--data', folder])).code).toBe(0)
})

it('SIGTERM lets a request under way finish: it is stored and answered', async () => {
  const { folder, key } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  const { id } = await registration(server, key)
  const body = JSON.stringify([{ op: 'add', path: '/notes', value: 'under way' }])
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text)).on('error', () => undefined)
  socket.write(`PATCH /examRegistrations/demo/${String(id)} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 10)}`)
  await wait(300)
  server.child.kill('SIGTERM')
  await wait(300)
  expect(server.child.exitCode).toBeNull()
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
  socket.write(body.slice(10))
  expect((await server.closed).code).toBe(0)
  expect(answer).toContain('HTTP/1.1 200')
  const again = await serve(['station', '--data', folder, '--port', '0'])
  expect((await ask(again, 'GET', `/examRegistrations/demo/${String(id)}`, key)).body).toMatchObject({ notes: 'under way' })
})

it.each([['says nothing', ''], ['stops in the middle of its headers', 'GET /healthz HTTP/1.1\r\nhost']])('SIGTERM does not wait for a connection that %s', async (_what, begun) => {
  const { folder } = await demoFolder()
  const server = await serve(['hq', '--data', folder, '--port', '0'])
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(begun)
  await wait(200)
  // After 30 s a stop is forced, with 1.
  expect(await server.stop()).toMatchObject({ code: 0 })
})

it('a second signal does not wait', async () => {
  const { folder, key } = await demoFolder()
  const server = await serve(['station', '--data', folder, '--port', '0'])
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname).on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  socket.write(`POST /examRegistrations/demo HTTP/1.1\r\nhost: localhost\r\nauthorization: ${key}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`)
  await wait(300)
  server.child.kill('SIGTERM')
  await wait(300)
  server.child.kill('SIGTERM')
  expect((await server.closed).code).toBe(143)
  expect((await hallpass(['verify', '--data', folder])).code).toBe(0)
})

it('a folder that cannot be written ends with 1 and one sentence', async () => {
  const parent = tempFolder()
  chmodSync(parent, 0o755)
  const folder = join(parent, 'data')
  mkdirSync(folder, { mode: 0o555 })
  // Root may write everywhere: another user is asked.
  const somebody = process.getuid?.() === 0 ? { uid: 65_534 } : {}
  for (const command of [['station'], ['keys', 'add', '--tenant', 'bc']]) {
    const { code, stdout, stderr } = await hallpass([...command, '--data', folder], somebody)
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `hallpass: The data folder ${folder} cannot be written.\n` })
  }
})

it('an upstream that is not there, or speaks something else, does not keep a station from starting', async () => {
  const { folder, key } = await demoFolder()
  const other = createServer((socket) => socket.end('220 mail.example ESMTP\r\n')).listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const upstream = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const server = await serve(['station', '--data', folder, '--port', '0', '--upstream', upstream, '--site', 'v1'], { env: { HALLPASS_UPSTREAM_KEY: 'hp_nobody' } })
  await wait(500)
  expect((await ask(server, 'GET', '/examRegistrations/demo', key)).status).toBe(200)
  expect((await ask(server, 'GET', '/sync/status', key)).body).toMatchObject({ online: false, lastError: expect.any(String) as string })
  expect((await server.stop()).code).toBe(0)
})
