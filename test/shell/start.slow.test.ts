import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { project } from '../../src-main/start/folders.ts'
import { inherited, temporaryFolder } from '../support/electron.ts'

/** `npm start` on a machine without a display, which is a matter of Linux. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
const children: ChildProcess[] = []

function start(...args: string[]) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = inherited()
  const child = spawn(process.execPath, [join(project, 'src-main/start/start.ts'), ...args], {
    cwd: project,
    env: { ...env, XDG_DATA_HOME: folder.path },
  })
  children.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  return { child, ended, said: () => said }
}

const address = (said: string) => /open (http:\/\/127\.0\.0\.1:\d+\/) in a browser/.exec(said)?.[1]
const isUp = (url: string) => fetch(url).then((answer) => answer.ok, () => false)

/** The processes that have a folder in their command line. */
function processesOn(home: string): string[] {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandLine(id).includes(home))
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

beforeAll(async () => {
  folder = await temporaryFolder('hallpass-start-')
})
afterAll(async () => {
  for (const child of children) child.kill('SIGTERM')
  await folder.drop()
})

describe.runIf(process.platform === 'linux')('npm start', () => {
  it('serves the window to a browser, says so in one line with the PIN, and ends everything on Ctrl-C', async () => {
    const run = start()
    await expect.poll(() => address(run.said()), { timeout: 120_000 }).toBeDefined()
    const url = address(run.said()) ?? ''
    expect(run.said()).toMatch(/with the PIN \d{4,}\./)
    expect(run.said().split('\n').filter((line) => line.includes('there is no display'))).toHaveLength(1)
    const page = await fetch(url)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('<div id="root">')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
    expect(await isUp(url)).toBe(false)
  })

  it('finds the demo again the next time, and makes a new one with --reset', async () => {
    const home = join(folder.path, 'hallpass', 'demo')
    await writeFile(join(home, 'mark'), '')
    const again = start()
    await expect.poll(() => address(again.said()), { timeout: 120_000 }).toBeDefined()
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
    expect(existsSync(join(home, 'mark'))).toBe(true)
    const anew = start('--reset')
    await expect.poll(() => address(anew.said()), { timeout: 120_000 }).toBeDefined()
    expect(existsSync(join(home, 'mark'))).toBe(false)
    // Killed, it can end nothing itself; its headquarters and its station end with it all the same.
    expect(processesOn(home)).toHaveLength(2)
    anew.child.kill('SIGKILL')
    await anew.ended
    await expect.poll(() => processesOn(home), { timeout: 30_000 }).toEqual([])
  })

  it('resets nothing that it did not make, and knows its options', async () => {
    const home = join(folder.path, 'hallpass', 'demo')
    await rm(home, { recursive: true })
    await mkdir(home)
    await writeFile(join(home, 'mine'), '')
    const run = start('--reset')
    expect(await run.ended).toBe(1)
    expect(run.said()).toContain('was not made by npm start; it is left alone.')
    expect(existsSync(join(home, 'mine'))).toBe(true)
    const wrong = start('--rest')
    expect(await wrong.ended).toBe(1)
    expect(wrong.said()).toContain('--rest is not an option of npm start')
  })
})
