import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { project } from '../../src-main/start/folders.ts'
import { openApp, temporaryFolder, type OpenApp } from '../support/electron.ts'
import { buildStandIn } from './stand-in/build-stand-in.ts'

interface Answer {
  status: number
  body: { pid: number; node: string; utility: boolean; detail?: string; upstream: unknown; request: unknown }
}

/** Both ways of starting a station are tried in a real app, with a station that opens no store. */
const ways: { way: string; env: Record<string, string>; utility: boolean }[] = [
  { way: 'utility process', env: {}, utility: true },
  { way: 'forked Node', env: { STAND_IN_NODE: join(project, 'node_modules', 'node', 'bin', 'node') }, utility: false },
]

let app: Awaited<ReturnType<typeof temporaryFolder>>
let data: Awaited<ReturnType<typeof temporaryFolder>>
let open: OpenApp

const ask = (method: string, path: string, more: object = {}) =>
  open.page.evaluate((request) => (window as unknown as { hallpass: { request(r: unknown): Promise<Answer> } }).hallpass.request(request), {
    method,
    path,
    ...more,
  })
const news = () => open.page.evaluate(() => (window as unknown as { news: { type: string; state?: string; message?: string }[] }).news)
const states = async () => (await news()).filter((event) => event.type === 'station').map((event) => event.state)

beforeAll(async () => {
  app = await temporaryFolder()
  await buildStandIn(app.path)
})
afterAll(() => app.drop())

/** The app that all tests of one group share: a start takes as long as several of them. */
function opensOnce(env: Record<string, string>, ...marks: string[]): void {
  beforeAll(async () => {
    data = await temporaryFolder()
    await mkdir(join(data.path, 'd'))
    for (const mark of marks) await writeFile(join(data.path, 'd', mark), '')
    const upstream = ['--upstream', 'http://127.0.0.1:9', '--upstream-key', 'k', '--site', 's']
    open = await openApp(['--data', join(data.path, 'd'), ...upstream], app.path, env)
  })
  afterAll(async () => {
    await open.close().catch(() => undefined)
    await data.drop()
  })
}

describe.each(ways)('a station in a $way', ({ env, utility }) => {
  opensOnce(env)

  it('answers what the window asks, and is told apart by its process', async () => {
    const answer = await ask('POST', '/x', { headers: { authorization: 'Bearer t' }, body: { a: ['é', null, 1.5] } })
    expect(answer.status).toBe(200)
    expect(answer.body.utility).toBe(utility)
    expect(answer.body.request).toEqual({ method: 'POST', path: '/x', headers: { authorization: 'Bearer t' }, body: { a: ['é', null, 1.5] } })
    expect(answer.body.upstream).toEqual({ url: 'http://127.0.0.1:9', key: 'k', site: 's' })
    expect(answer.body.pid).not.toBe(open.app.process().pid)
    if (!utility) expect(Number.parseInt(answer.body.node, 10)).toBeGreaterThanOrEqual(24)
  })

  it('passes on its news', async () => {
    await ask('GET', '/live')
    await expect.poll(news).toContainEqual({ type: 'change', collection: 'contacts', ids: ['a'] })
  })

  it('does not hold up the window while it is busy', async () => {
    const busy = ask('GET', '/busy')
    const frames = await open.page.evaluate(
      () =>
        new Promise<number>((done) => {
          const until = performance.now() + 1_000
          let count = 0
          const next = () => (performance.now() < until ? (count++, requestAnimationFrame(next)) : done(count))
          requestAnimationFrame(next)
        }),
    )
    expect(frames).toBeGreaterThan(10)
    expect((await busy).status).toBe(200)
  })

  it('is started again after a crash; a write in the middle is answered 503, and the window is told', async () => {
    const before = await ask('GET', '/x')
    const lost = await ask('POST', '/crash')
    expect(lost.status).toBe(503)
    expect(lost.body.detail).toContain('Look whether it was stored')
    const after = await ask('GET', '/x')
    expect(after.status).toBe(200)
    expect(after.body.pid).not.toBe(before.body.pid)
    expect((await states()).slice(-2)).toEqual(['restarting', 'ready'])
  })

  it('asks again by itself where twice is the same as once', async () => {
    expect((await ask('GET', '/crash-once')).status).toBe(200)
  })

  it('finishes and goes when the window is closed', async () => {
    const { body } = await ask('GET', '/x')
    await open.close()
    expect(existsSync(join(data.path, 'd', 'stopped'))).toBe(true)
    await expect.poll(() => isAlive(body.pid)).toBe(false)
  })
})

describe.each(ways)('another station in a $way', ({ env }) => {
  opensOnce(env)

  it('repeats a write that carries an Idempotency-Key', async () => {
    expect((await ask('POST', '/crash-once', { headers: { 'Idempotency-Key': 'one' } })).status).toBe(200)
  })

  it('is started again after kill -9', async () => {
    const { body } = await ask('GET', '/x')
    const seen = (await states()).length
    process.kill(body.pid, 'SIGKILL')
    await expect.poll(async () => (await states()).slice(seen)).toContain('restarting')
    const after = await ask('GET', '/x')
    expect(after.status).toBe(200)
    expect(after.body.pid).not.toBe(body.pid)
  })

  it('goes when the app is killed', async () => {
    const { body } = await ask('GET', '/x')
    open.app.process().kill('SIGKILL')
    await expect.poll(() => isAlive(body.pid), { timeout: 10_000 }).toBe(false)
  })
})

describe.each(ways)('a station that answers the first questions before its server is there, in a $way', ({ env, utility }) => {
  opensOnce(env, 'open-first')

  it('answers those, and all others as soon as one is asked or the window shows something', async () => {
    expect(await ask('GET', '/first')).toMatchObject({ status: 200, body: { utility } })
    await open.page.evaluate(() => (window as unknown as { hallpass: { shown(): void } }).hallpass.shown())
    await expect.poll(states).toContain('ready')
    expect((await ask('GET', '/first')).body.request).toEqual({ method: 'GET', path: '/first' })
    expect((await ask('POST', '/crash')).status).toBe(503)
    expect((await ask('POST', '/x')).status).toBe(200)
  })
})

describe.each(ways)('a station that cannot start in a $way', ({ env }) => {
  opensOnce(env)

  it('says in the window why it cannot start', async () => {
    expect((await ask('POST', '/refuse-to-start')).status).toBe(503)
    await expect.poll(async () => (await news()).at(-1), { timeout: 10_000 }).toMatchObject({ state: 'failed', message: 'The database was made by a newer Hallpass.' })
    expect(await ask('GET', '/x')).toMatchObject({ status: 503, body: { detail: 'The database was made by a newer Hallpass.' } })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
