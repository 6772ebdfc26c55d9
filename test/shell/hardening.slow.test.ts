import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootArguments } from '../../src-main/start/resolve-electron.ts'
import { display } from '../support/display.ts'
import { electron, inherited, openApp, temporaryFolder, type OpenApp } from '../support/electron.ts'
import { buildStandIn } from './stand-in/build-stand-in.ts'

/** Each test tries to break one of the window's walls, in a real window. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let open: OpenApp

const inPage = <T>(script: string): Promise<T> => open.page.evaluate(script) as Promise<T>
const windows = () => open.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

beforeAll(async () => {
  folder = await temporaryFolder()
  await buildStandIn(folder.path)
  await writeFile(join(folder.path, 'renderer', 'secret.txt'), 'not a kind of file that the window has')
  open = await openApp(['--data', join(folder.path, 'data'), '--use-fake-device-for-media-stream'], folder.path)
})

afterAll(async () => {
  await open.close()
  await folder.drop()
})

describe('the page', () => {
  it('is served from its own origin and runs its own script', async () => {
    expect(open.page.url()).toBe('app://hallpass/index.html')
    // The window is there before its page has run.
    await expect.poll(() => inPage('window.scriptRan'), { timeout: 30_000 }).toBe(true)
    expect(await inPage('window.isSecureContext')).toBe(true)
  })

  it('has nothing of Node, and of Electron only the bridge', async () => {
    expect(await inPage('[typeof require, typeof process, typeof module, typeof Buffer, typeof global]')).toEqual(Array(5).fill('undefined'))
    expect(await inPage('Object.keys(window.hallpass)')).toEqual(['request', 'onLive', 'savePdf', 'shown'])
    expect(await inPage('Object.isFrozen(window.hallpass)')).toBe(true)
  })

  it('runs no inline script, no eval and no script from elsewhere', async () => {
    expect(await inPage('window.inlineRan')).toBeUndefined()
    // Playwright's own evaluate is not under the policy, so the page's own parser and timers are asked.
    const results = await inPage<unknown[]>(`(async () => {
      const violations = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      const inline = document.createElement('script')
      inline.textContent = 'window.inlineRan = true'
      document.body.append(inline)
      const handler = document.createElement('button')
      handler.setAttribute('onclick', 'window.handlerRan = true')
      document.body.append(handler)
      handler.click()
      const remote = document.createElement('script')
      remote.src = 'https://127.0.0.1:9/x.js'
      document.body.append(remote)
      const style = document.createElement('style')
      style.textContent = 'body { --planted: 1 }'
      document.body.append(style)
      const module = await import('/eval.js').then(() => 'ran', (error) => error.constructor.name)
      await new Promise((done) => setTimeout(done, 200))
      return [window.inlineRan, window.handlerRan, getComputedStyle(document.body).getPropertyValue('--planted'), module, [...new Set(violations)].sort()]
    })()`)
    expect(results).toEqual([undefined, undefined, '', 'TypeError', ['script-src-attr', 'script-src-elem', 'style-src-elem']])
  })

  it('cannot evaluate text as code', async () => {
    await writeFile(join(folder.path, 'renderer', 'evaluate.js'), 'try { window.evaluated = eval("1") } catch (error) { window.evaluated = error.name }')
    await inPage(`import('/evaluate.js')`)
    expect(await inPage('window.evaluated')).toBe('EvalError')
  })

  it('saves a file that it made itself, and downloads nothing else', async () => {
    const target = join(folder.path, 'roster.csv')
    await open.app.evaluate(({ session }, path) => {
      const seen: string[] = []
      Object.assign(globalThis, { downloads: seen })
      session.defaultSession.on('will-download', (event, item) => {
        if (event.defaultPrevented) return void seen.push('refused')
        item.setSavePath(path)
        item.once('done', (_event, state) => seen.push(state))
      })
    }, target)
    const click = (href: string) => inPage(`(() => { const a = document.createElement('a'); a.href = ${href}; a.download = 'roster.csv'; document.body.append(a); a.click() })()`)
    const downloads = () => open.app.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads)
    await click(`URL.createObjectURL(new Blob(['Zoë Ó Briain,14']))`)
    await expect.poll(downloads, { timeout: 10_000 }).toEqual(['completed'])
    expect(await readFile(target, 'utf8')).toBe('Zoë Ó Briain,14')
    await click(`'data:text/plain,planted'`)
    await expect.poll(downloads, { timeout: 10_000 }).toEqual(['completed', 'refused'])
  })

  it('opens no window', async () => {
    expect(await inPage(`window.open('https://example.com') === null && window.open('about:blank') === null`)).toBe(true)
    await inPage(`(() => { const a = document.createElement('a'); a.href = 'app://hallpass/index.html'; a.target = '_blank'; document.body.append(a); a.click() })()`)
    expect(await windows()).toBe(1)
  })

  it.each(['https://example.com/', 'file:///etc/passwd', 'app://other/index.html', 'data:text/html,<h1>x</h1>', 'javascript:document.write(1)'])(
    'does not go to %s',
    async (target) => {
      await inPage(`void (location.href = ${JSON.stringify(target)})`)
      await new Promise((done) => setTimeout(done, 300))
      expect(open.page.url()).toBe('app://hallpass/index.html')
      expect(await inPage('document.title')).toBe('Stand-in')
    },
  )

  it.each([
    'file:///etc/passwd',
    'https://example.com/',
    'http://127.0.0.1:9/',
    'app://hallpass/../secret.json',
    'app://hallpass/%2e%2e/secret.json',
    'app://hallpass/..%2fsecret.json',
    'app://hallpass/..%5csecret.json',
    'app://hallpass/%00',
    'app://other/page.js',
    'app://hallpass/secret.txt',
    'app://hallpass//etc/passwd',
  ])('reads nothing at %s', async (target) => {
    const answer = await inPage<string>(`fetch(${JSON.stringify(target)}).then((r) => r.ok ? r.text() : 'refused ' + r.status, (e) => e.name)`)
    expect(answer).toMatch(/^(TypeError|refused 404)$/)
  })

  it('is granted no permission but the camera and the whole screen', async () => {
    expect(await inPage('Notification.requestPermission()')).toBe('denied')
    expect(await inPage(`new Promise((d) => navigator.geolocation.getCurrentPosition(() => d('known'), (e) => d(e.code)))`)).toBe(1)
    expect(await inPage(`navigator.permissions.query({ name: 'clipboard-read' }).then((p) => p.state)`)).toBe('denied')
    const media = (wanted: object) => inPage<string>(`navigator.mediaDevices.getUserMedia(${JSON.stringify(wanted)}).then((stream) => stream.getTracks().map((track) => track.kind).join(), (e) => e.name)`)
    expect([await media({ audio: true }), await media({ audio: true, video: true }), await media({ video: true })]).toEqual(['NotAllowedError', 'NotAllowedError', 'video'])
  })

  it('embeds no web view and no page', async () => {
    await inPage(`document.body.insertAdjacentHTML('beforeend', '<webview src="https://example.com"></webview><iframe src="https://example.com"></iframe>')`)
    await new Promise((done) => setTimeout(done, 300))
    const all = await open.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getType()))
    expect(all).toEqual(['window'])
    expect(open.page.frames().map((frame) => frame.url()).filter((url) => url.includes('example.com'))).toEqual([])
  })
})

describe('the bridge', () => {
  const asked = (request: unknown) => inPage<{ status: number; body: { detail?: string } }>(`window.hallpass.request(${JSON.stringify(request)})`)

  it.each([
    [null, 'it is not an object'],
    ['GET /', 'it is not an object'],
    [{ method: 'TRACE', path: '/' }, 'its method'],
    [{ method: 'GET', path: 'http://example.com/' }, 'its path'],
    [{ method: 'GET', path: '//example.com/' }, 'its path'],
    [{ method: 'GET', path: `/${'x'.repeat(9_000)}` }, 'its path'],
    [{ method: 'GET', path: '/', headers: { 'x-a': 'b\r\nx-c: d' } }, 'its headers'],
    [{ method: 'GET', path: '/', headers: ['x'] }, 'its headers'],
    [{ method: 'POST', path: '/', body: 'x'.repeat(1_100_000) }, 'its body'],
    [{ method: 'GET', path: '/', url: '/' }, 'it has a member "url"'],
  ])('refuses a message of another shape (%#)', async (request, why) => {
    const answer = await asked(request)
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toContain(why)
  })

  it('is not there in a frame', async () => {
    const seen = await inPage(`(async () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return typeof frame.contentWindow.hallpass
    })()`)
    expect(seen).toBe('undefined')
  })

  it('answers no other window, whatever that window may do', async () => {
    const answer = await open.app.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false } })
      try {
        await other.loadURL('app://hallpass/index.html').catch(() => undefined)
        return await other.webContents.executeJavaScript(
          `require('electron').ipcRenderer.invoke('hallpass:request', { method: 'GET', path: '/' }).then(() => 'answered', (error) => error.message)`,
        )
      } finally {
        other.destroy()
      }
    })
    expect(answer).toContain('Only the window may ask')
  })
})

it('runs once for one data folder', async () => {
  const [{ executable }, screen] = await Promise.all([electron(), display()])
  const second = await promisify(execFile)(executable, [...rootArguments(), folder.path, '--data', join(folder.path, 'data')], {
    env: { ...inherited(), ...(screen && { DISPLAY: screen }) },
    timeout: 30_000,
  })
  expect(second.stderr).toContain('Hallpass is open already')
  expect(await windows()).toBe(1)
})
