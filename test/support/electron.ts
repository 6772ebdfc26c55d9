import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { _electron, errors, type ElectronApplication, type Page } from '@playwright/test'
import { project } from '../../src-main/start/folders.ts'
import { resolveElectron, rootArguments, type FoundElectron } from '../../src-main/start/resolve-electron.ts'
import { display } from './display.ts'

/** A running app with its window. */
export interface OpenApp {
  app: ElectronApplication
  page: Page
  electron: FoundElectron
  /** What the app wrote to stderr so far. */
  said(): string
  close(): Promise<void>
}

let found: Promise<FoundElectron> | undefined

/** The Electron that this run uses; says once which one it is. */
export function electron(): Promise<FoundElectron> {
  found ??= resolveElectron((line) => process.stderr.write(`${line}\n`)).then((it) => {
    process.stderr.write(`Windows open in Electron ${it.version} (${it.origin}).\n`)
    return it
  })
  return found
}

/**
 * Opens an app in a real Electron window.
 * @param folder the app's folder, the checkout itself unless named
 */
export async function openApp(args: readonly string[], folder: string = project, env: Record<string, string> = {}): Promise<OpenApp> {
  const [it, screen, held] = await Promise.all([electron(), display(), heldApp(resolve(folder))])
  const app = await launch({
    executablePath: it.executable,
    args: [...rootArguments(), held.path, ...args],
    env: { ...inherited(), ...(screen && { DISPLAY: screen }), ...env },
  })
  app.once('close', () => void held.drop())
  let said = ''
  app.process().stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const page = await app.firstWindow()
  return { app, page, electron: it, said: () => said, close: () => app.close() }
}

/** The driver's own module that keeps an app from being ready until the driver has attached to it. */
const HOLD = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'lib/server/electron/loader.js')

/**
 * The app, held until the driver has attached. The driver does that by itself only where it finds Electron by itself; an app
 * that opens its window meanwhile now and then hangs the driver.
 */
async function heldApp(folder: string): ReturnType<typeof temporaryFolder> {
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { main: string }
  const held = await temporaryFolder('hallpass-held-')
  await writeFile(join(held.path, 'package.json'), JSON.stringify({ ...about, type: 'commonjs', main: 'held.js' }))
  await writeFile(join(held.path, 'held.js'), `require(${JSON.stringify(HOLD)})\nrequire('electron').app.setAppPath(${JSON.stringify(folder)})\nrequire(${JSON.stringify(join(folder, about.main))})\n`)
  return held
}

/** The first try is given this long, each further one as much more: a busy machine is no failure. */
const launch_ms = 20_000
const launches_max = 4

async function launch(options: Parameters<typeof _electron.launch>[0]): ReturnType<typeof _electron.launch> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ ...options, timeout: launch_ms * attempt })
    } catch (error) {
      if (attempt === launches_max || !(error instanceof errors.TimeoutError)) throw error
      process.stderr.write('The driver did not attach to Electron in time; starting it again.\n')
    }
  }
}

/** Environment without what an outer run may have set for itself. */
export function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, HALLPASS_KEY: _key, ...env } = process.env
  return env as Record<string, string>
}

/** A folder that is gone when `drop` is called. */
export async function temporaryFolder(name = 'hallpass-'): Promise<{ path: string; drop(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), name))
  return { path, drop: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}
